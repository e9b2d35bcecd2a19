package dev.ramekin.lang.ruby.eval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The methods that Ruby 3.1 itself has, by module; those of a class as such under its name and a
 * dot. A method that is here but not implemented gives an unknown instead of NoMethodError.
 */
record CoreNames(Map<String, Set<String>> byModule) {
  private static final String FILE = "core-methods.txt";

  /** Read once: every evaluation asks the same table. */
  static final CoreNames ALL = read();

  private static CoreNames read() {
    try (InputStream stream = CoreNames.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      Map<String, Set<String>> names = new HashMap<>();
      new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" "))
          .forEach(words -> names.put(words[0], Set.copyOf(java.util.Arrays.asList(words))));
      return new CoreNames(names);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  boolean has(String module, String method) {
    return byModule.getOrDefault(module, Set.of()).contains(method);
  }
}
