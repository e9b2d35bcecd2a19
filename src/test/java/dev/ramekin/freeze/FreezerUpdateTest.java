package dev.ramekin.freeze;

import static dev.ramekin.freeze.TestWorld.DATE;
import static dev.ramekin.freeze.TestWorld.LATER;
import static dev.ramekin.freeze.TestWorld.codes;
import static dev.ramekin.freeze.TestWorld.deployment;
import static dev.ramekin.freeze.TestWorld.install;
import static dev.ramekin.freeze.TestWorld.packages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.freeze.apt.TestArchive;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.lock.Lock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes when the archive has moved on and something is asked for anew. */
class FreezerUpdateTest {
  @TempDir private Path folder = Path.of("set by JUnit");
  private @Nullable TestWorld opened;

  @BeforeEach
  void open() throws Exception {
    opened = new TestWorld(folder);
  }

  @AfterEach
  void close() {
    world().close();
  }

  private TestWorld world() {
    return Objects.requireNonNull(opened);
  }

  private FreezeResult update(Lock old, String name, String... requests) {
    return world()
        .freeze(Optional.of(old), world().options().withUpdate(Set.of(name)), install(requests));
  }

  @Test
  void whatTheArchiveDroppedStaysWhenThePantryHasIt() throws Exception {
    Lock first = world().freeze(Optional.empty(), install("web", "tool")).lock();
    world().fetch(first);
    world().publish("2", LATER);

    FreezeResult updated = update(first, "web", "web", "tool");

    assertThat(updated.findings()).isEmpty();
    assertThat(packages(updated.lock(), "web")).containsExactly("lib=1", "tool=1", "web=2");
    assertThat(updated.lock().packages("web").get(0)).isEqualTo(first.packages("web").get(0));
    assertThat(updated.lock().archives())
        .extracting(Lock.Archive::date)
        .containsExactly(DATE.toString(), LATER.toString());
  }

  @Test
  void whatTheArchiveDroppedStaysWhenTheSnapshotArchiveHasIt() throws Exception {
    TestArchive snapshot =
        world().archive().movedTo(world().www().resolve("snapshot/test/20261101T120000Z"));
    snapshot.publish(
        "one", DATE, "", snapshot.deb("tool", "1", "Depends: lib"), snapshot.deb("lib", "1"));
    Lock first = world().freeze(Optional.empty(), install("web", "tool")).lock();
    world().publish("2", LATER);

    FreezeResult updated = update(first, "web", "web", "tool");

    assertThat(updated.findings()).isEmpty();
    assertThat(packages(updated.lock(), "web")).containsExactly("lib=1", "tool=1", "web=2");
  }

  @Test
  void whatNobodyHasAnyMoreIsNamedAndUpdatedToo() throws Exception {
    Lock first = world().freeze(Optional.empty(), install("web", "tool")).lock();
    world().publish("2", LATER);

    FreezeResult updated = update(first, "web", "web", "tool");

    assertThat(packages(updated.lock(), "web")).containsExactly("lib=2", "tool=2", "web=2");
    assertThat(codes(updated)).containsExactly("snapshot-unusable", "version-not-kept");
    assertThat(updated.findings().get(1).message()).endsWith(": lib 1, tool 1");
    assertThat(updated.lock().archives())
        .extracting(Lock.Archive::date)
        .containsExactly(LATER.toString());
  }

  @Test
  void whatThePackageNeedsIsUpdatedWithIt() throws Exception {
    Lock first = world().freeze(Optional.empty(), install("web", "tool")).lock();
    world().fetch(first);
    TestArchive archive = world().archive();
    archive.publish(
        "one",
        LATER,
        "",
        archive.deb("libc", "1"),
        archive.deb("web", "2", "Depends: lib (>= 2), libc"),
        archive.deb("lib", "2"),
        archive.deb("tool", "2", "Depends: lib"));

    FreezeResult updated = update(first, "web", "web", "tool");

    assertThat(updated.findings()).isEmpty();
    assertThat(packages(updated.lock(), "web")).containsExactly("lib=2", "tool=1", "web=2");
  }

  @Test
  void whatStandsInTheWayOfTheNewVersionIsUpdatedWithIt() throws Exception {
    Lock first = world().freeze(Optional.empty(), install("web", "tool")).lock();
    TestArchive archive = world().archive();
    archive.publish(
        "one",
        LATER,
        "",
        archive.deb("libc", "1"),
        archive.deb("web", "1", "Depends: lib, libc"),
        archive.deb("web", "2", "Depends: lib, libc", "Breaks: tool (<< 2)"),
        archive.deb("lib", "1"),
        archive.deb("lib", "2"),
        archive.deb("tool", "1", "Depends: lib"),
        archive.deb("tool", "2", "Depends: lib"));

    FreezeResult updated = update(first, "web", "web", "tool");

    assertThat(updated.findings()).isEmpty();
    assertThat(packages(updated.lock(), "web")).containsExactly("lib=1", "tool=2", "web=2");
  }

  @Test
  void anotherStageKeepsItsClock() throws Exception {
    Deployment plan =
        deployment(
            world().stage("tools", Optional.empty(), install("tool")),
            world().stage("web", Optional.empty(), install("web")));
    Lock first = Freezer.freeze(plan, Optional.empty(), world().options()).lock();
    world().fetch(first);
    world().publish("2", LATER);

    Lock updated =
        Freezer.freeze(plan, Optional.of(first), world().options().withUpdate(Set.of("web")))
            .lock();

    assertThat(packages(updated, "tools")).containsExactly("lib=1", "tool=1");
    assertThat(packages(updated, "web")).containsExactly("lib=1", "web=2");
    assertThat(Instant.ofEpochSecond(updated.epoch("tools"))).isEqualTo(DATE);
    assertThat(Instant.ofEpochSecond(updated.epoch("web"))).isEqualTo(LATER);
  }

  @Test
  void everythingIsUpdatedByAStar() throws Exception {
    Lock first = world().freeze(Optional.empty(), install("web", "tool")).lock();
    world().publish("2", LATER);

    FreezeResult updated = update(first, "*", "web", "tool");

    assertThat(updated.lock())
        .isEqualTo(world().freeze(Optional.empty(), install("web", "tool")).lock());
    assertThat(packages(updated.lock(), "web")).isEqualTo(List.of("lib=2", "tool=2", "web=2"));
  }
}
