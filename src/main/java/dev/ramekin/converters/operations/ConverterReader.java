package dev.ramekin.converters.operations;

import dev.ramekin.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a converter file; every mistake is reported where it stands. */
final class ConverterReader {
  private static final Pattern REFERENCE = Pattern.compile("\\$([a-z_][a-z0-9_]*)");
  private static final Pattern HOLE = Pattern.compile("\\$\\{([a-z_][a-z0-9_]*)}");
  private static final Set<String> STEP_KEYS = Set.of("if", "unless", "each", "with");

  private final Map<String, Algorithm> algorithms;
  private final Map<String, PropertyFate> common;
  private final Function<String, Optional<ResourceConverter>> others;
  private final Set<String> known = new TreeSet<>(Set.of("name", "item"));

  /**
   * @param algorithms what {@code java:} may name
   * @param common properties that every type has
   * @param others finds the converter that {@code like:} names
   */
  ConverterReader(
      Map<String, Algorithm> algorithms,
      Map<String, PropertyFate> common,
      Function<String, Optional<ResourceConverter>> others) {
    this.algorithms = algorithms;
    this.common = common;
    this.others = others;
  }

  ResourceConverter read(String type, YamlNode file) {
    file.only(
        "resource",
        "cookbook",
        "like",
        "properties",
        "ignored",
        "unsupported",
        "default_action",
        "actions");
    YamlNode resource = file.require("resource");
    if (!resource.text().equals(type)) {
      throw resource.error("the file is named after '" + type + "', not '" + resource.text() + "'");
    }
    Optional<ResourceConverter> model = file.get("like").map(this::model);
    model.ifPresent(it -> it.rules().forEach(rule -> known.add(rule.name())));
    if (model.isEmpty()) {
      file.require("actions");
    }
    List<PropertyRule> rules = rules(file, model.map(ResourceConverter::rules).orElse(List.of()));
    Map<String, List<Step>> actions =
        new LinkedHashMap<>(model.map(ResourceConverter::actions).orElse(Map.of()));
    file.get("actions").ifPresent(it -> actions.putAll(actions(it, actions)));
    return new ResourceConverter(
        type,
        file.text("cookbook"),
        rules,
        defaults(file, actions, model),
        actions,
        fates(file, rules, model));
  }

  private ResourceConverter model(YamlNode like) {
    return others
        .apply(like.text())
        .orElseThrow(() -> like.error("there is no converter '" + like.text() + "' to be like"));
  }

  private static List<String> defaults(
      YamlNode file, Map<String, List<Step>> actions, Optional<ResourceConverter> model) {
    List<YamlNode> named = file.get("default_action").map(YamlNode::items).orElse(List.of());
    for (YamlNode action : named) {
      if (!actions.containsKey(action.text()) && !action.text().equals("nothing")) {
        throw action.error("there is no action '" + action.text() + "' below");
      }
    }
    return named.isEmpty()
        ? model.map(ResourceConverter::defaultActions).orElse(List.of("nothing"))
        : named.stream().map(YamlNode::text).toList();
  }

  /** An action is a list of steps, or the name of another action that does the same. */
  private Map<String, List<Step>> actions(YamlNode node, Map<String, List<Step>> inherited) {
    Map<String, List<Step>> actions = new LinkedHashMap<>();
    Map<String, YamlNode> entries = node.entries();
    entries.forEach(
        (action, steps) -> {
          if (!steps.isScalar()) {
            actions.put(action, steps.items().stream().map(this::step).toList());
          }
        });
    entries.forEach(
        (action, same) -> {
          if (same.isScalar()) {
            List<Step> steps = actions.getOrDefault(same.text(), inherited.get(same.text()));
            if (steps == null) {
              throw same.error("there is no action '" + same.text() + "' with steps of its own");
            }
            actions.put(action, steps);
          }
        });
    return actions;
  }

  private List<PropertyRule> rules(YamlNode file, List<PropertyRule> inherited) {
    Map<String, YamlNode> entries = file.get("properties").map(YamlNode::entries).orElse(Map.of());
    known.addAll(entries.keySet());
    Map<String, PropertyRule> rules = new LinkedHashMap<>();
    inherited.forEach(rule -> rules.put(rule.name(), rule));
    entries.forEach((name, value) -> rules.put(name, rule(name, value)));
    return List.copyOf(rules.values());
  }

  private Map<String, PropertyFate> fates(
      YamlNode file, List<PropertyRule> rules, Optional<ResourceConverter> model) {
    Map<String, PropertyFate> fates =
        new LinkedHashMap<>(model.map(ResourceConverter::fates).orElse(common));
    Map<String, PropertyFate> own = new LinkedHashMap<>();
    for (String key : List.of("ignored", "unsupported")) {
      for (Map.Entry<String, YamlNode> entry :
          file.get(key).map(YamlNode::entries).orElse(Map.of()).entrySet()) {
        if (rules.stream().anyMatch(rule -> rule.covers(entry.getKey()))) {
          throw entry.getValue().error("'" + entry.getKey() + "' is one of the properties too");
        }
        own.put(entry.getKey(), fate(entry.getValue(), key.equals("unsupported")));
      }
    }
    fates.keySet().removeIf(name -> rules.stream().anyMatch(rule -> rule.covers(name)));
    fates.putAll(own);
    return fates;
  }

  /** Reads the properties that every type has: {@code ignored} and {@code unsupported}. */
  static Map<String, PropertyFate> fates(YamlNode file) {
    file.only("ignored", "unsupported");
    Map<String, PropertyFate> fates = new LinkedHashMap<>();
    file.get("ignored")
        .ifPresent(it -> it.entries().forEach((name, node) -> fates.put(name, fate(node, false))));
    file.get("unsupported")
        .ifPresent(it -> it.entries().forEach((name, node) -> fates.put(name, fate(node, true))));
    return fates;
  }

  private static PropertyFate fate(YamlNode node, boolean blocks) {
    if (node.isScalar()) {
      return new PropertyFate(node.text(), blocks, Optional.empty());
    }
    node.only("reason", "default");
    return new PropertyFate(
        node.require("reason").text(), blocks, node.get("default").flatMap(YamlNode::value));
  }

  private PropertyRule rule(String name, YamlNode node) {
    if (node.isScalar()) {
      return new PropertyRule(
          name, shape(node), Shape.ANY, false, List.of(), Optional.empty(), Optional.empty());
    }
    node.only("shape", "as", "name", "alias", "coerce", "default");
    return new PropertyRule(
        name,
        node.get("shape").map(ConverterReader::shape).orElse(Shape.ANY),
        node.get("as").map(ConverterReader::shape).orElse(Shape.ANY),
        node.get("name").map(YamlNode::bool).orElse(false),
        node.texts("alias"),
        node.get("coerce").map(this::coercion),
        node.get("default").map(this::expression));
  }

  private Expression coercion(YamlNode node) {
    boolean own = known.add("value");
    Expression expression = expression(node);
    if (own) {
      known.remove("value");
    }
    return expression;
  }

  private static Shape shape(YamlNode node) {
    return Shape.named(node.text())
        .orElseThrow(
            () -> node.error("expected any, list, commas or words, found '" + node.text() + "'"));
  }

  private Step step(YamlNode node) {
    Map<String, YamlNode> entries = new LinkedHashMap<>(node.entries());
    Optional<Expression> condition = node.get("if").map(this::expression);
    Optional<Expression> exclusion = node.get("unless").map(this::expression);
    Optional<Expression> each = node.get("each").map(this::expression);
    Optional<YamlNode> with = node.get("with");
    entries.keySet().removeAll(STEP_KEYS);
    if (entries.size() != 1) {
      throw node.error("expected one verb, found " + entries.keySet() + "; verbs: " + verbs());
    }
    Map.Entry<String, YamlNode> entry = entries.entrySet().iterator().next();
    String verb = entry.getKey();
    if (verb.equals("java")) {
      return new Step(
          algorithm(entry.getValue()),
          with.map(it -> fields(it, Optional.empty())).orElse(Map.of()),
          true,
          condition,
          exclusion,
          each);
    }
    if (with.isPresent()) {
      throw with.get().error("'with' belongs to 'java' only");
    }
    Verbs.Verb found =
        Verbs.find(verb)
            .orElseThrow(
                () -> node.error("unknown verb '" + verb + "'; expected one of " + verbs()));
    Map<String, Expression> fields = fields(entry.getValue(), Optional.of(found.fields()));
    return new Step(found.maker(), fields, false, condition, exclusion, each);
  }

  private Algorithm algorithm(YamlNode node) {
    Algorithm algorithm = algorithms.get(node.text());
    if (algorithm == null) {
      throw node.error(
          "unknown algorithm '"
              + node.text()
              + "'; expected one of "
              + new TreeMap<>(algorithms).keySet());
    }
    return algorithm;
  }

  private Map<String, Expression> fields(YamlNode node, Optional<Set<String>> allowed) {
    allowed.ifPresent(names -> node.only(names.toArray(String[]::new)));
    Map<String, Expression> fields = new LinkedHashMap<>();
    node.entries().forEach((field, value) -> fields.put(field, expression(value)));
    return fields;
  }

  private Expression expression(YamlNode node) {
    if (node.isSequence()) {
      return new Expression.Items(node.items().stream().map(this::expression).toList());
    }
    if (node.isMapping()) {
      return mapping(node);
    }
    Object value = node.value().orElseThrow(() -> node.error("expected a value, found nothing"));
    return value instanceof String text ? text(node, text) : new Expression.Literal(value);
  }

  private Expression mapping(YamlNode node) {
    Map<String, YamlNode> entries = node.entries();
    if (entries.size() == 1) {
      Map.Entry<String, YamlNode> entry = entries.entrySet().iterator().next();
      if (entry.getKey().equals("first")) {
        return new Expression.First(
            entry.getValue().items().stream().map(this::expression).toList());
      }
      Optional<Formula> function = Formula.named(entry.getKey());
      if (function.isPresent()) {
        List<YamlNode> arguments = entry.getValue().items();
        if (!function.get().takes(arguments.size())) {
          throw entry.getValue().error("'" + entry.getKey() + "' takes another number of values");
        }
        return new Expression.Call(
            function.get(), arguments.stream().map(this::expression).toList());
      }
    }
    Map<String, Expression> values = new LinkedHashMap<>();
    entries.forEach((key, value) -> values.put(key, expression(value)));
    return new Expression.Mapping(values);
  }

  private Expression text(YamlNode node, String text) {
    Matcher reference = REFERENCE.matcher(text);
    if (reference.matches()) {
      return new Expression.Reference(checked(node, reference.group(1)));
    }
    Matcher hole = HOLE.matcher(text);
    List<Expression> parts = new ArrayList<>();
    int end = 0;
    while (hole.find()) {
      if (hole.start() > end) {
        parts.add(new Expression.Literal(text.substring(end, hole.start())));
      }
      parts.add(new Expression.Reference(checked(node, hole.group(1))));
      end = hole.end();
    }
    if (parts.isEmpty()) {
      return new Expression.Literal(text);
    }
    if (end < text.length()) {
      parts.add(new Expression.Literal(text.substring(end)));
    }
    return new Expression.Text(parts);
  }

  private String checked(YamlNode node, String name) {
    if (!known.contains(name)) {
      throw node.error("there is no property '" + name + "'; expected one of " + known);
    }
    return name;
  }

  private static Set<String> verbs() {
    Set<String> verbs = new TreeSet<>(Verbs.names());
    verbs.add("java");
    return verbs;
  }
}
