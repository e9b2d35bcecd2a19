package dev.ramekin.freeze.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {
  @Test
  void parametersMayHoldCommas() {
    assertThat(
            Challenge.of(
                List.of(
                    "Bearer realm=\"https://auth.example.com/token\",service=\"registry\","
                        + "scope=\"repository:a/b:pull,push\", error=insufficient_scope")))
        .containsExactly(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://auth.example.com/token",
                    "service", "registry",
                    "scope", "repository:a/b:pull,push",
                    "error", "insufficient_scope")));
  }

  @Test
  void severalStandInOneHeaderOrInSeveral() {
    assertThat(Challenge.of(List.of("Negotiate, Basic realm=\"a \\\"b\\\"\"", "BEARER realm=x")))
        .containsExactly(
            new Challenge("negotiate", Map.of()),
            new Challenge("basic", Map.of("realm", "a \"b\"")),
            new Challenge("bearer", Map.of("realm", "x")));
  }

  @Test
  void nothingIsNoChallenge() {
    assertThat(Challenge.of(List.of("", " , "))).isEmpty();
  }
}
