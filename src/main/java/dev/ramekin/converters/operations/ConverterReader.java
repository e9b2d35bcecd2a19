package dev.ramekin.converters.operations;

import dev.ramekin.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a converter file; every mistake is reported where it stands. */
final class ConverterReader {
  private static final Pattern REFERENCE = Pattern.compile("\\$([a-z_][a-z0-9_]*)");
  private static final Pattern HOLE = Pattern.compile("\\$\\{([a-z_][a-z0-9_]*)}");
  private static final Set<String> STEP_KEYS = Set.of("if", "unless", "each", "with");

  private final Map<String, Algorithm> algorithms;
  private final Set<String> ignored;
  private final Set<String> known = new TreeSet<>(Set.of("name", "item"));

  ConverterReader(Map<String, Algorithm> algorithms, Set<String> ignored) {
    this.algorithms = algorithms;
    this.ignored = ignored;
  }

  ResourceConverter read(String type, YamlNode file) {
    file.only("resource", "properties", "ignored", "default_action", "actions");
    YamlNode resource = file.require("resource");
    if (!resource.text().equals(type)) {
      throw resource.error("the file is named after '" + type + "', not '" + resource.text() + "'");
    }
    List<PropertyRule> rules = rules(file);
    Map<String, List<Step>> actions = new LinkedHashMap<>();
    file.require("actions")
        .entries()
        .forEach(
            (action, steps) ->
                actions.put(action, steps.items().stream().map(this::step).toList()));
    List<String> defaults = file.texts("default_action");
    for (YamlNode action : file.get("default_action").map(YamlNode::items).orElse(List.of())) {
      if (!actions.containsKey(action.text()) && !action.text().equals("nothing")) {
        throw action.error("there is no action '" + action.text() + "' below");
      }
    }
    Set<String> skipped = new LinkedHashSet<>(ignored);
    skipped.addAll(file.texts("ignored"));
    return new ResourceConverter(
        type, rules, defaults.isEmpty() ? List.of("nothing") : defaults, actions, skipped);
  }

  private List<PropertyRule> rules(YamlNode file) {
    Map<String, YamlNode> entries = file.get("properties").map(YamlNode::entries).orElse(Map.of());
    known.addAll(entries.keySet());
    List<PropertyRule> rules = new ArrayList<>();
    entries.forEach((name, value) -> rules.add(rule(name, value)));
    return rules;
  }

  private PropertyRule rule(String name, YamlNode node) {
    if (node.isScalar()) {
      return new PropertyRule(name, shape(node), false, List.of(), Optional.empty());
    }
    node.only("shape", "name", "alias", "default");
    return new PropertyRule(
        name,
        node.get("shape").map(ConverterReader::shape).orElse(Shape.ANY),
        node.get("name").map(YamlNode::bool).orElse(false),
        node.texts("alias"),
        node.get("default").map(this::expression));
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
      Optional<Function> function = Function.named(entry.getKey());
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
