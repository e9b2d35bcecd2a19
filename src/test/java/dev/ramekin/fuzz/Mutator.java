package dev.ramekin.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages a file: cuts it, loses, doubles and swaps pieces, and puts hard pieces in. */
final class Mutator {
  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "\"",
          "'",
          "`",
          "#{",
          "|",
          "\\",
          "\0",
          "\n",
          "\r\n",
          ":",
          "::",
          ";",
          ",",
          ".",
          "&.",
          "=>",
          "->",
          "**",
          "<<~EOS\n",
          "%w(",
          "%",
          "/",
          "?",
          "!",
          "end",
          " do ",
          " if ",
          "unless ",
          "while true ",
          "begin ",
          "rescue ",
          "ensure ",
          "def x ",
          "class X ",
          "module X ",
          "return ",
          "yield ",
          "super ",
          "self.",
          "nil.",
          "node",
          "node['",
          "']",
          "lambda ",
          "loop { ",
          "x = x",
          " * 99999999",
          " << ",
          "(1..10**12).to_a",
          "{{{{",
          "<%",
          "<%=",
          "%>",
          "-%>",
          "<%%",
          "<%#",
          "@",
          "@@",
          "$",
          "=begin\n",
          "__END__\n",
          "\u00e9",
          "\ud83d\ude00",
          "\ufeff",
          "true",
          "null",
          "{\"a\":",
          "[[[[",
          "- - - ",
          "&a [*a]",
          "!!x ",
          "1e999",
          "-0",
          "0x",
          "?a",
          "/(a+)+$/",
          "'a' * 9999",
          ".times { ",
          "raise ",
          "exit ",
          "include_recipe ",
          "send(:",
          "instance_eval ",
          "define_method(:x) ",
          "method_missing ");

  private static final int MOST_DAMAGES = 4;
  private static final int DEEP = 3000;

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /** Returns a damaged file; pieces may come from the other one. */
  byte[] damage(byte[] file, byte[] other) {
    byte[] damaged = file;
    for (int count = random.nextInt(MOST_DAMAGES); count >= 0; count--) {
      damaged = once(damaged, other);
    }
    return damaged;
  }

  private byte[] once(byte[] file, byte[] other) {
    int from = random.nextInt(file.length + 1);
    int to = Math.min(file.length, from + random.nextInt(40));
    return switch (random.nextInt(9)) {
      case 0 -> Arrays.copyOf(file, from);
      case 1 -> replaced(file, from, to, new byte[0]);
      case 2 -> replaced(file, from, from, Arrays.copyOfRange(file, from, to));
      case 3 -> replaced(file, from, Math.min(file.length, from + 1), noise());
      case 4 -> replaced(file, from, to, slice(other));
      case 5 ->
          replaced(file, from, from, piece().repeat(1 + random.nextInt(DEEP)).getBytes(UTF_8));
      default -> replaced(file, from, from, piece().getBytes(UTF_8));
    };
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private byte[] noise() {
    byte[] noise = new byte[1];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] slice(byte[] file) {
    int from = random.nextInt(file.length + 1);
    return Arrays.copyOfRange(file, from, Math.min(file.length, from + random.nextInt(80)));
  }

  private static byte[] replaced(byte[] file, int from, int to, byte[] piece) {
    byte[] result = new byte[file.length - (to - from) + piece.length];
    System.arraycopy(file, 0, result, 0, from);
    System.arraycopy(piece, 0, result, from, piece.length);
    System.arraycopy(file, to, result, from + piece.length, file.length - to);
    return result;
  }
}
