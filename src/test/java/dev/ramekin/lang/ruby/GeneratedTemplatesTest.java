package dev.ramekin.lang.ruby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ramekin.lang.erb.ErbTemplate.Dialect;
import dev.ramekin.lang.ruby.Comparison.Outcome;
import dev.ramekin.lang.ruby.Comparison.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Templates that nobody wrote, here and in the engines that Chef and Test Kitchen use. */
class GeneratedTemplatesTest {
  private static final int TEMPLATES = 600;
  private static final int DEEPEST = 4;
  private static final long SEED = 20261127;

  @Test
  void rubysOwnErbGivesTheSame() throws IOException {
    TemplateDifferential differential = new TemplateDifferential(RealRuby.get(), Dialect.DASH);
    assertThat(differential.isPresent()).isTrue();

    compare(differential);
  }

  /** Debian: the packages ruby and ruby-erubis. */
  @Test
  void erubisGivesTheSame() throws IOException {
    assumeTrue(SystemRuby.isInstalled(), "no ruby on this machine");
    try (SystemRuby ruby = new SystemRuby()) {
      TemplateDifferential differential = new TemplateDifferential(ruby, Dialect.ERUBIS);
      assumeTrue(differential.isPresent(), "this machine's ruby has no erubis");

      compare(differential);
    }
  }

  private static void compare(Comparison differential) throws IOException {
    Grammar grammar = grammar();
    Random random = new Random(SEED);
    SoftAssertions softly = new SoftAssertions();
    int same = 0;
    for (int number = 0; number < TEMPLATES; number++) {
      String template = grammar.draw("Program", 1 + random.nextInt(DEEPEST), random).toString();
      Outcome outcome = differential.compare(template);
      if (outcome.verdict() == Verdict.DIFFERENT) {
        softly.assertThat(outcome.here()).as(template).isEqualTo(outcome.real());
      }
      same += outcome.verdict() == Verdict.SAME ? 1 : 0;
    }
    softly.assertAll();
    assertThat(same).isGreaterThan(TEMPLATES / 2);
  }

  private static Grammar grammar() throws IOException {
    try (InputStream stream =
        GeneratedTemplatesTest.class.getResourceAsStream("templates.grammar")) {
      assertThat(stream).isNotNull();
      return new Grammar(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
