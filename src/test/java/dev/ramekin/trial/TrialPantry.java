package dev.ramekin.trial;

import dev.ramekin.freeze.LockFile;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One folder of packages for all trials, so that each is fetched once. */
final class TrialPantry {
  private final Path store;

  TrialPantry(Path store) {
    this.store = store;
  }

  /** Links what is at hand of a lock into the pantry of an output folder. */
  void fill(Path out) throws IOException {
    for (Lock.Package it : packages(out)) {
      link(store.resolve(it.pantryPath()), out.resolve("pantry").resolve(it.pantryPath()));
    }
  }

  /** Keeps what a pantry has, for the next one. */
  void keep(Path out) throws IOException {
    for (Lock.Package it : packages(out)) {
      link(out.resolve("pantry").resolve(it.pantryPath()), store.resolve(it.pantryPath()));
    }
  }

  private static List<Lock.Package> packages(Path out) throws IOException {
    Path file = out.resolve("ramekin.lock");
    if (!Files.exists(file)) {
      return List.of();
    }
    Lock lock = LockFile.read(file.toString(), Files.readString(file));
    return lock.packages().values().stream().flatMap(List::stream).toList();
  }

  private static void link(Path from, Path to) throws IOException {
    if (Files.exists(from) && !Files.exists(to)) {
      Files.createDirectories(to.getParent());
      Files.createLink(to, from);
    }
  }
}
