package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyHash;
import java.util.List;
import java.util.Map;

/**
 * A role.
 *
 * @param name its name
 * @param runList its run list
 * @param environmentRunLists run lists by environment, which go before {@code runList}
 * @param defaults attributes at the role default level
 * @param overrides attributes at the role override level
 */
record Role(
    String name,
    List<String> runList,
    Map<String, List<String>> environmentRunLists,
    RubyHash defaults,
    RubyHash overrides) {
  Role {
    runList = List.copyOf(runList);
    environmentRunLists = Map.copyOf(environmentRunLists);
  }

  /** Returns the run list that holds in an environment. */
  List<String> runListIn(String environment) {
    return environmentRunLists.getOrDefault(environment, runList);
  }
}
