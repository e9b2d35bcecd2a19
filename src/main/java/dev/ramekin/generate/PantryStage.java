package dev.ramekin.generate;

import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CheckOutGit;
import dev.ramekin.model.Operation.FetchFile;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.Lock;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Stands for the pantry where there is none (the strategies {@code snapshot} and {@code version}):
 * a build stage of its own that fetches downloads by their hash and repositories by their commit.
 * The steps of an image find them where the pantry would have them.
 */
final class PantryStage {
  private final Lock lock;

  PantryStage(Lock lock) {
    this.lock = lock;
  }

  /** Returns the instructions that fill it; none when there is a pantry or nothing to fetch. */
  List<String> additions(List<Stage> chain) {
    SortedSet<String> lines = new TreeSet<>();
    if (lock.strategy() != Lock.Strategy.PANTRY) {
      chain.forEach(stage -> stage.operations().forEach(it -> add(it, lines)));
    }
    return List.copyOf(lines);
  }

  private void add(Operation operation, SortedSet<String> lines) {
    if (operation instanceof FetchFile fetch) {
      add(fetch.from(), lines);
    } else if (operation instanceof WriteFile write
        && write.content() instanceof Content.Remote remote) {
      add(remote, lines);
    } else if (operation instanceof CheckOutGit checkout) {
      lock.git().getOrDefault(checkout.key(), List.of()).forEach(it -> lines.add(add(it)));
    }
  }

  private void add(Content.Remote remote, SortedSet<String> lines) {
    Lock.Download download = lock.downloads().get(remote.key());
    if (download != null) {
      lines.add(
          "ADD --checksum=%s %s /%s"
              .formatted(download.digest(), download.url(), download.pantryPath()));
    }
  }

  /** Returns where the files of a commit are below the pantry; there is no archive of them. */
  static String folder(GitTree tree) {
    return "git/" + tree.commit();
  }

  private static String add(GitTree tree) {
    return "ADD %s#%s /%s".formatted(tree.repository(), tree.commit(), folder(tree));
  }
}
