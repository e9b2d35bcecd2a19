package dev.ramekin.freeze;

import dev.ramekin.freeze.git.GitClient;
import dev.ramekin.freeze.git.GitSnapshot;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.model.Content;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CheckOutGit;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.GitTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Freezes checkouts: the commit behind a branch or tag, and the archive of its files by SHA-256,
 * with those of its submodules where the source asks for them.
 */
final class GitFreezer implements StageFreezer {
  private static final int MOST_TREES = 200;

  private final FreezeOptions options;
  private final GitClient client;
  private final Map<String, List<GitTree>> old;
  private final List<Finding> findings;
  private final Map<String, List<GitTree>> checkouts = new TreeMap<>();
  private final Map<String, Set<String>> byStage = new TreeMap<>();

  GitFreezer(FreezeOptions options, Map<String, List<GitTree>> old, List<Finding> findings) {
    this.options = options;
    this.client = new GitClient(options.places().environment(), options.places().cache());
    this.old = old;
    this.findings = findings;
  }

  /** Returns the checkouts by repository and revision. */
  Map<String, List<GitTree>> checkouts() {
    return checkouts;
  }

  /** Returns which of them a stage has. */
  List<String> of(String stage) {
    return byStage.getOrDefault(stage, Set.of()).stream().filter(checkouts::containsKey).toList();
  }

  @Override
  public void freeze(Stage stage) {
    for (Operation operation : stage.operations()) {
      if (operation instanceof CheckOutGit git) {
        byStage.computeIfAbsent(stage.name(), it -> new TreeSet<>()).add(git.key());
        freeze(git);
      }
    }
  }

  private void freeze(CheckOutGit git) {
    List<GitTree> before = old.getOrDefault(git.key(), List.of());
    boolean mayUpdate = options.mayUpdate(git.key()) || options.mayUpdate(git.repository());
    if (!before.isEmpty() && !mayUpdate) {
      checkouts.put(git.key(), before);
    } else if (!checkouts.containsKey(git.key())) {
      look(git);
    }
  }

  private void look(CheckOutGit git) {
    try {
      if (options.places().offline()) {
        throw new FetchException(git.key() + ": --offline forbids to ask the server");
      }
      List<GitTree> trees = new ArrayList<>();
      String commit = client.commit(git.repository(), git.revision());
      add(git, git.repository(), git.revision(), commit, "", trees);
      checkouts.put(git.key(), trees);
    } catch (FetchException exception) {
      findings.add(
          Finding.error(
                  "git-not-frozen",
                  git.provenance().origin(),
                  "a checkout is not frozen: " + exception.getMessage())
              .advise(
                  "make the repository reachable from here; passwords are taken from ~/.netrc"));
    }
  }

  private void add(
      CheckOutGit git,
      String repository,
      String revision,
      String commit,
      String path,
      List<GitTree> trees)
      throws FetchException {
    GitSnapshot snapshot = client.snapshot(repository, revision, commit);
    trees.add(
        new GitTree(
            path,
            Content.Remote.withoutUser(repository),
            commit,
            snapshot.sha256(),
            snapshot.size()));
    warnAboutLargeFiles(git, repository, snapshot);
    if (!git.submodules()) {
      return;
    }
    if (trees.size() > MOST_TREES) {
      throw new FetchException(git.key() + ": it has more than " + MOST_TREES + " submodules");
    }
    for (GitSnapshot.Submodule it : snapshot.submodules()) {
      String below = path.isEmpty() ? it.path() : path + "/" + it.path();
      add(git, it.address(repository), "", it.commit(), below, trees);
    }
  }

  private void warnAboutLargeFiles(CheckOutGit git, String repository, GitSnapshot snapshot) {
    if (!snapshot.largeFiles().isEmpty()) {
      findings.add(
          Finding.warning(
                  "git-large-files",
                  git.provenance().origin(),
                  "Git LFS keeps %d files of %s elsewhere; the checkout has their pointers only, such as %s"
                      .formatted(
                          snapshot.largeFiles().size(),
                          Content.Remote.withoutUser(repository),
                          snapshot.largeFiles().get(0)))
              .advise("fetch such files by a download of their own"));
    }
  }
}
