package dev.ramekin.freeze;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.freeze.apt.TestArchive;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.TestServer;
import dev.ramekin.freeze.oci.TestRegistry;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Operation;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A release of our own with its archive ({@code /test}), a registry with its base image, and an
 * empty machine. The archive's packages: web needs lib and libc, tool needs lib; the base image
 * holds libc.
 */
final class TestWorld implements AutoCloseable {
  static final Instant DATE = Instant.parse("2026-11-01T06:00:00Z");
  static final Instant LATER = Instant.parse("2026-11-08T06:00:00Z");

  private static final Platform PLATFORM =
      new Platform("test-1", "debian", "1", "debian", "one", "amd64");

  private final Path folder;
  private final TestRegistry registry = new TestRegistry();
  private final Map<String, URI> mirrors = new TreeMap<>();
  private final TestServer server;
  private final TestArchive archive;

  TestWorld(Path folder) throws Exception {
    this.folder = folder;
    server = new TestServer(www());
    mirrors.put("snapshot", server.uri("/snapshot"));
    archive = TestArchive.in(www().resolve("test"));
    publish("1", DATE);
    registry.image("os", "1", List.of(Map.of("var/lib/dpkg/status", status("libc"))));
    Path platforms = Files.createDirectories(folder.resolve("converters/platforms"));
    Files.writeString(platforms.resolve("test-1.yaml"), platform());
    Files.writeString(platforms.resolve("installed.tsv"), "package\tversion\nlibc\t1\n");
    Path keyrings = Files.createDirectories(folder.resolve("machine/usr/share/keyrings"));
    Files.writeString(keyrings.resolve("test.gpg"), archive.publicKey());
  }

  @Override
  public void close() {
    server.close();
    registry.close();
  }

  TestServer server() {
    return server;
  }

  TestRegistry registry() {
    return registry;
  }

  TestArchive archive() {
    return archive;
  }

  /** Returns the folder the server serves. */
  Path www() {
    return folder.resolve("www");
  }

  Path pantry() {
    return folder.resolve("pantry");
  }

  static String status(String name) {
    return "Package: %s\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n\n"
        .formatted(name);
  }

  /** Publishes one version of everything, and nothing else. */
  void publish(String version, Instant date) throws Exception {
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

  /** Names an archive or a registry by its address. */
  void mirror(String name, URI uri) {
    mirrors.put(name, uri);
  }

  Places places() {
    return new Places(
        false,
        mirrors,
        List.of(),
        PlatformCatalogue.withOverrides(folder.resolve("converters")),
        new CacheFolder(folder.resolve("cache")),
        Optional.of(pantry()),
        folder.resolve("machine"),
        Map.of("HOME", folder.toString()),
        Clock.systemUTC());
  }

  FreezeOptions options() {
    return FreezeOptions.of(places());
  }

  FreezeOptions offline() {
    return options().withPlaces(places().withOffline(true));
  }

  static Provenance provenance(String file) {
    return new Provenance(file + ":1#1", Origin.of(file, 1, 1), "shop", Guard.ALWAYS, List.of());
  }

  static Operation install(String... names) {
    List<PackageSpec> packages =
        Stream.of(names).map(name -> new PackageSpec(name, Optional.empty())).toList();
    return new InstallPackages(provenance("web.rb"), "apt", packages, List.of());
  }

  Stage stage(String name, Optional<String> parent, Operation... operations) {
    return new Stage(name, PLATFORM, registry.host() + "/os:1", parent, List.of(operations));
  }

  static Deployment deployment(Stage... stages) {
    return new Deployment(
        "shop", List.of(stages), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Freezes one stage, {@code web}. */
  FreezeResult freeze(Optional<Lock> old, Operation... operations) {
    return freeze(old, options(), operations);
  }

  FreezeResult freeze(Optional<Lock> old, FreezeOptions options, Operation... operations) {
    return Freezer.freeze(deployment(stage("web", Optional.empty(), operations)), old, options);
  }

  /** Fills the pantry. */
  void fetch(Lock lock) throws IOException {
    Pantry.Result result =
        new Pantry(places(), List.of()).fetch(lock, pantry(), (name, done, total) -> {});
    if (!result.findings().isEmpty()) {
      throw new IOException(result.findings().toString());
    }
  }

  static List<String> packages(Lock lock, String stage) {
    return lock.packages(stage).stream().map(it -> it.name() + "=" + it.version()).toList();
  }

  static List<String> codes(FreezeResult result) {
    return result.findings().stream().map(Finding::code).toList();
  }
}
