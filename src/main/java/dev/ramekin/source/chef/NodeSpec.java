package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.model.Origin;
import java.util.List;

/**
 * A node to evaluate.
 *
 * @param name its name
 * @param environment its Chef environment
 * @param runList its run list
 * @param attributes attributes at the normal level
 * @param origin where it is defined
 */
record NodeSpec(
    String name, String environment, List<String> runList, RubyHash attributes, Origin origin) {
  NodeSpec {
    runList = List.copyOf(runList);
  }
}
