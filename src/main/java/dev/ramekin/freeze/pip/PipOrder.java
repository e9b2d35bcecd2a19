package dev.ramekin.freeze.pip;

import dev.ramekin.freeze.pip.PipSearch.Criterion;
import dev.ramekin.freeze.pip.Wish.Cause;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which identifier pip pins next: pinned versions first, what the last conflict was about, what is
 * near to the recipe, and what has any condition.
 */
final class PipOrder {
  private static final int FAR = Integer.MAX_VALUE / 2;

  private final Map<String, Integer> wanted = new HashMap<>();
  private final Map<String, Integer> depths = new HashMap<>();

  PipOrder(List<PyRequirement> requirements) {
    for (PyRequirement it : requirements) {
      wanted.putIfAbsent(it.identifier(), wanted.size());
    }
  }

  private record Key(
      boolean late,
      boolean unpinned,
      boolean calm,
      int depth,
      int asked,
      boolean free,
      String identifier) {}

  String first(List<String> names, Map<String, Criterion> criteria, List<Cause> conflict) {
    Comparator<Key> order =
        Comparator.comparing(Key::late)
            .thenComparing(Key::unpinned)
            .thenComparing(Key::calm)
            .thenComparing(Key::depth)
            .thenComparing(Key::asked)
            .thenComparing(Key::free)
            .thenComparing(Key::identifier);
    return names.stream()
        .map(it -> key(it, criteria, conflict))
        .min(order)
        .map(Key::identifier)
        .orElseThrow();
  }

  private Key key(String name, Map<String, Criterion> criteria, List<Cause> conflict) {
    List<Cause> causes =
        criteria.getOrDefault(name, new Criterion(List.of(), List.of(), List.of())).causes();
    List<PySpecifier> specifiers =
        causes.stream()
            .filter(it -> it.wish() instanceof Wish.Fitting)
            .flatMap(it -> ((Wish.Fitting) it.wish()).requirement().specifiers().all().stream())
            .toList();
    int depth =
        wanted.containsKey(name)
            ? 1
            : 1
                + causes.stream()
                    .mapToInt(
                        it ->
                            it.parent()
                                .map(parent -> depths.getOrDefault(parent.identifier(), FAR))
                                .orElse(0))
                    .min()
                    .orElse(FAR);
    depths.put(name, depth);
    return new Key(
        name.equals("setuptools"),
        specifiers.stream().noneMatch(it -> it.operator().startsWith("==")),
        conflict.stream().noneMatch(it -> it.concerns(name)),
        depth,
        wanted.getOrDefault(name, FAR),
        specifiers.isEmpty(),
        name);
  }
}
