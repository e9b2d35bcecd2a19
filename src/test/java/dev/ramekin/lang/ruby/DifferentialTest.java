package dev.ramekin.lang.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The same expressions here and in real Ruby. */
class DifferentialTest {
  private static final Pattern ADDRESS = Pattern.compile(":0x[0-9a-f]+( [^>@]*)?");

  @Test
  void everyExpressionGivesWhatRealRubyGives() throws IOException {
    List<String> expressions = expressions();
    SoftAssertions softly = new SoftAssertions();

    for (String expression : expressions) {
      softly
          .assertThat(plain(Evaluation.begin().inspect(expression)))
          .as(expression)
          .isEqualTo(plain(RealRuby.get().inspect(expression)));
    }

    assertThat(expressions).hasSizeGreaterThan(1_000);
    softly.assertAll();
  }

  /** Takes the addresses of objects out. */
  static String plain(String text) {
    return ADDRESS.matcher(text).replaceAll("");
  }

  private static List<String> expressions() throws IOException {
    try (InputStream stream = DifferentialTest.class.getResourceAsStream("expressions.txt")) {
      assertThat(stream).isNotNull();
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).toList();
    }
  }
}
