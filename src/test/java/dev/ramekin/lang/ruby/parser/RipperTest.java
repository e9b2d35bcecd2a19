package dev.ramekin.lang.ruby.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.lang.ruby.parser.Snippets.Snippet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jruby.Ruby;
import org.jruby.RubyInstanceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our parser and Ruby's own see the same calls, operators and variables. */
class RipperTest {
  private static final Ruby RUBY = Ruby.newInstance(new RubyInstanceConfig());

  @BeforeAll
  static void load() throws IOException {
    try (InputStream script = RipperTest.class.getResourceAsStream("/ruby/facts.rb")) {
      byte[] bytes = Objects.requireNonNull(script).readAllBytes();
      RUBY.evalScriptlet(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void end() {
    RUBY.tearDown();
  }

  static Stream<Snippet> snippets() {
    // JRuby's Ripper reads names beyond ASCII as bytes.
    return RubyTreeTest.known()
        .filter(snippet -> snippet.source().chars().allMatch(letter -> letter < 0x80));
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void bothSeeTheSame(Snippet snippet) {
    RUBY.getGlobalVariables().set("$text", RUBY.newString(snippet.source()));
    String theirs =
        RUBY.evalScriptlet("(Facts.of($text) || ['rejected']).join(\"\\n\")").toString();

    List<String> ours = Facts.of(RubyParsing.parse("snippet.rb", snippet.source()).program());
    assertThat(ours)
        .isEqualTo(Arrays.stream(theirs.split("\n")).filter(s -> !s.isEmpty()).toList());
  }
}
