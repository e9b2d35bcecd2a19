package dev.ramekin.source.chef;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * All cookbooks of a source. Several of one name may be there; which one a node uses is decided, in
 * this order, by its policy's lock, its environment, a company's own folder ({@code
 * site-cookbooks}), the repository's lock, {@code cookbook_path}, the order of folders, and among
 * versions side by side by what the others depend on, then by the newest.
 */
final class CookbookShelf {
  private static final Pattern VENDORED =
      Pattern.compile("(?:.*/)?(?:vendor|berks-cookbooks|[^/]*cookbooks-vendor[^/]*)/.*");
  private static final Pattern VERSION = Pattern.compile("\\d.*");
  private static final String COMPANYS_OWN = "site-cookbooks/";

  /** The lock of a policy, the environment's constraints: what holds for one node. */
  record Choice(Map<String, CookbookPin> policy, Map<String, String> environment) {
    static final Choice FREE = new Choice(Map.of(), Map.of());

    Choice {
      policy = Map.copyOf(policy);
      environment = Map.copyOf(environment);
    }
  }

  private final SortedMap<String, List<Cookbook>> candidates = new TreeMap<>();
  private final ChefConfiguration configuration;
  private final CookbookLocks locks;

  CookbookShelf(List<Cookbook> cookbooks, ChefConfiguration configuration, CookbookLocks locks) {
    this.configuration = configuration;
    this.locks = locks;
    for (Cookbook cookbook : cookbooks) {
      candidates.computeIfAbsent(cookbook.name(), it -> new ArrayList<>()).add(cookbook);
    }
    Comparator<Cookbook> order =
        Comparator.comparing(CookbookShelf::isCompanysOwn)
            .thenComparing(this::isLocked)
            .thenComparingInt(it -> configuration.rank(it.root()))
            .thenComparing(it -> !VENDORED.matcher(it.root()).matches())
            .thenComparing(it -> parent(it.root()))
            .thenComparing(Cookbook::version, VersionConstraint::compare)
            .thenComparing(Cookbook::root);
    candidates.values().forEach(all -> all.sort(order.reversed()));
  }

  private static boolean isCompanysOwn(Cookbook cookbook) {
    return cookbook.root().contains(COMPANYS_OWN);
  }

  private boolean isLocked(Cookbook cookbook) {
    CookbookPin pin = locks.pins().get(cookbook.name());
    return pin != null && pin.hasVersion(cookbook);
  }

  private static String parent(String folder) {
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "" : folder.substring(0, slash);
  }

  /**
   * Returns one cookbook of each name.
   *
   * @param findings takes what was hidden, and versions that are asked for and not there
   */
  SortedMap<String, Cookbook> choose(Choice choice, Consumer<Finding> findings) {
    SortedMap<String, Cookbook> chosen = new TreeMap<>();
    candidates.forEach((name, all) -> chosen.put(name, first(name, all, choice, findings)));
    candidates.forEach(
        (name, all) -> {
          Cookbook best = chosen.get(name);
          if (best != null && all.size() > 1) {
            Cookbook fitting = fitting(best, all, choice, chosen);
            chosen.put(name, fitting);
            all.stream()
                .filter(it -> it != fitting)
                .forEach(hidden -> findings.accept(hidden(hidden, fitting)));
          }
        });
    return chosen;
  }

  private static Finding hidden(Cookbook hidden, Cookbook by) {
    return Finding.note(
        "cookbook-hidden",
        Origin.ofFile(hidden.root()),
        "version %s of '%s' is hidden by version %s in %s"
            .formatted(hidden.version(), hidden.name(), by.version(), by.root()));
  }

  private Cookbook first(
      String name, List<Cookbook> all, Choice choice, Consumer<Finding> findings) {
    CookbookPin pin = choice.policy().get(name);
    String constraint = choice.environment().get(name);
    Optional<Cookbook> found = Optional.empty();
    if (pin != null) {
      found = pin.find(all);
    } else if (constraint != null) {
      found = all.stream().filter(it -> satisfies(constraint, it)).findFirst();
    }
    Cookbook taken = found.orElse(all.get(0));
    CookbookPin wanted = pin == null ? locks.pins().get(name) : pin;
    boolean asked =
        found.isEmpty() && (pin == null ? constraint != null : pin.version().isPresent());
    boolean locked = pin == null && wanted != null && !isCompanysOwn(taken) && !isLocked(taken);
    if ((asked || locked) && VERSION.matcher(taken.version()).matches()) {
      findings.accept(
          other(taken, pin == null && constraint != null ? constraint : String.valueOf(wanted)));
    }
    return taken;
  }

  private static Finding other(Cookbook taken, String wanted) {
    return Finding.warning(
            "cookbook-version",
            Origin.ofFile(taken.root().isEmpty() ? taken.name() : taken.root()),
            "'%s' is version %s; %s is asked for, and not in the source"
                .formatted(taken.name(), taken.version(), wanted))
        .advise("vendor the cookbooks again, so that they are the ones that were locked");
  }

  /** Among versions side by side the newest that fits what the other cookbooks depend on. */
  private Cookbook fitting(
      Cookbook best, List<Cookbook> all, Choice choice, SortedMap<String, Cookbook> chosen) {
    boolean decided =
        choice.policy().containsKey(best.name())
            || choice.environment().containsKey(best.name())
            || isLocked(best);
    if (decided) {
      return best;
    }
    List<String> constraints = new ArrayList<>(locks.wanted().getOrDefault(best.name(), List.of()));
    chosen.values().stream()
        .flatMap(it -> Optional.ofNullable(it.dependencies().get(best.name())).stream())
        .forEach(constraints::add);
    return all.stream()
        .filter(it -> parent(it.root()).equals(parent(best.root())))
        .filter(it -> constraints.stream().allMatch(constraint -> satisfies(constraint, it)))
        .findFirst()
        .orElse(best);
  }

  private static boolean satisfies(String constraint, Cookbook cookbook) {
    return VersionConstraint.holds(constraint, cookbook.version());
  }
}
