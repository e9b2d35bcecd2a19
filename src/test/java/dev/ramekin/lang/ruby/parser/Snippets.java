package dev.ramekin.lang.ruby.parser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The snippets under {@code fixtures/ruby}: source, a line {@code =>}, and what it parses to. */
final class Snippets {
  private static final String END = "\n----\n";
  private static final String RESULT = "\n=>\n";

  /** One snippet. */
  record Snippet(String source, String expected) {
    @Override
    public String toString() {
      return source;
    }
  }

  private Snippets() {}

  static Path folder() {
    return Path.of(System.getProperty("fixtures.dir", "fixtures"), "ruby");
  }

  static List<Snippet> read(String name) {
    List<Snippet> snippets = new ArrayList<>();
    for (String block : text(name).split(END)) {
      int at = block.lastIndexOf(RESULT);
      snippets.add(
          at < 0
              ? new Snippet(block, "")
              : new Snippet(block.substring(0, at), block.substring(at + RESULT.length()).strip()));
    }
    return snippets;
  }

  static void write(String name, List<Snippet> snippets) throws IOException {
    List<String> blocks = snippets.stream().map(s -> s.source() + RESULT + s.expected()).toList();
    Files.writeString(folder().resolve(name), String.join(END, blocks) + "\n");
  }

  private static String text(String name) {
    try {
      return Files.readString(folder().resolve(name));
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }
}
