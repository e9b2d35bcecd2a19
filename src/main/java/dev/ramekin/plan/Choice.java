package dev.ramekin.plan;

import dev.ramekin.model.Guard;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CheckOutGit;
import dev.ramekin.model.Operation.CopyTree;
import dev.ramekin.model.Operation.MakeDirectory;
import dev.ramekin.model.Operation.RunCommand;
import dev.ramekin.model.Operation.ScheduleJob;
import dev.ramekin.model.Operation.UnpackArchive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Chooses the one service an operation is for: the strongest sign that names exactly one. */
final class Choice {
  /** Why an operation is in the shared base stage. */
  static final String SHARED = "No single service needs it.";

  private final Claims claims;
  private final Map<String, String> directories = new LinkedHashMap<>();

  Choice(Claims claims, List<Item> items) {
    this.claims = claims;
    for (Item item : items) {
      if (makesDirectory(item.operation())) {
        Optional<Reason> reason = byItself(item.operation());
        for (String path : Claims.paths(item.operation())) {
          reason.flatMap(Reason::workload).ifPresent(name -> directories.put(path, name));
        }
      }
    }
  }

  private record Reason(Optional<String> workload, String note) {}

  private static boolean makesDirectory(Operation operation) {
    return operation instanceof MakeDirectory
        || operation instanceof CopyTree
        || operation instanceof CheckOutGit
        || operation instanceof UnpackArchive;
  }

  Place place(Operation operation) {
    Reason reason = reason(operation);
    return Place.stage(reason.workload(), operation, reason.note());
  }

  Optional<String> ofJob(ScheduleJob job, Item item) {
    Set<String> mentioned = claims.byMention(Texts.of(job.command()));
    if (mentioned.size() == 1) {
      return Optional.of(mentioned.iterator().next());
    }
    Set<String> users = claims.byUser(job.user());
    if (users.size() == 1) {
      return Optional.of(users.iterator().next());
    }
    Set<String> group = claims.byGroup(item.group());
    return group.size() == 1 ? Optional.of(group.iterator().next()) : Optional.empty();
  }

  private Reason reason(Operation operation) {
    return byItself(operation)
        .or(() -> byDirectory(operation))
        .or(() -> byGroup(operation))
        .or(() -> ofTheOnlyService(operation))
        .orElse(new Reason(Optional.empty(), SHARED));
  }

  private Optional<Reason> byItself(Operation operation) {
    Set<String> paths = new TreeSet<>(claims.byPath(operation));
    if (paths.isEmpty() && operation instanceof RunCommand command) {
      paths.addAll(claims.byMention(Texts.of(command.script())));
    }
    return one(paths, "It is about %s's own path.")
        .or(() -> one(claims.byTrigger(operation), "It notifies %s."))
        .or(() -> one(byGuard(operation), "Its condition looks at %s's own path."))
        .or(() -> one(claims.byAccount(operation), "It is about the user %s runs as."));
  }

  private Set<String> byGuard(Operation operation) {
    Set<String> names = new TreeSet<>();
    operation.provenance().guard().conditions().stream()
        .filter(Guard.Condition::shell)
        .forEach(it -> names.addAll(claims.byMention(it.text())));
    return names;
  }

  private Optional<Reason> byDirectory(Operation operation) {
    for (String path : Claims.paths(operation)) {
      for (Map.Entry<String, String> directory : directories.entrySet()) {
        if (Paths.below(path, directory.getKey()) && Paths.depth(directory.getKey()) > 1) {
          return one(Set.of(directory.getValue()), "It is below a directory of %s's.");
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Reason> byGroup(Operation operation) {
    String group = operation.provenance().group();
    Set<String> names = claims.byGroup(group);
    return names.size() == 1
        ? one(names, "Of what " + group + " sets up, only %s runs.")
        : Optional.empty();
  }

  /** A command may need anything that came before it, the packages of the service among it. */
  private Optional<Reason> ofTheOnlyService(Operation operation) {
    return operation instanceof RunCommand
        ? claims.onlyOne().map(name -> new Reason(Optional.of(name), "It ran beside " + name + "."))
        : Optional.empty();
  }

  /** Returns the reason for one service; the shared stage for several; nothing for none. */
  private static Optional<Reason> one(Set<String> names, String note) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    if (names.size() > 1) {
      return Optional.of(
          new Reason(Optional.empty(), "Several need it: " + String.join(", ", names) + "."));
    }
    String name = names.iterator().next();
    return Optional.of(new Reason(Optional.of(name), note.replace("%s", name)));
  }
}
