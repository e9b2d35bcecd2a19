package dev.ramekin.lang.ruby.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.lang.ruby.parser.Snippets.Snippet;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RubyTreeTest {
  private static final String NEWER = "newer.txt";
  private static final List<String> FILES =
      List.of(
          "calls.txt", "assignments.txt", "control.txt", NEWER, "literals.txt", "definitions.txt");

  static Stream<Snippet> snippets() {
    return FILES.stream().flatMap(name -> Snippets.read(name).stream());
  }

  /** Without what JRuby's Ripper does not know, or takes for calls as it does patterns. */
  static Stream<Snippet> known() {
    return FILES.stream()
        .filter(name -> !name.equals(NEWER))
        .flatMap(name -> Snippets.read(name).stream());
  }

  private static String parse(String source) {
    ParseResult result = RubyParsing.parse("test.rb", source);
    return result.errors().isEmpty()
        ? Dumper.dump(result.program())
        : "error: " + result.errors().get(0).message();
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void everySnippetParsesToItsTree(Snippet snippet) {
    assertThat(parse(snippet.source())).isEqualTo(snippet.expected());
  }

  @Test
  @EnabledIfSystemProperty(named = "golden.update", matches = "true")
  void theTreesAreWrittenAnew() throws IOException {
    for (String name : FILES) {
      Snippets.write(
          name,
          Snippets.read(name).stream()
              .map(snippet -> new Snippet(snippet.source(), parse(snippet.source())))
              .toList());
    }
  }
}
