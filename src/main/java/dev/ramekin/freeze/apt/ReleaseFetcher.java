package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

  ReleaseFile fetch(AptSource source) throws ArchiveException {
    Path kept = cache.file("releases", Hashes.of(key(source)) + ".InRelease");
    boolean local = "file".equals(source.uri().getScheme());
    if (offline && !local) {
      return fromCache(source, kept);
    }
    byte[] file = download(source);
    ReleaseFile release = check(source, file);
    try {
      CacheFolder.write(kept, file);
    } catch (IOException exception) {
      throw new ArchiveException("the cache cannot be written: " + exception);
    }
    return release;
  }

  private static byte[] key(AptSource source) {
    return (source.uri() + " " + source.suite()).getBytes(StandardCharsets.UTF_8);
  }

  private ReleaseFile fromCache(AptSource source, Path kept) throws ArchiveException {
    try {
      if (!Files.exists(kept)) {
        throw new ArchiveException(
            source.title() + ": not in the cache, and --offline forbids to fetch it");
      }
      return check(source, Files.readAllBytes(kept));
    } catch (IOException exception) {
      throw new ArchiveException(source.title() + ": the cache cannot be read: " + exception);
    }
  }

  /**
   * Returns InRelease, or where an archive has none Release, whose signature stands in a file of
   * its own.
   */
  private byte[] download(AptSource source) throws ArchiveException {
    try {
      return fetcher.bytes(source.besideRelease("InRelease"));
    } catch (FetchException exception) {
      if (!exception.isMissing()) {
        throw new ArchiveException(exception.getMessage());
      }
    }
    try {
      return fetcher.bytes(source.besideRelease("Release"));
    } catch (FetchException exception) {
      if (exception.isMissing() && source.trusted() && source.isFlat()) {
        return stated(source, exception);
      }
      throw new ArchiveException(exception.getMessage());
    }
  }

  /** A trusted folder with no more than a Packages file gets the Release file it lacks. */
  private byte[] stated(AptSource source, FetchException missing) throws ArchiveException {
    for (String name : List.of("Packages.xz", "Packages.gz", "Packages")) {
      try {
        byte[] index = fetcher.bytes(source.besideRelease(name));
        return "SHA256:\n %s %d %s\n"
            .formatted(Hashes.of(index), index.length, name)
            .getBytes(StandardCharsets.UTF_8);
      } catch (FetchException exception) {
        if (!exception.isMissing()) {
          throw new ArchiveException(exception.getMessage());
        }
      }
    }
    throw new ArchiveException(missing.getMessage());
  }

  private ReleaseFile check(AptSource source, byte[] file) throws ArchiveException {
    String plain = new String(file, StandardCharsets.UTF_8);
    boolean clearSigned = plain.startsWith("-----BEGIN PGP SIGNED MESSAGE-----");
    String text = plain;
    if (clearSigned) {
      text =
          source.trusted()
              ? SignedText.body(source.title(), file)
              : SignedText.open(source.title(), file, source.keyring());
    } else if (!source.trusted()) {
      checkDetached(source, file);
    }
    return ReleaseFile.parse(
        source.title(), text, Hashes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void checkDetached(AptSource source, byte[] file) throws ArchiveException {
    try {
      byte[] signature = fetcher.bytes(source.besideRelease("Release.gpg"));
      SignedText.checkDetached(source.title(), file, signature, source.keyring());
    } catch (FetchException exception) {
      throw new ArchiveException(source.title() + ": the Release file is not signed");
    }
  }
}
