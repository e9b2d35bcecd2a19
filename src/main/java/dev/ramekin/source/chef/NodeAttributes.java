package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node's attributes at all levels; keys are strings throughout. */
final class NodeAttributes {
  private final Map<AttributeLevel, RubyHash> levels = new EnumMap<>(AttributeLevel.class);

  NodeAttributes() {
    for (AttributeLevel level : AttributeLevel.values()) {
      levels.put(level, new RubyHash());
    }
  }

  /** Returns a level itself, for reading and writing. */
  RubyHash level(AttributeLevel level) {
    return levels.getOrDefault(level, new RubyHash());
  }

  /** Puts another hash in place of a level's. */
  void replace(AttributeLevel level, RubyHash hash) {
    levels.put(level, hash);
  }

  /** Merges attributes into a level: hashes deeply, arrays and other values replaced. */
  void mergeInto(AttributeLevel level, RubyHash more) {
    if (DeepMerge.replacing(level(level), more) instanceof RubyHash merged) {
      merged.resemble(level(level));
      levels.put(level, merged);
    }
  }

  /** Returns the names of all top-level attributes, in Chef's order of levels. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    for (RubyHash level : levels.values()) {
      level.map().keySet().forEach(key -> keys.add(key.toString()));
    }
    return keys;
  }

  /** Returns a top-level attribute merged over all levels; empty when no level has it. */
  Optional<RubyValue> read(String name) {
    return merged(AttributeLevel.GROUPS, name);
  }

  /** Returns a top-level attribute as only some groups of levels have it. */
  Optional<RubyValue> read(Collection<List<AttributeLevel>> groups, String name) {
    return merged(groups, name);
  }

  private Optional<RubyValue> merged(Collection<List<AttributeLevel>> groups, String name) {
    RubyString key = new RubyString(name);
    Optional<RubyValue> result = Optional.empty();
    for (List<AttributeLevel> group : groups) {
      Optional<RubyValue> inGroup = Optional.empty();
      for (AttributeLevel level : group) {
        Optional<RubyValue> value = level(level).get(key);
        if (value.isPresent()) {
          inGroup =
              Optional.of(
                  inGroup.map(it -> DeepMerge.uniting(it, value.get())).orElse(value.get()));
        }
      }
      if (inGroup.isPresent()) {
        RubyValue stronger = inGroup.get();
        result = Optional.of(result.map(it -> DeepMerge.replacing(it, stronger)).orElse(stronger));
      }
    }
    return result;
  }
}
