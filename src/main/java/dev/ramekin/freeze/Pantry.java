package dev.ramekin.freeze;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.lock.Frozen;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Fills the pantry from a lock: every file under its hash, from where it was found, else the
 * snapshot archive, else a store of the user's own. Files that are there are checked; a broken
 * download is resumed; a file of the wrong content never gets in.
 */
public final class Pantry {
  private static final int PARALLEL = 4;

  private final Supplies supplies;

  /** Hears of every file that is in its place. */
  public interface Listener {
    /**
     * Called from several threads.
     *
     * @param name what is there now
     * @param doneBytes bytes in place so far
     * @param totalBytes bytes of all files whose size is known
     */
    void ready(String name, long doneBytes, long totalBytes);
  }

  /**
   * What came of it.
   *
   * @param files number of files in their places
   * @param fetched how many of them were not there before
   * @param findings one for each file that is missing
   */
  public record Result(int files, int fetched, List<Finding> findings) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Takes where from.
   *
   * @param places mirrors, platforms and the machine's settings
   * @param stores folders or servers that hold a pantry
   */
  public Pantry(Places places, List<URI> stores) {
    this.supplies = new Supplies(places, stores);
  }

  /**
   * Brings every file of the lock into the folder.
   *
   * @param folder made when it is missing
   */
  public Result fetch(Lock lock, Path folder, Listener listener) {
    return fetch(lock, List.copyOf(lock.files()), folder, listener);
  }

  /**
   * Brings some files of the lock into the folder.
   *
   * @param folder made when it is missing
   */
  public Result fetch(Lock lock, List<Frozen> items, Path folder, Listener listener) {
    Map<String, List<URI>> archives = supplies.archives(lock);
    long total = items.stream().mapToLong(Frozen::size).sum();
    AtomicLong done = new AtomicLong();
    ExecutorService workers = Executors.newFixedThreadPool(PARALLEL);
    try {
      List<Future<Outcome>> futures = new ArrayList<>();
      for (Frozen item : items) {
        futures.add(
            workers.submit(
                () -> {
                  Outcome outcome = bring(item, folder, archives);
                  if (outcome.problem().isEmpty()) {
                    listener.ready(item.title(), done.addAndGet(item.size()), total);
                  }
                  return outcome;
                }));
      }
      return collect(items, futures);
    } finally {
      workers.shutdownNow();
    }
  }

  /**
   * Copies the files of a lock, which have to be there, to another place.
   *
   * @param folder the pantry
   * @param store {@code oci://registry/repository}, or a folder, which a web server may then serve
   * @param progress hears of every file that is there
   * @return what it is known by there
   * @throws FetchException when the place cannot take them
   */
  public String publish(Lock lock, Path folder, URI store, Consumer<String> progress)
      throws FetchException {
    if (Supplies.isRepository(store)) {
      return store.getAuthority()
          + "/"
          + supplies.repository(store).publish(lock.files(), folder, progress);
    }
    if (!"file".equals(store.getScheme())) {
      throw new FetchException(
          store + ": files can be put into a folder or a registry (oci://registry/repository)");
    }
    for (Frozen file : lock.files()) {
      URI from = folder.resolve(file.pantryPath()).toUri();
      Path target = Path.of(store).resolve(file.pantryPath());
      if (!Files.exists(target)) {
        supplies.copy(from, target, file);
      }
      progress.accept(file.title());
    }
    return store.toString();
  }

  /** What happened to one file; without a problem it is in its place. */
  private record Outcome(boolean fetched, String problem) {}

  private static Result collect(List<Frozen> items, List<Future<Outcome>> futures) {
    List<Finding> findings = new ArrayList<>();
    int fetched = 0;
    for (int number = 0; number < futures.size(); number++) {
      Outcome outcome = get(futures.get(number));
      fetched += outcome.fetched() ? 1 : 0;
      if (!outcome.problem().isEmpty()) {
        findings.add(
            Finding.error(
                    "not-in-pantry",
                    Origin.ofFile("ramekin.lock"),
                    items.get(number).title() + " cannot be fetched: " + outcome.problem())
                .advise(
                    "name a mirror or a store that has it, or convert again without the old lock"));
      }
    }
    return new Result(items.size() - findings.size(), fetched, findings);
  }

  private static Outcome get(Future<Outcome> future) {
    try {
      return future.get();
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      return new Outcome(false, "interrupted");
    } catch (ExecutionException exception) {
      throw new IllegalStateException(exception);
    }
  }

  private Outcome bring(Frozen item, Path folder, Map<String, List<URI>> archives) {
    Path target = folder.resolve(item.pantryPath());
    try {
      if (Files.exists(target)
          && Hashes.of(target, item.digest().algorithm()).equals(item.digest().hex())) {
        return new Outcome(false, "");
      }
    } catch (IOException exception) {
      return new Outcome(false, target + " cannot be read: " + exception);
    }
    List<String> problems = new ArrayList<>();
    for (Supply supply : supplies.of(item, archives)) {
      try {
        supply.bring(target);
        return new Outcome(true, "");
      } catch (FetchException exception) {
        problems.add(exception.getMessage());
      }
    }
    return new Outcome(
        false, problems.isEmpty() ? "no address of it is known" : String.join("; ", problems));
  }
}
