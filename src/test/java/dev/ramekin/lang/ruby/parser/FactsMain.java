package dev.ramekin.lang.ruby.parser;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Prints what our parser sees in the files named on standard input: a line {@code == file}, then a
 * line for each fact, in the words and the order of {@code facts.rb}; with the argument {@code
 * sequence} a line for each event, in the words and the order of {@code sequence.rb}.
 */
public final class FactsMain {
  private FactsMain() {}

  /** Runs. */
  public static void main(String[] arguments) throws IOException {
    boolean sequence = arguments.length > 0 && arguments[0].equals("sequence");
    String input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String name : input.lines().toList()) {
      out.println("== " + name);
      ParseResult result = RubyParsing.parse(name, CorpusMain.text(Path.of(name)));
      if (result.errors().isEmpty()) {
        (sequence ? Sequence.of(result.program()) : Facts.of(result.program()))
            .forEach(out::println);
      } else {
        out.println("not parsed");
      }
    }
    out.flush();
  }
}
