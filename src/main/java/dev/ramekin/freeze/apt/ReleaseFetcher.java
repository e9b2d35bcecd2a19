package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gets a suite's Release file, checked by signature, from its archive or from the cache. */
final class ReleaseFetcher {
  private final Fetcher fetcher;
  private final CacheFolder cache;
  private final boolean offline;

  ReleaseFetcher(Fetcher fetcher, CacheFolder cache, boolean offline) {
    this.fetcher = fetcher;
    this.cache = cache;
    this.offline = offline;
  }

  /**
   * A Release file as it came.
   *
   * @param file {@code InRelease}, or {@code Release}
   * @param signature {@code Release.gpg}; empty for the other
   */
  private record Signed(byte[] file, byte[] signature) {
    boolean isClearSigned() {
      return new String(file, 0, Math.min(file.length, 64), StandardCharsets.US_ASCII)
          .startsWith("-----BEGIN PGP SIGNED MESSAGE-----");
    }

    /** Names both and the keys they were checked with. */
    String digest(Keyring keyring) {
      return Hashes.of(file) + " " + Hashes.of(signature) + " " + keyring.fingerprint();
    }
  }

  /**
   * Returns the Release file.
   *
   * @throws ArchiveException when it is not there, cannot be had or is not rightly signed
   */
  ReleaseFile fetch(AptSource source) throws ArchiveException {
    return find(source)
        .orElseThrow(
            () ->
                new ArchiveException(
                    source.besideRelease("Release") + ": 404, there is no such file"));
  }

  /**
   * Returns the Release file; empty when the archive answers that it has no such suite.
   *
   * @throws ArchiveException when it cannot be had or is not rightly signed
   */
  Optional<ReleaseFile> find(AptSource source) throws ArchiveException {
    boolean local = "file".equals(source.uri().getScheme());
    if (offline && !local) {
      return Optional.of(check(source, fromCache(source)));
    }
    Optional<Signed> signed = download(source);
    if (signed.isEmpty()) {
      return Optional.empty();
    }
    ReleaseFile release = check(source, signed.get());
    keep(source, signed.get());
    return Optional.of(release);
  }

  private Path kept(AptSource source, String suffix) {
    String key = source.uri() + " " + source.suite();
    return cache.file("releases", Hashes.of(key.getBytes(StandardCharsets.UTF_8)) + suffix);
  }

  /** A cache that cannot be written costs the next run time, not this one its answer. */
  private void keep(AptSource source, Signed signed) throws ArchiveException {
    Path file = kept(source, ".InRelease");
    try {
      if (!Files.exists(file) || !Hashes.of(file).equals(Hashes.of(signed.file()))) {
        CacheFolder.write(kept(source, ".gpg"), signed.signature());
        CacheFolder.write(file, signed.file());
      }
    } catch (IOException exception) {
      throw new ArchiveException("the cache cannot be written: " + exception);
    }
  }

  private Signed fromCache(AptSource source) throws ArchiveException {
    try {
      if (!Files.exists(kept(source, ".InRelease"))) {
        throw new ArchiveException(
            source.title() + ": not in the cache, and --offline forbids to fetch it");
      }
      Path signature = kept(source, ".gpg");
      return new Signed(
          Files.readAllBytes(kept(source, ".InRelease")),
          Files.exists(signature) ? Files.readAllBytes(signature) : new byte[0]);
    } catch (IOException exception) {
      throw new ArchiveException(source.title() + ": the cache cannot be read: " + exception);
    }
  }

  /**
   * Returns InRelease, or where an archive has none Release, whose signature stands in a file of
   * its own; empty when it has neither.
   */
  private Optional<Signed> download(AptSource source) throws ArchiveException {
    Optional<byte[]> file = bytes(source, "InRelease");
    if (file.isPresent()) {
      return Optional.of(new Signed(file.get(), new byte[0]));
    }
    file = bytes(source, "Release");
    if (file.isPresent()) {
      Optional<byte[]> signature =
          source.trusted() ? Optional.empty() : bytes(source, "Release.gpg");
      return Optional.of(new Signed(file.get(), signature.orElseGet(() -> new byte[0])));
    }
    return source.trusted() ? stated(source) : Optional.empty();
  }

  private Optional<byte[]> bytes(AptSource source, String name) throws ArchiveException {
    try {
      return Optional.of(fetcher.bytes(source.besideRelease(name)));
    } catch (FetchException exception) {
      if (exception.isMissing()) {
        return Optional.empty();
      }
      throw new ArchiveException(exception.getMessage());
    }
  }

  /** A trusted archive that has Packages files and no more gets the Release file it lacks. */
  private Optional<Signed> stated(AptSource source) throws ArchiveException {
    List<String> folders = new ArrayList<>();
    if (source.isFlat()) {
      folders.add("");
    }
    source.components().forEach(it -> folders.add(it + "/binary-amd64/"));
    StringBuilder text = new StringBuilder();
    for (String folder : folders) {
      for (String name : List.of("Packages.xz", "Packages.gz", "Packages")) {
        Optional<byte[]> index = bytes(source, folder + name);
        if (index.isPresent()) {
          text.append(
              " %s %d %s\n".formatted(Hashes.of(index.get()), index.get().length, folder + name));
          break;
        }
      }
    }
    return text.length() == 0
        ? Optional.empty()
        : Optional.of(
            new Signed(("SHA256:\n" + text).getBytes(StandardCharsets.UTF_8), new byte[0]));
  }

  private ReleaseFile check(AptSource source, Signed signed) throws ArchiveException {
    String text = text(source, signed);
    return ReleaseFile.parse(
        source.title(), text, Hashes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String text(AptSource source, Signed signed) throws ArchiveException {
    String plain = new String(signed.file(), StandardCharsets.UTF_8);
    if (source.trusted() || isCheckedBefore(source, signed)) {
      return signed.isClearSigned() ? ClearText.of(source.title(), signed.file()).text() : plain;
    }
    String text = plain;
    if (signed.isClearSigned()) {
      text = SignedText.open(source.title(), signed.file(), source.keyring());
    } else if (signed.signature().length == 0) {
      throw new ArchiveException(
          source.title()
              + ": the Release file is not signed; [trusted=yes] in the source would take it"
              + " without a signature");
    } else {
      SignedText.checkDetached(source.title(), signed.file(), signed.signature(), source.keyring());
    }
    remember(source, signed);
    return text;
  }

  /** The very same file was found good with the very same keys. */
  private boolean isCheckedBefore(AptSource source, Signed signed) {
    try {
      Path note = kept(source, ".checked");
      return Files.exists(note) && Files.readString(note).equals(signed.digest(source.keyring()));
    } catch (IOException exception) {
      // What cannot be read is checked again.
      return false;
    }
  }

  private void remember(AptSource source, Signed signed) throws ArchiveException {
    try {
      CacheFolder.write(
          kept(source, ".checked"),
          signed.digest(source.keyring()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException exception) {
      throw new ArchiveException("the cache cannot be written: " + exception);
    }
  }
}
