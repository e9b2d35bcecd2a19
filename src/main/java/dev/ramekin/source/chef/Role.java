package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyHash;
import java.util.List;
import java.util.Map;

/**
 * A role, or an environment, which is written alike.
 *
 * @param name its name
 * @param runList its run list
 * @param environmentRunLists run lists by environment, which go before {@code runList}
 * @param defaults attributes at the role default level
 * @param overrides attributes at the role override level
 * @param cookbookVersions version constraints by cookbook; only environments have them
 */
record Role(
    String name,
    List<String> runList,
    Map<String, List<String>> environmentRunLists,
    RubyHash defaults,
    RubyHash overrides,
    Map<String, String> cookbookVersions) {
  Role {
    runList = List.copyOf(runList);
    environmentRunLists = Map.copyOf(environmentRunLists);
    cookbookVersions = Map.copyOf(cookbookVersions);
  }

  /** Returns the run list that holds in an environment. */
  List<String> runListIn(String environment) {
    return environmentRunLists.getOrDefault(environment, runList);
  }
}
