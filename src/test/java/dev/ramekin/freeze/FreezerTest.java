package dev.ramekin.freeze;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.freeze.apt.TestArchive;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.freeze.http.TestServer;
import dev.ramekin.freeze.oci.TestRegistry;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.AddRepository;
import dev.ramekin.model.Operation.CheckOutGit;
import dev.ramekin.model.Operation.FetchFile;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Platform;
import dev.ramekin.model.Provenance;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreezerTest {
  private static final Instant DATE = Instant.parse("2026-11-01T06:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-08T06:00:00Z");
  private static final Platform PLATFORM =
      new Platform("test-1", "debian", "1", "debian", "one", "amd64");

  @TempDir private Path folder = Path.of("set by JUnit");
  private final TestRegistry registry;
  private TestServer server;
  private TestArchive archive;

  FreezerTest() throws Exception {
    registry = new TestRegistry();
    server = new TestServer(folder);
    archive = TestArchive.in(folder);
  }

  @BeforeEach
  void setUp() throws Exception {
    server.close();
    server = new TestServer(folder.resolve("www"));
    archive = TestArchive.in(folder.resolve("www/test"));
    publish("1", DATE);
    registry.image("os", "1", List.of(Map.of("var/lib/dpkg/status", status("libc"))));
    Path platforms = Files.createDirectories(folder.resolve("converters/platforms"));
    Files.writeString(platforms.resolve("test-1.yaml"), platform());
    Path keyrings = Files.createDirectories(folder.resolve("machine/usr/share/keyrings"));
    Files.writeString(keyrings.resolve("test.gpg"), archive.publicKey());
  }

  @AfterEach
  void stop() {
    server.close();
    registry.close();
  }

  private static String status(String name) {
    return "Package: %s\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n\n"
        .formatted(name);
  }

  private void publish(String version, Instant date) throws Exception {
    archive.publish(
        "one",
        date,
        "",
        archive.deb("libc", "1"),
        archive.deb("web", version, "Depends: lib, libc"),
        archive.deb("lib", version),
        archive.deb("tool", version, "Depends: lib"));
  }

  private String platform() {
    return """
        id: test-1
        name: debian
        version: '1'
        family: debian
        codename: one
        packageManager: apt
        endOfLife: {standard: '2030-01-01'}
        baseImage:
          reference: %s/os:1
          records:
            - tag: '1'
              date: '2026-08-24'
              index: sha256:%s
              platforms: {linux/amd64: 'sha256:%s'}
              installed: installed.tsv
        archives:
          - {name: test, uri: '%s', suites: [one], components: [main], keyring: test.gpg, snapshot: 'http://snapshot.test/test/{timestamp}/'}
        facts: {platform: debian}
        """
        .formatted(registry.host(), "a".repeat(64), "b".repeat(64), server.uri("/test"));
  }

  private FreezeOptions options() throws IOException {
    Files.writeString(
        folder.resolve("converters/platforms/installed.tsv"), "package\tversion\nlibc\t1\n");
    return FreezeOptions.of(
        new Places(
            false,
            Map.of("snapshot", server.uri("/snapshot")),
            List.of(),
            PlatformCatalogue.withOverrides(folder.resolve("converters")),
            new CacheFolder(folder.resolve("cache")),
            folder.resolve("machine"),
            Map.of("HOME", folder.toString()),
            Clock.systemUTC()));
  }

  private FreezeOptions offline() throws IOException {
    FreezeOptions options = options();
    return options.withPlaces(options.places().withOffline(true));
  }

  private static Provenance provenance(String file) {
    return new Provenance(file + ":1#1", Origin.of(file, 1, 1), "shop", Guard.ALWAYS, List.of());
  }

  private static Operation install(String... names) {
    List<PackageSpec> packages =
        Stream.of(names).map(name -> new PackageSpec(name, Optional.empty())).toList();
    return new InstallPackages(provenance("web.rb"), "apt", packages, List.of());
  }

  private Stage stage(String name, Optional<String> parent, Operation... operations) {
    return new Stage(name, PLATFORM, registry.host() + "/os:1", parent, List.of(operations));
  }

  private static Deployment deployment(Stage... stages) {
    return new Deployment(
        "shop", List.of(stages), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private FreezeResult freeze(Optional<Lock> old, Operation... operations) throws IOException {
    return Freezer.freeze(deployment(stage("web", Optional.empty(), operations)), old, options());
  }

  private static List<String> packages(Lock lock, String stage) {
    return lock.packages().getOrDefault(stage, List.of()).stream()
        .map(it -> it.name() + "=" + it.version())
        .toList();
  }

  private static List<String> codes(FreezeResult result) {
    return result.findings().stream().map(Finding::code).toList();
  }

  @Test
  void aStageHoldsWhatTheStageBelowDoesNot() throws IOException {
    FreezeResult result =
        Freezer.freeze(
            deployment(
                stage("base", Optional.empty(), install("tool")),
                stage("web", Optional.of("base"), install("web"))),
            Optional.empty(),
            options());

    assertThat(result.findings()).isEmpty();
    assertThat(packages(result.lock(), "base")).containsExactly("lib=1", "tool=1");
    assertThat(packages(result.lock(), "web")).containsExactly("web=1");
    assertThat(result.lock().epoch()).isEqualTo(DATE.getEpochSecond());
    assertThat(result.lock().archives())
        .extracting(Lock.Archive::snapshot)
        .containsExactly(Optional.of("20261101T120000Z"));
    assertThat(result.lock().baseImages()).containsOnlyKeys(registry.host() + "/os:1");
  }

  @Test
  void theSameRequestGivesTheSameLockAfterTheArchiveMovedOn() throws Exception {
    Lock first = freeze(Optional.empty(), install("web")).lock();
    publish("2", LATER);

    FreezeResult second = freeze(Optional.of(first), install("web"));

    assertThat(second.lock()).isEqualTo(first);
    assertThat(packages(freeze(Optional.empty(), install("web")).lock(), "web"))
        .containsExactly("lib=2", "web=2");
  }

  @Test
  void whatIsToBeUpdatedIsUpdatedAndTheRestStaysIfItCan() throws Exception {
    Lock first = freeze(Optional.empty(), install("web", "tool")).lock();
    archive.publish(
        "one",
        LATER,
        "",
        archive.deb("libc", "1"),
        archive.deb("web", "1", "Depends: lib, libc"),
        archive.deb("web", "2", "Depends: lib, libc"),
        archive.deb("lib", "1"),
        archive.deb("lib", "2"),
        archive.deb("tool", "1", "Depends: lib"),
        archive.deb("tool", "2", "Depends: lib"));

    Lock updated =
        Freezer.freeze(
                deployment(stage("web", Optional.empty(), install("web", "tool"))),
                Optional.of(first),
                options().withUpdate(Set.of("web")))
            .lock();

    assertThat(packages(updated, "web")).containsExactly("lib=1", "tool=1", "web=2");
    assertThat(updated.epoch()).isEqualTo(LATER.getEpochSecond());
  }

  @Test
  void aPackageThatDoesNotExistIsNamedInEveryRunAndTheRestIsFrozen() throws IOException {
    FreezeResult first = freeze(Optional.empty(), install("web", "nosuch"));
    FreezeResult second = freeze(Optional.of(first.lock()), install("web", "nosuch"));

    assertThat(packages(first.lock(), "web")).containsExactly("lib=1", "web=1");
    assertThat(first.findings())
        .extracting(Finding::message)
        .containsExactly("nosuch is not frozen: there is no package nosuch");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void offlineUsesTheCacheAndTheCatalogue() throws IOException {
    freeze(Optional.empty(), install("web"));
    registry.close();
    server.close();

    FreezeResult result =
        Freezer.freeze(
            deployment(stage("web", Optional.empty(), install("web"))),
            Optional.empty(),
            offline());

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
            deployment(stage("web", Optional.empty(), install("web"))),
            Optional.empty(),
            offline());

    assertThat(packages(result.lock(), "web")).isEmpty();
    assertThat(codes(result))
        .containsExactly("base-image-from-catalogue", "archive-unusable", "package-not-frozen");
    assertThat(result.findings().get(2).origin()).hasToString("web.rb:1:1");
  }

  @Test
  void aFailingArchiveLeavesTheOldLockAsItIs() throws Exception {
    Lock first = freeze(Optional.empty(), install("web")).lock();
    server.fail("/test/dists/one/InRelease", 500);

    FreezeResult more = freeze(Optional.of(first), install("web", "tool"));

    assertThat(packages(more.lock(), "web")).containsExactly("lib=1", "web=1");
    assertThat(codes(more)).containsExactly("archive-unusable", "package-not-frozen");
  }

  @Test
  void aVendorsArchiveIsUsedWithItsKey() throws Exception {
    TestArchive vendor = TestArchive.in(folder.resolve("www/vendor"));
    vendor.publish("any", DATE, "", vendor.deb("agent", "7", "Depends: lib"));
    Files.writeString(folder.resolve("www/vendor/key.asc"), vendor.publicKey());

    FreezeResult result =
        freeze(Optional.empty(), vendor(server.uri("/vendor/key.asc")), install("agent"));

    assertThat(result.findings()).isEmpty();
    assertThat(packages(result.lock(), "web")).containsExactly("agent=7", "lib=1");
    assertThat(requireNonNull(result.lock().packages().get("web")).get(0).archive())
        .isEqualTo("vendor");
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
            server.uri("/flat").toString(),
            "/",
            List.of(),
            Optional.of(vendor.publicKey()),
            Map.of());

    FreezeResult result = freeze(Optional.empty(), repository, install("agent"));

    assertThat(result.findings()).isEmpty();
    assertThat(packages(result.lock(), "web")).containsExactly("agent=7");
    assertThat(freeze(Optional.of(result.lock()), install("web")).lock().archives())
        .extracting(Lock.Archive::name)
        .containsExactly("test");
  }

  @Test
  void aReleaseOfItsOwnForOneInstallationIsNamed() throws IOException {
    Operation backport =
        new InstallPackages(
            provenance("web.rb"),
            "apt",
            List.of(new PackageSpec("web", Optional.empty())),
            List.of("-t", "one-backports"));

    assertThat(codes(freeze(Optional.empty(), backport))).containsExactly("release-not-considered");
  }

  @Test
  void aVendorsArchiveThatCannotBeReachedCostsItsPackagesOnly() throws IOException {
    FreezeResult result =
        freeze(Optional.empty(), vendor(server.uri("/vendor/key.asc")), install("web", "agent"));

    assertThat(packages(result.lock(), "web")).containsExactly("lib=1", "web=1");
    assertThat(codes(result)).containsExactly("archive-unusable", "package-not-frozen");
  }

  private Operation vendor(URI key) {
    return new AddRepository(
        provenance("vendor.rb"),
        "apt",
        "vendor",
        server.uri("/vendor").toString(),
        "any",
        List.of("main"),
        Optional.of(key.toString()),
        Map.of());
  }

  @Test
  void aDownloadIsFrozenByItsHash() throws IOException {
    Files.writeString(folder.resolve("www/a.tar"), "content");
    String url = server.uri("/a.tar").toString();
    String hash = Hashes.of("content".getBytes(StandardCharsets.UTF_8));

    Lock lock = freeze(Optional.empty(), fetch(url, Optional.empty())).lock();

    assertThat(lock.downloads()).containsExactly(Map.entry(url, new Lock.Download(hash, 7)));
    Files.writeString(folder.resolve("www/a.tar"), "changed");
    assertThat(freeze(Optional.of(lock), fetch(url, Optional.empty())).lock()).isEqualTo(lock);
  }

  @Test
  void aHashTheRecipeGivesIsTakenWithoutADownload() throws IOException {
    String url = server.uri("/b.tar").toString();

    Lock lock = freeze(Optional.empty(), fetch(url, Optional.of("C".repeat(64)))).lock();

    assertThat(lock.downloads())
        .containsExactly(Map.entry(url, new Lock.Download("c".repeat(64), 0)));
    assertThat(server.asked()).noneMatch(it -> it.contains("b.tar"));
  }

  @Test
  void aDownloadThatIsNotThereIsAFinding() throws IOException {
    FreezeResult result =
        freeze(Optional.empty(), fetch(server.uri("/none").toString(), Optional.empty()));

    assertThat(result.lock().downloads()).isEmpty();
    assertThat(codes(result)).containsExactly("download-not-frozen");
  }

  private static Operation fetch(String url, Optional<String> sha256) {
    return new FetchFile(
        provenance("fetch.rb"), "/a", new Content.Remote(url, sha256), Access.UNSPECIFIED);
  }

  @Test
  void aCommitIsFrozenAsItIsAndABranchIsAFinding() throws IOException {
    FreezeResult result = freeze(Optional.empty(), git("0123456789".repeat(4)), git("main"));

    assertThat(result.lock().gitCommits()).containsOnlyKeys("git://x#" + "0123456789".repeat(4));
    assertThat(codes(result)).containsExactly("git-not-frozen");
  }

  private static Operation git(String revision) {
    return new CheckOutGit(provenance("git.rb"), "git://x", revision, "/srv", Access.UNSPECIFIED);
  }

  @Test
  void otherManagersPackagesAreNamed() throws IOException {
    Operation gems =
        new InstallPackages(
            provenance("gem.rb"),
            "gem",
            List.of(new PackageSpec("rack", Optional.empty())),
            List.of());

    assertThat(freeze(Optional.empty(), gems).findings())
        .extracting(Finding::message)
        .containsExactly("gem packages are not frozen yet: rack");
  }

  @Test
  void theSnapshotIsTheFirstOneThatShowsTheSameRelease() throws Exception {
    for (String stamp : List.of("20261101T060000Z", "20261101T120000Z")) {
      TestArchive snapshot = archive.movedTo(folder.resolve("www/snapshot/test/" + stamp));
      boolean before = stamp.endsWith("T060000Z");
      if (before) {
        snapshot.publish("one", DATE.minusSeconds(9), "", snapshot.deb("lib", "0"));
      } else {
        Path target = folder.resolve("www/snapshot/test/" + stamp + "/dists/one/InRelease");
        Files.createDirectories(target.getParent());
        Files.copy(folder.resolve("www/test/dists/one/InRelease"), target);
      }
    }
    FreezeOptions options = options().withStrategy(Lock.Strategy.SNAPSHOT);

    FreezeResult result =
        Freezer.freeze(
            deployment(stage("web", Optional.empty(), install("web"))), Optional.empty(), options);

    assertThat(result.findings()).isEmpty();
    assertThat(result.lock().archives())
        .extracting(Lock.Archive::snapshot)
        .containsExactly(Optional.of("20261101T120000Z"));
  }
}
