package dev.ramekin.generate;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.AddRepository;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.model.lock.Lock.Package;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The instruction that installs exactly the locked packages of a stage. */
final class PackageStep {
  private final Stage stage;
  private final Lock lock;
  private final Labels labels;

  PackageStep(Stage stage, Lock lock, Labels labels) {
    this.stage = stage;
    this.lock = lock;
    this.labels = labels;
  }

  List<Step> steps() {
    if (lock.packages(stage.name()).isEmpty()) {
      List<String> asked = comments();
      return asked.isEmpty() ? List.of() : List.of(Step.comment(asked));
    }
    return List.of(lock.strategy() == Lock.Strategy.PANTRY ? fromPantry() : fromArchive());
  }

  private List<String> comments() {
    List<String> comments = new ArrayList<>();
    for (Operation operation : stage.operations()) {
      if (operation instanceof InstallPackages install
          && LanguageManager.of(install.manager()).isEmpty()) {
        comments.add(labels.of(operation) + ": " + String.join(" ", install.words()));
      } else if (operation instanceof AddRepository repository) {
        comments.add(labels.of(operation) + ": archive " + repository.uri());
      }
    }
    return comments;
  }

  private Step fromPantry() {
    return new Step(
        comments(),
        """
        RUN --network=none \\
            --mount=type=bind,from=pantry,target=/pantry \\
            --mount=type=bind,from=tools,target=/tools \\
            --mount=type=bind,from={files},target=/context \\
            sh /tools/install-packages.sh /context /pantry/debs"""
            .stripIndent(),
        List.of(),
        "");
  }

  private Step fromArchive() {
    return new Step(
        comments(),
        """
        RUN --network=default \\
            --mount=type=bind,from=archives,target=/archives \\
            --mount=type=bind,from=tools,target=/tools \\
            --mount=type=bind,from={files},target=/context \\
            sh /tools/install-from-archive.sh /context /archives"""
            .stripIndent(),
        List.of(),
        "");
  }

  /** Returns the lists of a stage's packages by file name, for every architecture of the lock. */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    if (lock.packages(stage.name()).isEmpty()) {
      return files;
    }
    for (Architecture architecture : lock.architectures()) {
      List<Package> packages = lock.packages(stage.name(), architecture);
      String name = "packages." + architecture.debian();
      files.put(name + ".lock", lockFile(packages));
      if (lock.strategy() != Lock.Strategy.PANTRY) {
        files.put(name + ".paths", paths(packages));
      }
    }
    return files;
  }

  /** Returns lines of hash, archive and path below the archive's root. */
  private static String paths(List<Package> packages) {
    return packages.stream()
        .map(it -> it.sha256() + " " + it.archive() + " " + it.filename() + "\n")
        .sorted()
        .collect(Collectors.joining());
  }

  /** Returns a stage's lock in the format of sha256sum, as install-packages.sh reads it. */
  private static String lockFile(List<Package> packages) {
    return packages.stream()
        .sorted(Comparator.comparing(Package::name).thenComparing(Package::architecture))
        .map(
            it ->
                it.sha256()
                    + "  "
                    + it.name()
                    + "_"
                    + it.version().replace(":", "%3a")
                    + "_"
                    + it.architecture()
                    + ".deb\n")
        .collect(Collectors.joining());
  }
}
