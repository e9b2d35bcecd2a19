package dev.ramekin.plan;

import dev.ramekin.model.deployment.Deployment.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Networks: each service that others connect to has one of its own with them, with no way out; what
 * the outside reaches is on {@code public} as well; who talks to nobody is alone on its own.
 */
final class Networks {
  static final String PUBLIC = "public";

  private final Map<String, Set<String>> byService = new TreeMap<>();
  private final Set<String> names = new TreeSet<>();

  Networks(List<Draft> drafts, Publishing publishing) {
    drafts.forEach(draft -> byService.put(draft.name, new TreeSet<>()));
    for (Draft draft : drafts) {
      for (String provider : draft.dependsOn) {
        join(draft.name, provider);
        join(provider, provider);
      }
      if (draft.ports.stream().anyMatch(port -> publishing.published(draft, port).isPresent())) {
        join(draft.name, PUBLIC);
      }
    }
    for (Draft draft : drafts) {
      if (of(draft).isEmpty()) {
        join(draft.name, draft.name);
      }
    }
  }

  private void join(String service, String network) {
    byService.getOrDefault(service, new TreeSet<>()).add(network);
    names.add(network);
  }

  List<String> of(Draft draft) {
    return new ArrayList<>(byService.getOrDefault(draft.name, Set.of()));
  }

  List<Network> all() {
    return names.stream().map(name -> new Network(name, !name.equals(PUBLIC))).toList();
  }
}
