package dev.ramekin.freeze;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CheckOutGit;
import dev.ramekin.model.deployment.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Freezes what is checked out of git: a commit stays what it is, whatever branches do. */
final class CommitFreezer implements StageFreezer {
  private static final String COMMIT = "[0-9a-f]{40}";

  private final Map<String, String> old;
  private final List<Finding> findings;
  private final Map<String, String> commits = new TreeMap<>();
  private final Map<String, List<String>> byStage = new TreeMap<>();

  CommitFreezer(Map<String, String> old, List<Finding> findings) {
    this.old = old;
    this.findings = findings;
  }

  @Override
  public void freeze(Stage stage) {
    for (Operation operation : stage.operations()) {
      if (operation instanceof CheckOutGit git) {
        freeze(git)
            .ifPresent(
                key -> byStage.computeIfAbsent(stage.name(), it -> new ArrayList<>()).add(key));
      }
    }
  }

  private Optional<String> freeze(CheckOutGit git) {
    String key = git.repository() + "#" + git.revision();
    String before = old.get(key);
    if (git.revision().matches(COMMIT)) {
      commits.put(key, git.revision());
    } else if (before != null) {
      commits.put(key, before);
    } else {
      findings.add(
          Finding.warning(
                  "git-not-frozen",
                  git.provenance().origin(),
                  "the commit behind %s of %s is not frozen yet"
                      .formatted(git.revision(), git.repository()))
              .advise("name a commit instead of a branch or tag"));
      return Optional.empty();
    }
    return Optional.of(key);
  }

  /** Returns the commits by {@code repository#revision}. */
  Map<String, String> commits() {
    return commits;
  }

  /** Returns which of them a stage checks out. */
  List<String> of(String stage) {
    return byStage.getOrDefault(stage, List.of()).stream().distinct().sorted().toList();
  }
}
