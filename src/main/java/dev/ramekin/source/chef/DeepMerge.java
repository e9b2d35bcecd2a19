package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Chef's two ways to merge attributes. Neither changes what it is given. */
final class DeepMerge {
  private DeepMerge() {}

  /** Merges hashes and unites arrays; in all other cases the stronger value wins, nil included. */
  static RubyValue uniting(RubyValue weaker, RubyValue stronger) {
    return merge(weaker, stronger, true);
  }

  /** Merges hashes; in all other cases the stronger value wins. */
  static RubyValue replacing(RubyValue weaker, RubyValue stronger) {
    return merge(weaker, stronger, false);
  }

  private static RubyValue merge(RubyValue weaker, RubyValue stronger, boolean unite) {
    if (weaker instanceof RubyHash onto && stronger instanceof RubyHash with) {
      RubyHash merged = new RubyHash(onto.map());
      for (Map.Entry<RubyValue, RubyValue> entry : with.map().entrySet()) {
        RubyValue present = onto.map().get(entry.getKey());
        merged
            .map()
            .put(
                entry.getKey(),
                present == null ? entry.getValue() : merge(present, entry.getValue(), unite));
      }
      return merged;
    }
    if (unite && weaker instanceof RubyArray onto && stronger instanceof RubyArray with) {
      return new RubyArray(union(onto.list(), with.list()));
    }
    return stronger;
  }

  private static Collection<RubyValue> union(
      Collection<RubyValue> first, Collection<RubyValue> second) {
    Set<RubyValue> all = new LinkedHashSet<>(first);
    all.addAll(second);
    return all;
  }
}
