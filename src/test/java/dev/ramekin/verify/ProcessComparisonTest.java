package dev.ramekin.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessComparisonTest {
  private static boolean passes(String expected, String actual) {
    return ProcessComparison.ofUser("queued", expected, actual, "queued.rb:1").passed();
  }

  @Test
  void rootMayBecomeSomebodyWithFewerRights() {
    assertThat(passes("root", "root")).isTrue();
    assertThat(passes("root", "queue")).isTrue();
  }

  @Test
  void whoIsNamedHasToBeIt() {
    assertThat(passes("queue", "queue")).isTrue();
    assertThat(passes("queue", "root")).isFalse();
    assertThat(passes("queue", "other")).isFalse();
  }

  @Test
  void aProcessThatCannotBeLookedAtIsADifference() {
    assertThat(passes("root", "")).isFalse();
  }
}
