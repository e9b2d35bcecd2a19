package dev.ramekin.converters.operations;

import dev.ramekin.model.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one converter file says about one resource type. */
public final class ResourceConverter {
  /** Stands for every property that is not named. */
  private static final String ANY_OTHER = "*";

  private final String type;
  private final List<PropertyRule> rules;
  private final List<String> defaultActions;
  private final Map<String, List<Step>> actions;
  private final Optional<String> cookbook;
  private final Map<String, PropertyFate> fates;

  ResourceConverter(
      String type,
      Optional<String> cookbook,
      List<PropertyRule> rules,
      List<String> defaultActions,
      Map<String, List<Step>> actions,
      Map<String, PropertyFate> fates) {
    this.type = type;
    this.cookbook = cookbook;
    this.rules = List.copyOf(rules);
    this.defaultActions = List.copyOf(defaultActions);
    this.actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
    this.fates = Collections.unmodifiableMap(new LinkedHashMap<>(fates));
  }

  List<PropertyRule> rules() {
    return rules;
  }

  Map<String, List<Step>> actions() {
    return actions;
  }

  Map<String, PropertyFate> fates() {
    return fates;
  }

  /** Returns the community cookbook the type comes from; empty for the source's own types. */
  public Optional<String> cookbook() {
    return cookbook;
  }

  /** Returns the actions it covers. */
  public Set<String> actionNames() {
    return actions.keySet();
  }

  /** Returns the properties it converts, by their main names. */
  public List<String> converted() {
    return rules.stream().map(PropertyRule::name).toList();
  }

  /** Returns why each property it leaves out changes nothing in an image. */
  public Map<String, String> ignored() {
    return reasons(false);
  }

  /** Returns why a resource that sets one of these properties cannot be converted. */
  public Map<String, String> unsupported() {
    return reasons(true);
  }

  private Map<String, String> reasons(boolean blocks) {
    Map<String, String> reasons = new LinkedHashMap<>();
    fates.forEach(
        (name, fate) -> {
          if (fate.blocks() == blocks) {
            reasons.put(name, fate.reason());
          }
        });
    return reasons;
  }

  /** Returns the resource type. */
  public String type() {
    return type;
  }

  /** Returns what happens when a resource names no action. */
  public List<String> defaultActions() {
    return defaultActions;
  }

  /** Returns the property that takes the resource's name when it is not set, if there is one. */
  public Optional<String> nameProperty() {
    return rules.stream().filter(PropertyRule::isName).map(PropertyRule::name).findFirst();
  }

  /** Returns a property's main name: {@code user} of a file is its {@code owner}. */
  public String mainName(String property) {
    return rule(property).map(PropertyRule::name).orElse(property);
  }

  /** Returns whether the type has a property of that name. */
  public boolean knows(String property) {
    return fates.containsKey(property)
        || fates.containsKey(ANY_OTHER)
        || rule(property).isPresent();
  }

  /**
   * Returns whether the converter names a property itself, rather than by a rule for all others.
   */
  public boolean namesProperty(String property) {
    return fates.containsKey(property) || rule(property).isPresent();
  }

  /** Returns a declared value as the source language would keep it. */
  public Object normalise(String property, Object value) {
    return rule(property).map(it -> it.normalise(value)).orElse(value);
  }

  /** Converts a resource. */
  public Conversion convert(Input input) {
    try {
      Map<String, Object> scope = scope(input);
      List<Operation> operations = new ArrayList<>();
      for (String action : input.actions().isEmpty() ? defaultActions : input.actions()) {
        List<Step> steps = actions.get(action);
        if (steps == null && !action.equals("nothing")) {
          return new Conversion.Unsupported("action '" + action + "' is not covered");
        }
        if (steps != null) {
          steps.forEach(step -> step.run(input, action, scope, operations::addAll));
        }
      }
      return new Conversion.Converted(operations);
    } catch (ConversionException exception) {
      return exception.outcome();
    }
  }

  private Map<String, Object> scope(Input input) {
    check(input.properties());
    Map<String, Object> scope = new LinkedHashMap<>();
    scope.put("name", input.name());
    for (PropertyRule rule : rules) {
      declared(rule, input)
          .or(() -> rule.isName() ? Optional.of(input.name()) : Optional.empty())
          .map(rule::seen)
          .ifPresent(value -> scope.put(rule.name(), value));
    }
    for (PropertyRule rule : rules) {
      if (!scope.containsKey(rule.name()) && rule.otherwise().isPresent()) {
        rule.otherwise()
            .get()
            .evaluate(scope)
            .ifPresent(value -> scope.put(rule.name(), rule.seen(value)));
      }
    }
    return scope;
  }

  private void check(Map<String, Object> properties) {
    properties.forEach(
        (property, value) -> {
          if (!property.equals("name") && !knows(property)) {
            throw ConversionException.unsupported("property '" + property + "' is not covered");
          }
          PropertyFate fate =
              rule(property).isPresent()
                  ? null
                  : fates.getOrDefault(property, fates.get(ANY_OTHER));
          if (fate != null && fate.blocks(value)) {
            throw ConversionException.unsupported(
                "property '" + property + "' is not converted: " + fate.reason());
          }
        });
  }

  private static Optional<Object> declared(PropertyRule rule, Input input) {
    Object value = input.properties().get(rule.name());
    for (String alias : rule.aliases()) {
      if (value == null) {
        value = input.properties().get(alias);
      }
    }
    return Optional.ofNullable(value);
  }

  private Optional<PropertyRule> rule(String property) {
    return rules.stream().filter(it -> it.covers(property)).findFirst();
  }
}
