package dev.ramekin.freeze;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.model.Content;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Origin;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock.Download;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Freezes downloads by SHA-256. A hash the source gives is taken without a download, and checked
 * when the file is fetched; a file without one is downloaded and hashed.
 */
final class DownloadFreezer implements StageFreezer {
  private final FreezeOptions options;
  private final Fetcher fetcher;
  private final Map<String, Download> old;
  private final List<Finding> findings;
  private final Map<String, Download> downloads = new TreeMap<>();
  private final Map<String, List<String>> byStage = new TreeMap<>();

  DownloadFreezer(
      FreezeOptions options, Fetcher fetcher, Map<String, Download> old, List<Finding> findings) {
    this.options = options;
    this.fetcher = fetcher;
    this.old = old;
    this.findings = findings;
  }

  /** Returns the downloads by address. */
  Map<String, Download> downloads() {
    return downloads;
  }

  /** Returns which of them a stage fetches. */
  List<String> of(String stage) {
    return byStage.getOrDefault(stage, List.of()).stream()
        .filter(downloads::containsKey)
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public void freeze(Stage stage) {
    for (Operation operation : stage.operations()) {
      remote(operation)
          .ifPresent(
              it -> {
                byStage.computeIfAbsent(stage.name(), name -> new ArrayList<>()).add(it.key());
                freeze(it, operation.provenance().origin());
              });
    }
  }

  private static Optional<Content.Remote> remote(Operation operation) {
    if (operation instanceof Operation.FetchFile fetch) {
      return Optional.of(fetch.from());
    }
    if (operation instanceof Operation.WriteFile write
        && write.content() instanceof Content.Remote content) {
      return Optional.of(content);
    }
    return Optional.empty();
  }

  private void freeze(Content.Remote remote, Origin origin) {
    Optional<String> given = remote.sha256().map(it -> it.strip().toLowerCase(Locale.ROOT));
    if (given.isPresent() && !given.get().matches("[0-9a-f]{64}")) {
      findings.add(
          Finding.error(
                  "bad-checksum",
                  origin,
                  "'" + given.get() + "' is no SHA-256, so that the download can never match it")
              .advise("give the 64 hex digits that sha256sum prints"));
      return;
    }
    Download before = old.get(remote.key());
    boolean kept =
        before != null
            && !options.mayUpdate(remote.key())
            && given.map(before.sha256()::equals).orElse(true);
    if (kept) {
      downloads.put(remote.key(), before);
    } else if (given.isPresent()) {
      downloads.put(remote.key(), download(remote, given.get(), 0));
    } else {
      hash(remote, origin);
    }
  }

  private static Download download(Content.Remote remote, String sha256, long size) {
    List<String> mirrors = remote.mirrors().stream().map(Content.Remote::withoutUser).toList();
    return new Download(remote.key(), mirrors, sha256, size);
  }

  private void hash(Content.Remote remote, Origin origin) {
    List<String> problems = new ArrayList<>();
    for (String url : Stream.concat(Stream.of(remote.url()), remote.mirrors().stream()).toList()) {
      try {
        if (options.places().offline()) {
          throw new FetchException(
              Content.Remote.withoutUser(url) + ": --offline forbids to fetch it");
        }
        downloads.put(remote.key(), fetch(remote, url));
        return;
      } catch (FetchException exception) {
        problems.add(exception.getMessage());
      }
    }
    findings.add(
        Finding.error(
                "download-not-frozen",
                origin,
                "a download is not frozen: " + String.join("; ", problems))
            .advise("give its SHA-256 in the source, or make the address reachable"));
  }

  private Download fetch(Content.Remote remote, String url) throws FetchException {
    URI address =
        Addresses.read(url)
            .findFirst()
            .orElseThrow(
                () ->
                    new FetchException("'" + Content.Remote.withoutUser(url) + "' is no address"));
    CacheFolder cache = options.places().cache();
    Path part = cache.file("downloads", ".new-" + UUID.randomUUID());
    try {
      fetcher.toFile(address, part);
      String sha256 = Hashes.of(part);
      long size = Files.size(part);
      Files.move(part, cache.file("downloads", sha256), StandardCopyOption.REPLACE_EXISTING);
      return download(remote, sha256, size);
    } catch (IOException exception) {
      throw new FetchException("the cache cannot be written: " + exception);
    } finally {
      deleteQuietly(part);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException exception) {
      // A left-over in the cache does no harm.
      return;
    }
  }
}
