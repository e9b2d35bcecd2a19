package dev.ramekin.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.Lock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockChangeTest {
  private static final String URL = "https://example.com/a.tar";

  private static Lock.Package pack(String name, String version, String content) {
    return new Lock.Package(
        name, version, "amd64", 1, content.repeat(64), "pool/x.deb", "debian", List.of());
  }

  private static Lock lock(String image, String download, Lock.Package... packages) {
    Lock.Stage base =
        new Lock.Stage(
            "debian:x", "debian-12", false, 0, List.of(), List.of(), List.of(URL), List.of());
    Lock.Stage web =
        new Lock.Stage(
            "base", "debian-12", true, 0, List.of(), List.of(), List.of(), List.of("git://x#main"));
    return new Lock(
        Lock.Strategy.PANTRY,
        List.of(Architecture.AMD64),
        Map.of("debian:x", new Lock.BaseImage("sha256:" + image.repeat(64), Map.of())),
        List.of(),
        Map.of("base", base, "web", web),
        Map.of("base", List.of(packages), "web", List.of(packages)),
        Map.of(URL, new Lock.Download(URL, List.of(), download.repeat(64), 1)),
        Map.of(
            "git://x#main", List.of(new GitTree("", "git://x", "c".repeat(40), "d".repeat(64), 1))),
        Map.of(),
        Map.of());
  }

  @Test
  void theSameLockHasNoChanges() {
    Lock lock = lock("a", "b", pack("nginx", "1", "c"));

    assertThat(LockChange.between(lock, lock)).isEmpty();
  }

  @Test
  void everyKindOfChangeIsNamedOnceWithWhereItHappens() {
    Lock old =
        lock("a", "b", pack("nginx", "1", "c"), pack("gone", "1", "d"), pack("re", "1", "e"));
    Lock fresh =
        lock("f", "b", pack("nginx", "2", "1"), pack("fresh", "1", "2"), pack("re", "1", "3"));

    List<LockChange> changes = LockChange.between(old, fresh);

    assertThat(changes)
        .extracting(LockChange::name, LockChange::before, LockChange::after)
        .containsExactly(
            tuple(
                "debian:x", Optional.of("sha256:aaaaaaaaaaaa"), Optional.of("sha256:ffffffffffff")),
            tuple("fresh", Optional.empty(), Optional.of("1")),
            tuple("gone", Optional.of("1"), Optional.empty()),
            tuple("nginx", Optional.of("1"), Optional.of("2")),
            tuple(
                "re",
                Optional.of("1 (sha256:eeeeeeeeeeee)"),
                Optional.of("1 (sha256:333333333333)")));
    assertThat(changes.get(3).stages()).containsExactly("base", "web");
    assertThat(changes.get(3).architectures()).containsExactly(Architecture.AMD64);
    assertThat(changes.get(0).stages()).containsExactly("base");
  }

  @Test
  void aDownloadThatChangedUnderItsAddressIsAChange() {
    assertThat(LockChange.between(lock("a", "b"), lock("a", "c")))
        .extracting(LockChange::kind, LockChange::name)
        .containsExactly(tuple(LockChange.Kind.DOWNLOAD, URL));
  }
}
