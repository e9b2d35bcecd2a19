package dev.ramekin.freeze.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few trees against npm's own; {@code dev/npm-differential.sh} compares many. */
class NpmDifferentialTest {
  @Test
  void treesAreThoseOfNpm(@TempDir Path folder) throws Exception {
    assumeThat(RealNpm.isThere()).as("there is no npm 11 here").isTrue();
    assumeThat(canReach(RealNpm.setting("registry"))).as("no npm registry answers").isTrue();

    List<NpmDifferential.Outcome> outcomes =
        NpmDifferential.compare(
            folder, List.of("grunt-cli", "bunyan@1", "ts-node typescript@4", "nosuch-0-package"));

    assertThat(outcomes)
        .filteredOn(it -> !it.isSame())
        .extracting(NpmDifferential.Outcome::difference)
        .isEmpty();
    assertThat(outcomes.get(0).ours()).hasSizeGreaterThan(10);
  }

  private static boolean canReach(String registry) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(registry).resolve("semver"))
              .method("HEAD", HttpRequest.BodyPublishers.noBody())
              .timeout(Duration.ofSeconds(10))
              .build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode() < 500;
    } catch (java.io.IOException exception) {
      return false;
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
