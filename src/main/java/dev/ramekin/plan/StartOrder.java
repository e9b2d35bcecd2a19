package dev.ramekin.plan;

import dev.ramekin.model.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Orders services so that each comes after those it needs; a circle is cut and reported. */
final class StartOrder {
  private final Map<String, Draft> byName = new LinkedHashMap<>();
  private final Set<String> path = new LinkedHashSet<>();
  private final Map<String, Draft> done = new LinkedHashMap<>();
  private final List<Finding> findings;

  private StartOrder(List<Draft> drafts, List<Finding> findings) {
    drafts.forEach(draft -> byName.put(draft.name, draft));
    this.findings = findings;
  }

  static List<Draft> of(List<Draft> drafts, List<Finding> findings) {
    StartOrder order = new StartOrder(drafts, findings);
    drafts.forEach(draft -> draft.dependsOn.retainAll(order.byName.keySet()));
    drafts.forEach(order::visit);
    return List.copyOf(order.done.values());
  }

  private void visit(Draft draft) {
    if (done.containsKey(draft.name)) {
      return;
    }
    path.add(draft.name);
    for (String name : new ArrayList<>(draft.dependsOn)) {
      if (path.contains(name)) {
        draft.dependsOn.remove(name);
        findings.add(
            Finding.warning(
                "circle",
                draft.workload.origin(),
                draft.name + " and " + name + " need each other; " + draft.name + " starts first"));
      } else {
        visit(Objects.requireNonNull(byName.get(name), name));
      }
    }
    path.remove(draft.name);
    done.put(draft.name, draft);
  }
}
