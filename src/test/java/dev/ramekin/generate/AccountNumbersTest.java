package dev.ramekin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Guard;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CreateGroup;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Platform;
import dev.ramekin.model.Provenance;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Stage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountNumbersTest {
  private static final Platform DEBIAN =
      new Platform("debian-12", "debian", "12", "debian", "bookworm", "amd64");

  @Test
  void aNumberFollowsFromTheNameAloneWhateverElseThereIs() {
    int alone = numbers("shop").of("shop");

    assertThat(alone).isBetween(600, 799);
    assertThat(numbers("aardvark", "shop", "zebra").of("shop")).isEqualTo(alone);
  }

  @Test
  void moreAccountsThanTheRangeHoldsStillGetDifferentNumbers() {
    String[] names =
        IntStream.range(0, 250).mapToObj(index -> "account" + index).toArray(String[]::new);

    AccountNumbers numbers = numbers(names);

    assertThat(List.of(names)).extracting(numbers::of).doesNotHaveDuplicates();
  }

  private static AccountNumbers numbers(String... names) {
    List<Operation> groups = List.of(names).stream().map(AccountNumbersTest::group).toList();
    Stage base = new Stage("base", DEBIAN, "debian:bookworm-slim", Optional.empty(), groups);
    return new AccountNumbers(
        new Deployment(
            "shop",
            List.of(base),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  private static Operation group(String name) {
    Provenance provenance =
        new Provenance("node/1", Origin.ofFile("default.rb"), "shop", Guard.ALWAYS, List.of());
    return new CreateGroup(provenance, name, Optional.empty(), List.of(), false, true);
  }
}
