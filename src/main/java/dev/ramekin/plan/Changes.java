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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What of a service's files a container needs otherwise than the host had them. */
final class Changes {
  /** A change of what a statement wrote. */
  record Change(String statement, Elsewhere what) {}

  private static final String EVERYWHERE = "0.0.0.0";
  private static final String LISTENS =
      "It listens on all interfaces of its container, so that others reach it.";
  private static final String NAMED =
      "Services that ran beside it are named in it by the names of their containers.";

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
        changes.add(change(before.get(file.path()), reason(before.get(file.path()), file)));
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

  /** Says what {@link Addresses} changed, line by line; it adds and removes none. */
  private static String reason(WriteFile before, WriteFile after) {
    List<String> old = Texts.of(before).lines().toList();
    List<String> now = Texts.of(after).lines().toList();
    Set<String> reasons = new TreeSet<>();
    for (int line = 0; line < Math.min(old.size(), now.size()); line++) {
      if (!old.get(line).equals(now.get(line))) {
        reasons.add(now.get(line).contains(EVERYWHERE) ? LISTENS : NAMED);
      }
    }
    return String.join(" ", reasons);
  }

  private static Change change(WriteFile file, String reason) {
    return new Change(file.provenance().statement(), new Elsewhere(file.path(), reason));
  }
}
