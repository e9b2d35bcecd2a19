package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Array#pack} and {@code String#unpack}: bytes by the letters of a template. Texts,
 * hexadecimal and binary digits, base 64 and integers of fixed size are known; anything else is not
 * evaluated.
 */
final class Packing {
  private static final Pattern DIRECTIVE = Pattern.compile("([a-zA-Z@])([_!<>]*)(\\*|\\d+)?");
  private static final int LINE = 45;

  /**
   * One letter of a template.
   *
   * @param count how many; -1 for all, -2 for none said
   */
  private record Directive(char letter, boolean bigEndian, int count) {
    boolean all() {
      return count == -1;
    }

    /** Returns how many bytes an integer of this letter takes; 0 for a letter of other things. */
    int width() {
      return switch (letter) {
        case 'C', 'c' -> 1;
        case 'S', 's', 'n', 'v' -> 2;
        case 'L', 'l', 'N', 'V', 'I', 'i' -> 4;
        case 'Q', 'q', 'J', 'j' -> 8;
        default -> 0;
      };
    }

    int orOne() {
      return count == -2 ? 1 : count;
    }
  }

  private Packing() {}

  private static Optional<List<Directive>> read(Call call, String template) {
    String plain = template.replaceAll("#[^\n]*", "").replaceAll("\\s", "");
    List<Directive> directives = new ArrayList<>();
    Matcher matcher = DIRECTIVE.matcher(plain);
    int position = 0;
    while (position < plain.length()) {
      if (!matcher.find(position) || matcher.start() != position) {
        return Optional.empty();
      }
      char letter = matcher.group(1).charAt(0);
      boolean big = matcher.group(2).contains(">") || letter == 'n' || letter == 'N';
      String count = matcher.group(3);
      int number =
          count == null
              ? -2
              : count.equals("*") ? -1 : Numerals.leadingInteger(count, 10).intValue();
      call.ruby().budget().text(Math.max(0, number));
      directives.add(new Directive(letter, big, number));
      position = matcher.end();
    }
    return Optional.of(directives);
  }

  // Packing

  static RubyValue pack(Call call) {
    Optional<List<Directive>> directives = read(call, call.text(0));
    if (directives.isEmpty()) {
      return call.unknown("this template of Array#pack is not evaluated");
    }
    Iterator<RubyValue> values = ArrayMethods.own(call).iterator();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean text = !directives.get().isEmpty() && directives.get().get(0).letter() == 'U';
    boolean plain = true;
    for (Directive directive : directives.get()) {
      if (!pack(call, directive, values, bytes)) {
        return call.unknown("the letter " + directive.letter() + " of Array#pack is not evaluated");
      }
      plain &= directive.letter() == 'm' || directive.letter() == 'M';
    }
    RubyString packed =
        text
            ? Encodings.decoded(bytes.toByteArray(), RubyString.Encoding.UTF_8)
            : RubyString.ofBytes(bytes.toByteArray());
    return plain ? packed.encode(RubyString.Encoding.ASCII) : packed;
  }

  private static boolean pack(
      Call call, Directive directive, Iterator<RubyValue> values, ByteArrayOutputStream bytes) {
    if (directive.width() > 0) {
      for (int done = 0; directive.all() ? values.hasNext() : done < directive.orOne(); done++) {
        BigInteger value = call.ruby().convert().integer(next(call, values)).value();
        bytes.writeBytes(ordered(value, directive.width(), directive.bigEndian()));
      }
      return true;
    }
    switch (directive.letter()) {
      case 'U' -> {
        for (int done = 0; directive.all() ? values.hasNext() : done < directive.orOne(); done++) {
          int point = call.ruby().convert().index(next(call, values));
          if (!Character.isValidCodePoint(point)) {
            throw call.error("RangeError", "pack(U): value out of range");
          }
          bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        }
      }
      case 'x' -> bytes.writeBytes(new byte[Math.max(0, directive.orOne())]);
      case 'a', 'A', 'Z' -> bytes.writeBytes(padded(directive, bytesOf(call, values)));
      case 'H', 'h' -> bytes.writeBytes(fromHex(call, directive, bytesOf(call, values)));
      case 'B', 'b' -> bytes.writeBytes(fromBits(directive, bytesOf(call, values)));
      case 'm' -> bytes.writeBytes(base64(directive, bytesOf(call, values)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static RubyValue next(Call call, Iterator<RubyValue> values) {
    if (!values.hasNext()) {
      throw call.error("ArgumentError", "too few arguments");
    }
    return values.next();
  }

  private static byte[] bytesOf(Call call, Iterator<RubyValue> values) {
    RubyValue value = next(call, values);
    return value instanceof RubyNil
        ? new byte[0]
        : call.ruby().convert().to(value, RubyString.class, "String").bytes();
  }

  private static byte[] ordered(BigInteger value, int width, boolean bigEndian) {
    byte[] bytes = new byte[width];
    for (int index = 0; index < width; index++) {
      byte part = value.shiftRight(8 * index).byteValue();
      bytes[bigEndian ? width - 1 - index : index] = part;
    }
    return bytes;
  }

  private static byte[] padded(Directive directive, byte[] given) {
    if (directive.all()) {
      return directive.letter() == 'Z' ? Arrays.copyOf(given, given.length + 1) : given;
    }
    byte[] bytes = Arrays.copyOf(given, directive.orOne());
    if (directive.letter() == 'A' && bytes.length > given.length) {
      Arrays.fill(bytes, given.length, bytes.length, (byte) ' ');
    }
    return bytes;
  }

  private static byte[] fromHex(Call call, Directive directive, byte[] given) {
    int digits = directive.all() ? given.length : directive.orOne();
    call.ruby().budget().text(digits);
    byte[] bytes = new byte[(digits + 1) / 2];
    for (int index = 0; index < digits && index < given.length; index++) {
      int value = Character.isLetter(given[index]) ? (given[index] & 7) + 9 : given[index];
      boolean high = index % 2 == 0 == (directive.letter() == 'H');
      bytes[index / 2] |= (byte) ((value & 15) << (high ? 4 : 0));
    }
    return bytes;
  }

  private static byte[] fromBits(Directive directive, byte[] given) {
    int digits = directive.all() ? given.length : directive.orOne();
    byte[] bytes = new byte[(digits + 7) / 8];
    for (int index = 0; index < digits && index < given.length; index++) {
      int shift = directive.letter() == 'B' ? 7 - index % 8 : index % 8;
      bytes[index / 8] |= (byte) ((given[index] & 1) << shift);
    }
    return bytes;
  }

  private static byte[] base64(Directive directive, byte[] given) {
    if (directive.count() == 0) {
      return Base64.getEncoder().encode(given);
    }
    int line = directive.orOne() < 3 ? LINE : directive.orOne() / 3 * 3;
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int start = 0; start < given.length; start += line) {
      int end = Math.min(given.length, start + line);
      lines.writeBytes(Base64.getEncoder().encode(Arrays.copyOfRange(given, start, end)));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  // Unpacking

  static RubyValue unpack(Call call) {
    Optional<List<RubyValue>> values = values(call);
    return values.isPresent()
        ? Elements.array(call, values.get())
        : call.unknown("this template of String#unpack is not evaluated");
  }

  static RubyValue unpackFirst(Call call) {
    Optional<List<RubyValue>> values = values(call);
    if (values.isEmpty()) {
      return call.unknown("this template of String#unpack is not evaluated");
    }
    return values.get().isEmpty() ? RubyNil.NIL : values.get().get(0);
  }

  private static Optional<List<RubyValue>> values(Call call) {
    Optional<List<Directive>> directives = read(call, call.text(0));
    ByteBuffer bytes = ByteBuffer.wrap(StringMethods.own(call).bytes());
    List<RubyValue> values = new ArrayList<>();
    if (directives.isEmpty()) {
      return Optional.empty();
    }
    for (Directive directive : directives.get()) {
      if (!unpack(call, directive, bytes, values)) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static boolean unpack(
      Call call, Directive directive, ByteBuffer bytes, List<RubyValue> values) {
    if (directive.width() > 0) {
      integers(directive, bytes, values);
      return true;
    }
    switch (directive.letter()) {
      case 'U' -> points(call, directive, bytes, values);
      case 'x' -> {
        int skipped = directive.all() ? bytes.remaining() : directive.orOne();
        if (skipped > bytes.remaining()) {
          throw call.error("ArgumentError", "x outside of string");
        }
        bytes.position(bytes.position() + skipped);
      }
      case 'a', 'A', 'Z' -> values.add(text(directive, bytes));
      case 'H', 'h' -> values.add(digits(directive, bytes, 4));
      case 'B', 'b' -> values.add(digits(directive, bytes, 1));
      case 'm' -> values.add(fromBase64(call, directive, rest(bytes)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static byte[] rest(ByteBuffer bytes) {
    return take(bytes, bytes.remaining());
  }

  private static byte[] take(ByteBuffer bytes, int count) {
    byte[] taken = new byte[count];
    bytes.get(taken);
    return taken;
  }

  private static void integers(Directive directive, ByteBuffer bytes, List<RubyValue> values) {
    int width = directive.width();
    boolean signed = "csliqj".indexOf(directive.letter()) >= 0;
    int wanted = directive.all() ? bytes.remaining() / width : directive.orOne();
    for (int done = 0; done < wanted; done++) {
      if (bytes.remaining() < width) {
        values.add(RubyNil.NIL);
        continue;
      }
      byte[] part = take(bytes, width);
      if (!directive.bigEndian()) {
        for (int index = 0; index < width / 2; index++) {
          byte kept = part[index];
          part[index] = part[width - 1 - index];
          part[width - 1 - index] = kept;
        }
      }
      values.add(new RubyInteger(signed ? new BigInteger(part) : new BigInteger(1, part)));
    }
  }

  private static void points(
      Call call, Directive directive, ByteBuffer bytes, List<RubyValue> values) {
    RubyString text = Encodings.decoded(rest(bytes), RubyString.Encoding.UTF_8);
    if (text.encoding() == RubyString.Encoding.BINARY) {
      throw call.error("ArgumentError", "malformed UTF-8 character");
    }
    int[] points = text.text().codePoints().toArray();
    int wanted = directive.all() ? points.length : Math.min(points.length, directive.orOne());
    for (int index = 0; index < wanted; index++) {
      values.add(RubyInteger.of(points[index]));
    }
    String left = new String(points, wanted, points.length - wanted);
    bytes.position(bytes.limit() - left.getBytes(StandardCharsets.UTF_8).length);
  }

  private static RubyValue text(Directive directive, ByteBuffer bytes) {
    int wanted =
        directive.all() ? bytes.remaining() : Math.min(bytes.remaining(), directive.orOne());
    byte[] taken = take(bytes, wanted);
    int end = taken.length;
    if (directive.letter() == 'A') {
      while (end > 0 && (taken[end - 1] == ' ' || taken[end - 1] == 0)) {
        end--;
      }
    } else if (directive.letter() == 'Z') {
      end = 0;
      while (end < taken.length && taken[end] != 0) {
        end++;
      }
      if (directive.all() && end < taken.length) {
        bytes.position(bytes.position() - (taken.length - end - 1));
      }
    }
    return RubyString.ofBytes(Arrays.copyOf(taken, end));
  }

  private static RubyValue digits(Directive directive, ByteBuffer bytes, int bits) {
    int each = 8 / bits;
    int most = bytes.remaining() * each;
    int wanted = directive.all() ? most : Math.min(most, directive.orOne());
    byte[] taken = take(bytes, (wanted + each - 1) / each);
    boolean high = Character.isUpperCase(directive.letter());
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < wanted; index++) {
      int within = index % each;
      int shift = bits * (high ? each - 1 - within : within);
      int value = taken[index / each] >> shift & (1 << bits) - 1;
      text.append(Character.forDigit(value, 16));
    }
    return new RubyString(text.toString()).encode(RubyString.Encoding.ASCII);
  }

  private static RubyValue fromBase64(Call call, Directive directive, byte[] text) {
    try {
      Base64.Decoder decoder =
          directive.count() == 0 ? Base64.getDecoder() : Base64.getMimeDecoder();
      return RubyString.ofBytes(decoder.decode(text));
    } catch (IllegalArgumentException exception) {
      if (directive.count() == 0) {
        throw call.error("ArgumentError", "invalid base64");
      }
      return call.unknown("this base 64 text is not evaluated");
    }
  }
}
