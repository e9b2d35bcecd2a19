package dev.ramekin.freeze.gem;

import dev.ramekin.freeze.gem.GemRelease.GemDependency;
import dev.ramekin.freeze.http.FetchException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which releases would do for a dependency, and how much it leaves to choose. */
final class GemChoices {
  /** Names with one release or none come before all others. */
  private static final int SINGLE = 1_000_000;

  private final GemIndex index;
  private final GemEnvironment environment;
  private final List<GemRelease> installed;
  private final String always;
  private final Map<GemDependency, List<GemRelease>> searches = new HashMap<>();
  private final Map<String, Integer> constrained = new HashMap<>();

  /**
   * Takes where gems come from.
   *
   * @param installed what earlier installations have brought
   * @param always the gem that is installed though it may be there already
   */
  GemChoices(
      GemIndex index, GemEnvironment environment, List<GemRelease> installed, String always) {
    this.index = index;
    this.environment = environment;
    this.installed = List.copyOf(installed);
    this.always = always;
  }

  /** Returns everything of that name and requirement, whatever it runs on. */
  private List<GemRelease> all(GemDependency dependency) throws FetchException {
    List<GemRelease> all = new ArrayList<>(present(dependency));
    for (GemRelease it : index.releases(dependency.name())) {
      if (dependency.allows(it.version())) {
        all.add(it);
      }
    }
    return all;
  }

  private List<GemRelease> present(GemDependency dependency) {
    if (dependency.name().equals(always)) {
      return List.of();
    }
    List<GemRelease> present = new ArrayList<>();
    environment.library(dependency).ifPresent(present::add);
    installed.stream()
        .filter(it -> it.name().equals(dependency.name()) && dependency.allows(it.version()))
        .forEach(present::add);
    return present;
  }

  /**
   * Returns what would do, the best first: what is installed, then the newest, then what is made
   * for the platform.
   *
   * @throws FetchException when nothing would do; RubyGems gives up then, too
   */
  List<GemRelease> search(GemDependency dependency) throws FetchException {
    List<GemRelease> known = searches.get(dependency);
    if (known == null) {
      known = find(dependency);
      searches.put(dependency, known);
    }
    return known;
  }

  private List<GemRelease> find(GemDependency dependency) throws FetchException {
    GemPlatform local = environment.local();
    Comparator<GemRelease> order =
        Comparator.comparing(GemRelease::isInstalled)
            .thenComparing(GemRelease::version)
            .thenComparing(it -> local.likes(it.platform()));
    List<GemRelease> found =
        all(dependency).stream()
            .filter(it -> local.takes(it.platform()))
            .sorted(order.reversed())
            .toList();
    if (found.isEmpty()) {
      throw FetchException.missing(
          "there is no gem " + dependency + " for " + environment.platform());
    }
    return found;
  }

  /** Returns 0 for what is not constrained; the more it is, the less. */
  int constrained(GemDependency dependency) throws FetchException {
    Integer known = constrained.get(dependency.name());
    if (known == null) {
      int all = all(new GemDependency(dependency.name(), GemRequirement.any())).size();
      known = all <= 1 ? all - SINGLE : search(dependency).size() - all;
      constrained.put(dependency.name(), known);
    }
    return known;
  }

  boolean suits(GemRelease release) {
    return environment.suits(release);
  }
}
