package dev.ramekin.freeze;

import dev.ramekin.freeze.apt.AptSource;
import dev.ramekin.freeze.apt.ArchiveException;
import dev.ramekin.freeze.apt.Keyring;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation.AddRepository;
import dev.ramekin.model.Platform;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Turns the archives a recipe adds into sources, with their keys. */
final class Repositories {
  private final Places places;
  private final Fetcher fetcher;
  private final List<Finding> findings;

  Repositories(Places places, Fetcher fetcher, List<Finding> findings) {
    this.places = places;
    this.fetcher = fetcher;
    this.findings = findings;
  }

  /** Returns the source; empty, with a finding, when it cannot be used. */
  Optional<AptSource> source(AddRepository repository, Platform platform) {
    if (!repository.manager().equals("apt")) {
      return refuse(repository, "archives of " + repository.manager() + " are not frozen yet");
    }
    URI uri;
    try {
      uri = URI.create(repository.uri().strip());
    } catch (IllegalArgumentException exception) {
      return refuse(repository, "'" + repository.uri() + "' is no address");
    }
    boolean fetchable = List.of("http", "https", "file").contains(String.valueOf(uri.getScheme()));
    if (!fetchable) {
      return refuse(repository, "'" + repository.uri() + "' is not an address of an archive");
    }
    boolean trusted =
        List.of("yes", "true").contains(repository.options().getOrDefault("trusted", ""));
    try {
      return Optional.of(
          new AptSource(
              repository.name(),
              uri,
              suite(repository, platform),
              repository.components(),
              key(repository),
              Optional.empty(),
              trusted));
    } catch (ArchiveException exception) {
      return refuse(repository, exception.getMessage());
    } catch (FetchException exception) {
      return refuse(repository, exception.getMessage());
    }
  }

  /** An archive without components has its Release file in the named folder, or right there. */
  private static String suite(AddRepository repository, Platform platform) {
    String suite = repository.suite().strip();
    if (!repository.components().isEmpty()) {
      return suite.isEmpty() ? platform.codename() : suite;
    }
    return suite.isEmpty() || suite.equals("/") ? "./" : suite.replaceFirst("/*$", "/");
  }

  private Keyring key(AddRepository repository) throws ArchiveException, FetchException {
    String key = repository.key().orElse("").strip();
    if (key.contains("-----BEGIN")) {
      return Keyring.parse(repository.name(), key.getBytes(StandardCharsets.UTF_8));
    }
    if (key.startsWith("http://") || key.startsWith("https://") || key.startsWith("file:")) {
      return Keyring.parse(key, keyBytes(URI.create(key)));
    }
    return Keyring.empty();
  }

  private byte[] keyBytes(URI uri) throws FetchException {
    Path kept =
        places
            .cache()
            .file("keys", Hashes.of(uri.toString().getBytes(StandardCharsets.UTF_8)) + ".key");
    try {
      if (places.offline() && !"file".equals(uri.getScheme())) {
        if (!Files.exists(kept)) {
          throw new FetchException(uri + ": not in the cache, and --offline forbids to fetch it");
        }
        return Files.readAllBytes(kept);
      }
      byte[] key = fetcher.bytes(uri);
      CacheFolder.write(kept, key);
      return key;
    } catch (IOException exception) {
      throw new FetchException("the cache cannot be used: " + exception);
    }
  }

  private Optional<AptSource> refuse(AddRepository repository, String why) {
    findings.add(
        Finding.warning(
                "archive-unusable",
                repository.provenance().origin(),
                "the archive " + repository.name() + " cannot be used: " + why)
            .advise("packages that only this archive has are not frozen"));
    return Optional.empty();
  }
}
