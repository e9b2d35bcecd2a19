package dev.ramekin.generate;

import dev.ramekin.model.Guard.Condition;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.LanguageSet;
import dev.ramekin.model.lock.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The instruction that installs exactly the locked packages of a language for one statement. */
final class LanguageStep {
  private final String stage;
  private final Lock lock;
  private final Labels labels;

  LanguageStep(String stage, Lock lock, Labels labels) {
    this.stage = stage;
    this.lock = lock;
    this.labels = labels;
  }

  /** Returns the instruction; empty when the statement is for no language's manager. */
  Optional<Step> step(InstallPackages install) {
    Optional<LanguageManager> manager = LanguageManager.of(install.manager());
    List<LanguageSet> sets = lock.languages(stage);
    for (int number = 0; number < sets.size(); number++) {
      LanguageSet set = sets.get(number);
      if (manager.isPresent() && set.answers(manager.get(), install.words())) {
        return Optional.of(step(install, set, number));
      }
    }
    return Optional.empty();
  }

  private Step step(InstallPackages install, LanguageSet set, int number) {
    List<String> comments = List.of(labels.of(install) + ": " + String.join(" ", install.words()));
    String call =
        "sh /tools/install-%s.sh /context/%s /pantry"
            .formatted(set.manager().word(), folder(number));
    String instruction =
        """
        RUN --network=none \\
            --mount=type=bind,from=pantry,target=/pantry \\
            --mount=type=bind,from=tools,target=/tools \\
            --mount=type=bind,from={files},target=/context"""
            .stripIndent();
    List<String> conditions = new ArrayList<>();
    for (Condition condition : install.provenance().guard().conditions()) {
      if (condition.shell()) {
        conditions.add(
            (condition.negated() ? "! " : "")
                + "( "
                + condition.text().strip()
                + " ) >/dev/null 2>&1 || exit 0");
      }
    }
    if (conditions.isEmpty()) {
      return new Step(comments, instruction + " \\\n    " + call, List.of(), "");
    }
    conditions.add(call);
    return Step.script(comments, instruction, conditions);
  }

  /** Returns where the lists of a stage's set are below the folder of its image. */
  private static String folder(int number) {
    return "languages/" + (number + 1);
  }

  /**
   * Returns the lists by path below the folder of the stage's image: for each architecture lines of
   * hash, location or archive's name, package and version.
   */
  static Map<String, String> files(Lock lock, String stage) {
    Map<String, String> files = new TreeMap<>();
    List<LanguageSet> sets = lock.languages(stage);
    for (int number = 0; number < sets.size(); number++) {
      for (Architecture architecture : lock.architectures()) {
        StringBuilder lines = new StringBuilder();
        sets.get(number).packages().stream()
            .filter(it -> it.isFor(architecture))
            .forEach(it -> lines.append(line(it)));
        files.put(
            folder(number) + "/packages." + architecture.debian() + ".lock", lines.toString());
      }
    }
    return files;
  }

  private static String line(LanguagePackage it) {
    String place = it.location().isEmpty() ? it.archiveName() : it.location();
    return String.join(" ", it.digest().hex(), place, it.name(), it.version()) + "\n";
  }
}
