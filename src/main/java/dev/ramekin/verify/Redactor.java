package dev.ramekin.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Takes the values of secrets out of a text before anything keeps it. */
final class Redactor {
  private static final int SHORTEST = 4;

  private final List<String> values;

  private Redactor(List<String> values) {
    this.values = values;
  }

  /** Returns a redactor for what the files hold; files that are not there hold nothing. */
  static Redactor ofFiles(Collection<Path> files) throws IOException {
    List<String> values = new ArrayList<>();
    for (Path file : files) {
      if (Files.isReadable(file)) {
        Files.readString(file).lines().map(String::strip).forEach(values::add);
      }
    }
    values.removeIf(value -> value.length() < SHORTEST);
    // The longest first: one value may be a part of another.
    values.sort(Comparator.comparingInt(String::length).reversed());
    return new Redactor(values);
  }

  /** Returns the text with three stars in the place of every secret. */
  String redact(String text) {
    String result = text;
    for (String value : values) {
      result = result.replace(value, "***");
    }
    return result;
  }
}
