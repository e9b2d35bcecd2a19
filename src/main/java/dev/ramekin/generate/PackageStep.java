package dev.ramekin.generate;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.AddRepository;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.model.lock.Lock.Package;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    List<Package> packages = lock.packages().getOrDefault(stage.name(), List.of());
    if (packages.isEmpty()) {
      List<String> asked = comments();
      return asked.isEmpty() ? List.of() : List.of(Step.comment(asked));
    }
    return List.of(lock.strategy() == Lock.Strategy.PANTRY ? fromPantry() : fromArchive(packages));
  }

  private List<String> comments() {
    List<String> comments = new ArrayList<>();
    for (Operation operation : stage.operations()) {
      if (operation instanceof InstallPackages install) {
        comments.add(
            labels.of(operation)
                + ": "
                + install.packages().stream()
                    .map(StageSteps::spec)
                    .collect(Collectors.joining(" ")));
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
            sh /tools/install-packages.sh /context/packages.lock /pantry/debs"""
            .stripIndent(),
        List.of(),
        "");
  }

  private Step fromArchive(List<Package> packages) {
    List<String> body = new ArrayList<>();
    body.add("set -eu");
    body.add("sh /tools/install-from-archive.sh /tools/sources.list <<'PACKAGES'");
    packages.stream()
        .sorted(Comparator.comparing(Package::name))
        .forEach(it -> body.add(it.name() + "=" + it.version()));
    body.add("PACKAGES");
    return Step.script(comments(), "RUN --mount=type=bind,from=tools,target=/tools", body);
  }

  /** Returns a stage's lock in the format of sha256sum, as install-packages.sh reads it. */
  static String lockFile(List<Package> packages) {
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
