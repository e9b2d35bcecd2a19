package dev.ramekin.lang.ruby.parser;

import dev.ramekin.model.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses the files named on standard input, one a line, and prints what fails and how fast it went.
 * An argument is the number of rounds; the last one is timed.
 */
public final class CorpusMain {
  private CorpusMain() {}

  /** Runs. */
  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
    List<String> names =
        new String(System.in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    List<String> texts = new ArrayList<>();
    long lines = 0;
    for (String name : names) {
      String text = text(Path.of(name));
      texts.add(text);
      lines += text.lines().count();
    }
    for (int round = 1; round < rounds; round++) {
      for (int i = 0; i < names.size(); i++) {
        RubyParsing.parse(names.get(i), texts.get(i));
      }
    }
    long start = System.nanoTime();
    List<Finding> errors = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Optional<Finding> error =
          RubyParsing.parse(names.get(i), texts.get(i)).errors().stream().findFirst();
      error.ifPresent(errors::add);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    errors.forEach(error -> System.out.println(error.origin() + ": " + error.message()));
    System.out.printf(
        "%d of %d files parsed (%.2f %%), %,.0f lines a second%n",
        names.size() - errors.size(),
        names.size(),
        100.0 * (names.size() - errors.size()) / Math.max(1, names.size()),
        lines / seconds);
  }

  /** Reads a file as UTF-8 whatever it holds. */
  static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
