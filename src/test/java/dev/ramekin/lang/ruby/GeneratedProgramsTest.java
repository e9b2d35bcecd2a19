package dev.ramekin.lang.ruby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ramekin.lang.ruby.Comparison.Outcome;
import dev.ramekin.lang.ruby.Comparison.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Programs that nobody wrote, here and in the Ruby of the machine, when that is of the version that
 * Chef 18 brings.
 */
class GeneratedProgramsTest {
  private static final int PROGRAMS = 1_000;
  private static final int DEEPEST = 4;
  private static final long SEED = 20261127;

  @Test
  void aDrawnProgramGivesWhatRubyGives() throws IOException {
    assumeTrue(SystemRuby.isInstalled(), "no ruby on this machine");
    try (SystemRuby ruby = new SystemRuby()) {
      assumeTrue(ruby.inspect("RUBY_VERSION").startsWith("\"3.1"), "no Ruby 3.1 on this machine");
      Comparison differential = new Differential(ruby);
      Grammar grammar = grammar();
      Random random = new Random(SEED);
      SoftAssertions softly = new SoftAssertions();
      int same = 0;
      for (int number = 0; number < PROGRAMS; number++) {
        String program = grammar.draw("Program", 1 + random.nextInt(DEEPEST), random).toString();
        Outcome outcome = differential.compare(program);
        if (outcome.verdict() == Verdict.DIFFERENT) {
          softly.assertThat(outcome.here()).as(program).isEqualTo(outcome.real());
        }
        same += outcome.verdict() == Verdict.SAME ? 1 : 0;
      }
      softly.assertAll();
      assertThat(same).isGreaterThan(PROGRAMS * 3 / 4);
    }
  }

  private static Grammar grammar() throws IOException {
    try (InputStream stream = GeneratedProgramsTest.class.getResourceAsStream("idioms.grammar")) {
      assertThat(stream).isNotNull();
      return new Grammar(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
