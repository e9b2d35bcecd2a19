package dev.ramekin.freeze;

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
                byStage.computeIfAbsent(stage.name(), name -> new ArrayList<>()).add(it.url());
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
    Optional<String> given = remote.sha256().map(it -> it.toLowerCase(Locale.ROOT));
    Download before = old.get(remote.url());
    boolean kept =
        before != null
            && !options.mayUpdate(remote.url())
            && given.map(before.sha256()::equals).orElse(true);
    if (kept) {
      downloads.put(remote.url(), before);
    } else if (given.isPresent()) {
      downloads.put(remote.url(), new Download(given.get(), 0));
    } else {
      hash(remote.url(), origin);
    }
  }

  private void hash(String url, Origin origin) {
    try {
      if (options.places().offline()) {
        throw new FetchException(url + ": --offline forbids to fetch it");
      }
      downloads.put(url, download(url));
    } catch (FetchException exception) {
      findings.add(
          Finding.error(
                  "download-not-frozen",
                  origin,
                  "a download is not frozen: " + exception.getMessage())
              .advise("give its SHA-256 in the source, or make the address reachable"));
    }
  }

  private Download download(String url) throws FetchException {
    Path part = options.places().cache().file("downloads", ".new-" + UUID.randomUUID());
    try {
      fetcher.toFile(URI.create(url), part);
      String sha256 = Hashes.of(part);
      long size = Files.size(part);
      Path kept = options.places().cache().file("downloads", sha256);
      Files.move(part, kept, StandardCopyOption.REPLACE_EXISTING);
      return new Download(sha256, size);
    } catch (IllegalArgumentException exception) {
      throw new FetchException("'" + url + "' is no address");
    } catch (IOException exception) {
      throw new FetchException(url + ": " + exception);
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
