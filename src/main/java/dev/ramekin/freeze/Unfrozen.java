package dev.ramekin.freeze;

import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CheckOutGit;
import dev.ramekin.model.Operation.FetchFile;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.Unconverted;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.Status;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Placement;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.Lock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes out of a plan what could not be frozen: nothing that a build would have to look for stands
 * as converted.
 */
final class Unfrozen {
  private final Lock lock;
  private final Map<String, String> reasons = new HashMap<>();

  private Unfrozen(Lock lock) {
    this.lock = lock;
  }

  /** Returns the plan in which every operation without its part of the lock is a TODO. */
  static Deployment without(Deployment deployment, Lock lock) {
    Unfrozen unfrozen = new Unfrozen(lock);
    List<Stage> stages = deployment.stages().stream().map(unfrozen::stage).toList();
    return new Deployment(
        deployment.project(),
        stages,
        deployment.services(),
        deployment.volumes(),
        deployment.networks(),
        deployment.secrets(),
        deployment.placements().stream().map(unfrozen::placement).toList(),
        deployment.findings());
  }

  private Stage stage(Stage stage) {
    List<Operation> operations = new ArrayList<>();
    for (Operation operation : stage.operations()) {
      Optional<Unconverted> todo = todo(stage, operation);
      todo.ifPresent(it -> reasons.put(it.provenance().statement(), it.reason()));
      operations.add(todo.isPresent() ? todo.get() : operation);
    }
    return new Stage(stage.name(), stage.platform(), stage.baseImage(), stage.parent(), operations);
  }

  private Placement placement(Placement placement) {
    String reason = reasons.get(placement.statement());
    return reason == null
        ? placement
        : new Placement(
            placement.statement(),
            Status.UNSUPPORTED,
            placement.target(),
            reason,
            placement.elsewhere());
  }

  private Optional<Unconverted> todo(Stage stage, Operation operation) {
    if (operation instanceof InstallPackages install) {
      return todo(stage, install);
    }
    if (operation instanceof FetchFile fetch) {
      return download(fetch, fetch.from(), fetch.path());
    }
    if (operation instanceof WriteFile write && write.content() instanceof Content.Remote remote) {
      return download(write, remote, write.path());
    }
    if (operation instanceof CheckOutGit git && !lock.git().containsKey(git.key())) {
      return Optional.of(
          todo(git, "git", git.path(), git.key() + " is not frozen, so that it cannot be built"));
    }
    return Optional.empty();
  }

  private Optional<Unconverted> todo(Stage stage, InstallPackages install) {
    Optional<LanguageManager> manager = LanguageManager.of(install.manager());
    boolean frozen =
        manager.isEmpty()
            || lock.languages(stage.name()).stream()
                .anyMatch(it -> it.answers(manager.get(), install.words()));
    String words = String.join(" ", install.words());
    return frozen
        ? Optional.empty()
        : Optional.of(
            todo(
                install,
                install.manager() + " package",
                words,
                "%s packages could not be frozen: %s".formatted(install.manager(), words)));
  }

  private Optional<Unconverted> download(Operation operation, Content.Remote from, String path) {
    return lock.downloads().containsKey(from.key())
        ? Optional.empty()
        : Optional.of(
            todo(
                operation,
                "download",
                path,
                from.key() + " is not frozen, so that it cannot be built"));
  }

  private static Unconverted todo(Operation operation, String type, String name, String reason) {
    return new Unconverted(operation.provenance(), type, name, Map.of(), reason);
  }
}
