package dev.ramekin.plan;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.EditFile;
import dev.ramekin.model.Operation.MakeLink;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.deployment.Placement.Elsewhere;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What of a service's files a container needs otherwise than the host had them. */
final class Changes {
  /** A change of what a statement wrote. */
  record Change(String statement, Elsewhere what) {}

  private Changes() {}

  /** Returns the changes that planning made to a draft's own files. */
  static List<Change> of(Draft draft, List<Operation> steps) {
    Map<String, WriteFile> before = new TreeMap<>();
    for (Operation operation : draft.plan.steps(Optional.of(draft.workload.name()))) {
      if (operation instanceof WriteFile file) {
        before.put(file.path(), file);
      }
    }
    List<Change> changes = new ArrayList<>();
    for (Operation step : steps) {
      if (step instanceof WriteFile file
          && before.containsKey(file.path())
          && !before.get(file.path()).content().equals(file.content())) {
        changes.add(
            change(
                before.get(file.path()),
                "Services that ran beside it are named in it by the names of their containers."));
      }
      boolean added = step.provenance().statement().isEmpty();
      if (added && step instanceof EditFile edit && before.containsKey(edit.path())) {
        changes.add(
            change(
                before.get(edit.path()),
                "A line is added that " + draft.name + " needs to run in a container."));
      }
      if (added && step instanceof MakeLink link && before.containsKey(link.path())) {
        changes.add(change(before.get(link.path()), "It is the container's log."));
      }
    }
    return changes;
  }

  private static Change change(WriteFile file, String reason) {
    return new Change(file.provenance().statement(), new Elsewhere(file.path(), reason));
  }
}
