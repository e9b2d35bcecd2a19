package dev.ramekin.freeze;

import static dev.ramekin.freeze.TestWorld.DATE;
import static dev.ramekin.freeze.TestWorld.LATER;
import static dev.ramekin.freeze.TestWorld.codes;
import static dev.ramekin.freeze.TestWorld.deployment;
import static dev.ramekin.freeze.TestWorld.install;
import static dev.ramekin.freeze.TestWorld.packages;
import static dev.ramekin.freeze.TestWorld.provenance;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.freeze.apt.TestArchive;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.AddRepository;
import dev.ramekin.model.Operation.FetchFile;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Operation.Unconverted;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreezerTest {
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
    return requireNonNull(opened);
  }

  @Test
  void aStageHoldsWhatTheStageBelowDoesNot() throws IOException {
    FreezeResult result =
        Freezer.freeze(
            deployment(
                world().stage("base", Optional.empty(), install("tool")),
                world().stage("web", Optional.of("base"), install("web"))),
            Optional.empty(),
            world().options());

    assertThat(result.findings()).isEmpty();
    assertThat(packages(result.lock(), "base")).containsExactly("lib=1", "tool=1");
    assertThat(packages(result.lock(), "web")).containsExactly("web=1");
    assertThat(result.lock().newestEpoch()).isEqualTo(DATE.getEpochSecond());
    assertThat(result.lock().archives())
        .extracting(Lock.Archive::snapshot)
        .containsExactly(Optional.of("20261101T120000Z"));
    assertThat(result.lock().baseImages()).containsOnlyKeys(world().registry().host() + "/os:1");
  }

  @Test
  void theSameRequestGivesTheSameLockAfterTheArchiveMovedOn() throws Exception {
    Lock first = world().freeze(Optional.empty(), install("web")).lock();
    world().publish("2", LATER);

    FreezeResult second = world().freeze(Optional.of(first), install("web"));

    assertThat(second.lock()).isEqualTo(first);
    assertThat(packages(world().freeze(Optional.empty(), install("web")).lock(), "web"))
        .containsExactly("lib=2", "web=2");
  }

  @Test
  void whatIsToBeUpdatedIsUpdatedAndTheRestStaysIfItCan() throws Exception {
    Lock first = world().freeze(Optional.empty(), install("web", "tool")).lock();
    world()
        .archive()
        .publish(
            "one",
            LATER,
            "",
            world().archive().deb("libc", "1"),
            world().archive().deb("web", "1", "Depends: lib, libc"),
            world().archive().deb("web", "2", "Depends: lib, libc"),
            world().archive().deb("lib", "1"),
            world().archive().deb("lib", "2"),
            world().archive().deb("tool", "1", "Depends: lib"),
            world().archive().deb("tool", "2", "Depends: lib"));

    Lock updated =
        Freezer.freeze(
                deployment(world().stage("web", Optional.empty(), install("web", "tool"))),
                Optional.of(first),
                world().options().withUpdate(Set.of("web")))
            .lock();

    assertThat(packages(updated, "web")).containsExactly("lib=1", "tool=1", "web=2");
    assertThat(updated.newestEpoch()).isEqualTo(LATER.getEpochSecond());
  }

  @Test
  void aPackageThatDoesNotExistIsNamedInEveryRunAndTheRestIsFrozen() throws IOException {
    FreezeResult first = world().freeze(Optional.empty(), install("web", "nosuch"));
    FreezeResult second = world().freeze(Optional.of(first.lock()), install("web", "nosuch"));

    assertThat(packages(first.lock(), "web")).containsExactly("lib=1", "web=1");
    assertThat(first.findings())
        .extracting(Finding::message)
        .containsExactly("nosuch is not frozen: there is no package nosuch");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void offlineUsesTheCacheAndTheCatalogue() throws IOException {
    world().freeze(Optional.empty(), install("web"));
    world().registry().close();
    world().server().close();

    FreezeResult result =
        Freezer.freeze(
            deployment(world().stage("web", Optional.empty(), install("web"))),
            Optional.empty(),
            world().offline());

    assertThat(packages(result.lock(), "web")).containsExactly("lib=1", "web=1");
    assertThat(codes(result)).containsExactly("base-image-from-catalogue");
    assertThat(result.lock().baseImages().values())
        .extracting(Lock.BaseImage::digest)
        .containsExactly("sha256:" + "a".repeat(64));
  }

  @Test
  void withoutAnyIndexTheLockSaysWhatIsMissing() throws IOException {
    FreezeResult result =
        Freezer.freeze(
            deployment(world().stage("web", Optional.empty(), install("web"))),
            Optional.empty(),
            world().offline());

    assertThat(packages(result.lock(), "web")).isEmpty();
    assertThat(codes(result))
        .containsExactly("base-image-from-catalogue", "archive-unusable", "package-not-frozen");
    assertThat(result.findings().get(2).origin()).hasToString("web.rb:1:1");
  }

  @Test
  void aFailingArchiveLeavesTheOldLockAsItIs() throws Exception {
    Lock first = world().freeze(Optional.empty(), install("web")).lock();
    world().server().fail("/test/dists/one/InRelease", 500);

    FreezeResult more = world().freeze(Optional.of(first), install("web", "tool"));

    assertThat(packages(more.lock(), "web")).containsExactly("lib=1", "web=1");
    assertThat(more.lock().missing("web")).containsExactly("tool");
    assertThat(codes(more)).containsExactly("archive-unusable", "not-asked", "package-not-frozen");
  }

  @Test
  void aVendorsArchiveIsUsedWithItsKey() throws Exception {
    TestArchive vendor = TestArchive.in(folder.resolve("www/vendor"));
    vendor.publish("any", DATE, "", vendor.deb("agent", "7", "Depends: lib"));
    Files.writeString(folder.resolve("www/vendor/key.asc"), vendor.publicKey());

    FreezeResult result =
        world()
            .freeze(
                Optional.empty(),
                vendor(world().server().uri("/vendor/key.asc")),
                install("agent"));

    assertThat(result.findings()).isEmpty();
    assertThat(packages(result.lock(), "web")).containsExactly("agent=7", "lib=1");
    assertThat(requireNonNull(result.lock().packages().get("web")).get(0).archive())
        .isEqualTo("vendor");
    assertThat(result.lock().archives())
        .extracting(Lock.Archive::uri)
        .containsExactlyInAnyOrder(
            Optional.empty(), Optional.of(world().server().uri("/vendor").toString()));
    world().fetch(result.lock());
  }

  @Test
  void aVendorsFlatArchiveIsReadWithoutComponents() throws Exception {
    Path flat = Files.createDirectories(folder.resolve("www/flat"));
    TestArchive vendor = TestArchive.in(flat);
    String stanza = vendor.deb("agent", "7");
    Files.writeString(flat.resolve("Packages"), stanza);
    Files.writeString(
        flat.resolve("InRelease"),
        vendor.sign(
            "Date: %s\nSHA256:\n %s %d Packages\n"
                .formatted(
                    TestArchive.httpDate(DATE),
                    Hashes.of(stanza.getBytes(StandardCharsets.UTF_8)),
                    stanza.length())));
    Operation repository =
        new AddRepository(
            provenance("vendor.rb"),
            "apt",
            "flat",
            world().server().uri("/flat").toString(),
            "/",
            List.of(),
            Optional.of(vendor.publicKey()),
            Map.of());

    FreezeResult result = world().freeze(Optional.empty(), repository, install("agent"));

    assertThat(result.findings()).isEmpty();
    assertThat(packages(result.lock(), "web")).containsExactly("agent=7");
    assertThat(world().freeze(Optional.of(result.lock()), install("web")).lock().archives())
        .extracting(Lock.Archive::name)
        .containsExactly("test");
  }

  @Test
  void aReleaseThatNoArchiveHasIsNamed() throws IOException {
    Operation backport =
        new InstallPackages(
            provenance("web.rb"),
            "apt",
            List.of(new PackageSpec("web", Optional.empty())),
            List.of("-t", "one-backports"));

    FreezeResult result = world().freeze(Optional.empty(), backport);

    assertThat(codes(result)).containsExactly("release-not-considered");
    assertThat(packages(result.lock(), "web")).containsExactly("lib=1", "web=1");
  }

  @Test
  void whatARecipePinsIsFrozenSo() throws Exception {
    TestArchive vendor = TestArchive.in(folder.resolve("www/vendor"));
    vendor.publish("any", DATE, "Origin: Vendor\n", vendor.deb("lib", "9"));
    Operation archive = vendor(vendor);
    Operation pin =
        write(
            "/etc/apt/preferences.d/lib.pref",
            "Package: lib\nPin: release o=Vendor\nPin-Priority: -1\n");

    FreezeResult free = world().freeze(Optional.empty(), archive, install("web"));
    FreezeResult pinned = world().freeze(Optional.empty(), archive, pin, install("web"));
    FreezeResult later = world().freeze(Optional.of(free.lock()), archive, pin, install("web"));

    assertThat(pinned.findings()).isEmpty();
    assertThat(packages(free.lock(), "web")).containsExactly("lib=9", "web=1");
    assertThat(packages(pinned.lock(), "web")).containsExactly("lib=1", "web=1");
    assertThat(pinned.lock().stages().get("web").requests())
        .containsExactly("--pin=lib,release,o=Vendor,-1", "web");
    assertThat(packages(later.lock(), "web")).contains("web=1");
  }

  @Test
  void aPinThatAptWouldNotReadIsNamed() throws Exception {
    FreezeResult result =
        world()
            .freeze(
                Optional.empty(),
                write("/etc/apt/preferences.d/*.pref", "Package: *\nPin: release a=x\n"),
                write("/etc/apt/preferences.d/web", "Package: web\nPin: release a=x\n"),
                install("web"));

    assertThat(codes(result)).containsExactly("pin-not-considered", "pin-not-considered");
  }

  private static Operation write(String path, String text) {
    return new WriteFile(
        provenance("pins.rb"), path, new Content.Inline(text), Access.UNSPECIFIED, false);
  }

  private Operation vendor(TestArchive archive) throws Exception {
    return new AddRepository(
        provenance("vendor.rb"),
        "apt",
        "vendor",
        world().server().uri("/vendor").toString(),
        "any",
        List.of("main"),
        Optional.of(archive.publicKey()),
        Map.of());
  }

  @Test
  void aVendorsArchiveThatCannotBeReachedCostsItsPackagesOnly() throws IOException {
    FreezeResult result =
        world()
            .freeze(
                Optional.empty(),
                vendor(world().server().uri("/vendor/key.asc")),
                install("web", "agent"));

    assertThat(packages(result.lock(), "web")).containsExactly("lib=1", "web=1");
    assertThat(codes(result)).containsExactly("archive-unusable", "package-not-frozen");
  }

  private Operation vendor(URI key) {
    return new AddRepository(
        provenance("vendor.rb"),
        "apt",
        "vendor",
        world().server().uri("/vendor").toString(),
        "any",
        List.of("main"),
        Optional.of(key.toString()),
        Map.of());
  }

  @Test
  void aDownloadIsFrozenByItsHash() throws IOException {
    Files.writeString(folder.resolve("www/a.tar"), "content");
    String url = world().server().uri("/a.tar").toString();
    String hash = Hashes.of("content".getBytes(StandardCharsets.UTF_8));

    Lock lock = world().freeze(Optional.empty(), fetch(url, Optional.empty())).lock();

    assertThat(lock.downloads())
        .containsExactly(Map.entry(url, new Lock.Download(url, List.of(), hash, 7)));
    Files.writeString(folder.resolve("www/a.tar"), "changed");
    assertThat(world().freeze(Optional.of(lock), fetch(url, Optional.empty())).lock())
        .isEqualTo(lock);
  }

  @Test
  void aHashTheRecipeGivesIsTakenWithoutADownload() throws IOException {
    String url = world().server().uri("/b.tar").toString();

    Lock lock = world().freeze(Optional.empty(), fetch(url, Optional.of("C".repeat(64)))).lock();

    assertThat(lock.downloads())
        .containsExactly(Map.entry(url, new Lock.Download(url, List.of(), "c".repeat(64), 0)));
    assertThat(world().server().asked()).noneMatch(it -> it.contains("b.tar"));
  }

  @Test
  void aDownloadThatIsNotThereIsAFinding() throws IOException {
    FreezeResult result =
        world()
            .freeze(
                Optional.empty(),
                fetch(world().server().uri("/none").toString(), Optional.empty()));

    assertThat(result.lock().downloads()).isEmpty();
    assertThat(codes(result)).containsExactly("download-not-frozen");
  }

  @Test
  void aDownloadComesFromTheFirstAddressThatHasIt() throws IOException {
    Files.writeString(folder.resolve("www/a.tar"), "content");
    String gone = world().server().uri("/gone.tar").toString();
    String mirror = world().server().uri("/a.tar").toString();
    Content.Remote remote = new Content.Remote(gone, List.of(mirror), Optional.empty());

    FreezeResult result =
        world()
            .freeze(
                Optional.empty(),
                new FetchFile(provenance("fetch.rb"), "/a", remote, Access.UNSPECIFIED));

    assertThat(result.findings()).isEmpty();
    assertThat(result.lock().downloads().get(gone))
        .isEqualTo(
            new Lock.Download(
                gone, List.of(mirror), Hashes.of("content".getBytes(StandardCharsets.UTF_8)), 7));
  }

  @Test
  void aChecksumOfAnotherKindIsSaidAndTheStatementIsATodo() throws IOException {
    String url = world().server().uri("/b.tar").toString();

    FreezeResult result =
        world().freeze(Optional.empty(), fetch(url, Optional.of("d41d8cd98f00b204e980")));

    assertThat(codes(result)).containsExactly("bad-checksum");
    assertThat(result.deployment().stages().get(0).operations())
        .singleElement()
        .isInstanceOfSatisfying(
            Unconverted.class,
            todo ->
                assertThat(todo.reason())
                    .isEqualTo(url + " is not frozen, so that it cannot be built"));
  }

  private static Operation fetch(String url, Optional<String> sha256) {
    return new FetchFile(
        provenance("fetch.rb"), "/a", new Content.Remote(url, sha256), Access.UNSPECIFIED);
  }

  @Test
  void otherManagersPackagesAreNamed() throws IOException {
    Operation gems =
        new InstallPackages(
            provenance("gem.rb"),
            "pear",
            List.of(new PackageSpec("Mail", Optional.empty())),
            List.of());

    assertThat(world().freeze(Optional.empty(), gems).findings())
        .extracting(Finding::message)
        .containsExactly("pear packages are not frozen yet: Mail");
  }

  @Test
  void theTimesASnapshotArchiveListsAreTried() throws Exception {
    world().server().listFolders();
    for (String stamp : List.of("20261101T031007Z", "20261101T091512Z", "20261102T030901Z")) {
      Path target = folder.resolve("www/snapshot/test/" + stamp + "/dists/one/InRelease");
      Files.createDirectories(target.getParent());
      Files.copy(folder.resolve("www/test/dists/one/InRelease"), target);
    }

    FreezeResult result =
        world()
            .freeze(
                Optional.empty(),
                world().options().withStrategy(Lock.Strategy.SNAPSHOT),
                install("web"));

    assertThat(result.findings()).isEmpty();
    assertThat(result.lock().archives())
        .extracting(Lock.Archive::snapshot)
        .containsExactly(Optional.of("20261101T091512Z"));
  }

  @Test
  void theSnapshotIsTheFirstOneThatShowsTheSameRelease() throws Exception {
    for (String stamp : List.of("20261101T060000Z", "20261101T120000Z")) {
      TestArchive snapshot =
          world().archive().movedTo(folder.resolve("www/snapshot/test/" + stamp));
      boolean before = stamp.endsWith("T060000Z");
      if (before) {
        snapshot.publish("one", DATE.minusSeconds(9), "", snapshot.deb("lib", "0"));
      } else {
        Path target = folder.resolve("www/snapshot/test/" + stamp + "/dists/one/InRelease");
        Files.createDirectories(target.getParent());
        Files.copy(folder.resolve("www/test/dists/one/InRelease"), target);
      }
    }
    FreezeOptions options = world().options().withStrategy(Lock.Strategy.SNAPSHOT);

    FreezeResult result =
        Freezer.freeze(
            deployment(world().stage("web", Optional.empty(), install("web"))),
            Optional.empty(),
            options);

    assertThat(result.findings()).isEmpty();
    assertThat(result.lock().archives())
        .extracting(Lock.Archive::snapshot)
        .containsExactly(Optional.of("20261101T120000Z"));
  }

  private void rewritePlatform(String from, String to) throws IOException {
    Path file = folder.resolve("converters/platforms/test-1.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  @Test
  void aReleaseWithoutUpdatesIsSaidByTheLocksClock() throws Exception {
    rewritePlatform("standard: '2030-01-01'", "standard: '2020-01-01', paid: '2040-01'");

    FreezeResult result = world().freeze(Optional.empty(), install("web"));

    assertThat(codes(result)).containsExactly("release-end-of-life");
    assertThat(result.findings().get(0).message())
        .isEqualTo(
            "test-1 has had no public updates since 2020-01-01; its packages are what was there then");
    rewritePlatform("standard: '2020-01-01'", "standard: '2020-01-01', extended: '2030-01'");
    assertThat(codes(world().freeze(Optional.empty(), install("web")))).isEmpty();
  }

  @Test
  void aReleaseThatWasMovedIsReadWhereItIsNow() throws Exception {
    Files.createDirectories(folder.resolve("www/old"));
    Files.move(folder.resolve("www/test"), folder.resolve("www/old/test"));
    rewritePlatform("standard: '2030-01-01'", "standard: '2020-01-01'");
    rewritePlatform(
        "suites: [one]", "archived: '" + world().server().uri("/old/test") + "', suites: [one]");

    FreezeResult result = world().freeze(Optional.empty(), install("web"));

    assertThat(packages(result.lock(), "web")).containsExactly("lib=1", "web=1");
    assertThat(codes(result)).containsExactly("release-end-of-life");
    Pantry.Result fetched =
        new Pantry(world().options().places(), List.of())
            .fetch(result.lock(), folder.resolve("pantry"), (name, done, total) -> {});
    assertThat(fetched.findings()).isEmpty();
  }
}
