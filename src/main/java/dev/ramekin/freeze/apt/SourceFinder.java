package dev.ramekin.freeze.apt;

import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.converters.platforms.PlatformDescription.ArchiveAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says where a release's packages come from: addresses the user gives, else those of the machine's
 * own apt, else the distribution's public ones.
 */
public final class SourceFinder {
  private final Map<String, URI> mirrors;
  private final Path machine;
  private final List<MachineSources.Entry> entries;

  /**
   * Takes what the user says and the machine.
   *
   * @param mirrors address by archive name ({@code debian}); the empty name stands for a base that
   *     holds every archive below its name
   * @param machine root of the machine's file system
   */
  public SourceFinder(Map<String, URI> mirrors, Path machine) {
    this.mirrors = Map.copyOf(mirrors);
    this.machine = machine;
    this.entries = MachineSources.read(machine);
  }

  /**
   * Returns the suites of a release in apt's order.
   *
   * @throws ArchiveException when a key file is damaged
   */
  public List<AptSource> find(PlatformDescription platform) throws ArchiveException {
    List<AptSource> sources = new ArrayList<>();
    for (ArchiveAddress archive : platform.archives()) {
      for (String suite : archive.suites()) {
        sources.add(source(archive, suite).expiring(isPastItsEnd(platform)));
      }
    }
    return sources;
  }

  /** Nobody renews the Release files of what is no longer cared for. */
  private static boolean isPastItsEnd(PlatformDescription platform) {
    return LocalDate.now(ZoneOffset.UTC).isAfter(platform.endOfLife().last());
  }

  private AptSource source(ArchiveAddress archive, String suite) throws ArchiveException {
    Keyring keyring = keyring(archive.keyring().orElse(""));
    Optional<URI> own = own(archive.name());
    Optional<MachineSources.Entry> entry = own.isPresent() ? Optional.empty() : entry(suite);
    URI uri =
        own.orElseGet(
            () ->
                entry
                    .map(it -> URI.create(it.uri()))
                    .or(() -> sameArchive(archive.name()))
                    .orElse(URI.create(archive.uri())));
    if (entry.isPresent() && entry.get().signedBy().isPresent()) {
      keyring = keyring.with(signedBy(entry.get().signedBy().get()));
    }
    boolean trusted = entry.isPresent() && entry.get().trusted();
    return new AptSource(
            archive.name(), uri, suite, archive.components(), keyring, archive.snapshot(), trusted)
        .expiring(entry.isPresent() && entry.get().mayBeExpired());
  }

  private Optional<URI> own(String archive) {
    if (mirrors.containsKey(archive)) {
      return Optional.of(mirrors.get(archive));
    }
    return Optional.ofNullable(mirrors.get(""))
        .map(base -> URI.create(base.toString().replaceFirst("/+$", "") + "/" + archive));
  }

  private Optional<MachineSources.Entry> entry(String suite) {
    return entries.stream()
        .filter(entry -> entry.suite().equals(suite) && isFetchable(entry.uri()))
        .findFirst();
  }

  /** The machine runs another release of the distribution, whose archive has this one too. */
  private Optional<URI> sameArchive(String archive) {
    return entries.stream()
        .map(MachineSources.Entry::uri)
        .filter(uri -> isFetchable(uri) && uri.replaceFirst("/+$", "").endsWith("/" + archive))
        .map(URI::create)
        .findFirst();
  }

  private static boolean isFetchable(String uri) {
    return uri.startsWith("http://") || uri.startsWith("https://") || uri.startsWith("file:");
  }

  private Keyring signedBy(String value) throws ArchiveException {
    if (value.contains("-----BEGIN")) {
      return Keyring.parse("of Signed-By", value.strip().getBytes(StandardCharsets.UTF_8));
    }
    Path file = machine.resolve(value.replaceFirst("^/+", ""));
    return Files.isReadable(file) ? Keyring.read(file) : Keyring.empty();
  }

  /** Returns the keys Ramekin brings along with those of the same name on the machine. */
  private Keyring keyring(String name) throws ArchiveException {
    Keyring keyring = Keyring.empty();
    if (name.isEmpty()) {
      return keyring;
    }
    String resource = "/converters/platforms/keys/" + name.replaceFirst("\\.gpg$", ".asc");
    try (InputStream stream = SourceFinder.class.getResourceAsStream(resource)) {
      if (stream != null) {
        keyring = Keyring.of(name, stream.readAllBytes());
      }
    } catch (IOException exception) {
      throw new ArchiveException("the key file " + name + " cannot be read: " + exception);
    }
    Path installed = machine.resolve("usr/share/keyrings").resolve(name);
    return Files.isReadable(installed) ? keyring.with(Keyring.read(installed)) : keyring;
  }
}
