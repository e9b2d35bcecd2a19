package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A property that a cookbook declared: {@code property :port, Integer, default: 80} ({@code
 * Chef::Property}).
 *
 * @param name the property's name; empty for a type that stands alone
 * @param options what was said of it, the type as {@code is}
 */
record Property(String name, Map<String, RubyValue> options) {
  Property {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** Returns the instance variable that holds it, without its sign. */
  String variable() {
    return option("instance_variable_name")
        .map(Plain::text)
        .map(it -> it.startsWith("@") ? it.substring(1) : it)
        .filter(it -> !it.isEmpty())
        .orElse(name);
  }

  Optional<RubyValue> option(String key) {
    return Optional.ofNullable(options.get(key));
  }

  private boolean says(String key) {
    return option(key).filter(RubyValue::truthy).isPresent();
  }

  /** Returns whether it takes the resource's name when nothing is set. */
  boolean isName() {
    return says("name_property") || says("name_attribute");
  }

  boolean hasDefault() {
    return options.containsKey("default") || isName();
  }

  /** Returns whether it says what the host should be, not how to get there. */
  boolean isState() {
    return option("desired_state").map(RubyValue::truthy).orElse(!isName());
  }

  boolean isIdentity() {
    return says("identity");
  }

  /** Returns whether an action cannot do without it. */
  boolean isRequired(String action) {
    return option("required").orElse(RubyNil.NIL) instanceof RubyArray actions
        ? actions.list().stream().map(Plain::text).anyMatch(action::equals)
        : says("required");
  }

  /** Returns whether nil is a value like any other; else nil means the default. */
  boolean acceptsNil() {
    RubyValue types = option("is").orElse(RubyBoolean.TRUE);
    List<RubyValue> allowed = types instanceof RubyArray list ? list.list() : List.of(types);
    return options.containsKey("coerce") || allowed.stream().anyMatch(RubyNil.class::isInstance);
  }

  /** Returns a property that differs in some options; name and default are said anew together. */
  Property derive(String newName, Map<String, RubyValue> changes) {
    Map<String, RubyValue> merged = new LinkedHashMap<>(options);
    List<String> exclusive = List.of("name_property", "name_attribute", "default");
    if (exclusive.stream().anyMatch(changes::containsKey)) {
      exclusive.forEach(merged::remove);
    }
    merged.putAll(changes);
    return new Property(newName, merged);
  }
}
