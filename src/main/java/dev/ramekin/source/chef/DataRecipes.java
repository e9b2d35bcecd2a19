package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import dev.ramekin.model.Origin;
import dev.ramekin.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recipes written as YAML (Chef 16, {@code Chef::Recipe#from_yaml}) or JSON (Chef 18): a list of
 * resources with their properties. Each becomes the declaration that a Ruby recipe would hold, so
 * that it keeps its place.
 */
final class DataRecipes {
  private static final Pattern FILE =
      Pattern.compile("(?:.*/)?recipes/(?:.*/)?([^/]+)\\.(?:ya?ml|json)");

  private DataRecipes() {}

  /** Returns whether a file is one, by its path. */
  static boolean isOne(String path) {
    return FILE.matcher(path).matches();
  }

  /** Returns a recipe's name. */
  static String name(String path) {
    Matcher matcher = FILE.matcher(path);
    return matcher.matches() ? matcher.group(1) : path;
  }

  /**
   * Reads a recipe.
   *
   * @throws dev.ramekin.yaml.YamlException when it is not well-formed or no list of resources
   */
  static RubyNode program(String path, String text) {
    YamlNode recipe = YamlNode.parse(path, text);
    List<RubyNode> statements = new ArrayList<>();
    for (YamlNode resource : recipe.require("resources").items()) {
      statements.add(declaration(resource));
    }
    return new RubyNode.Sequence(span(recipe), statements);
  }

  private static RubyNode declaration(YamlNode resource) {
    List<RubyNode> properties = new ArrayList<>();
    for (Map.Entry<String, YamlNode> entry : resource.entries().entrySet()) {
      if (!entry.getKey().equals("type") && !entry.getKey().equals("name")) {
        properties.add(call(entry.getValue(), entry.getKey(), List.of(value(entry.getValue()))));
      }
    }
    Span span = span(resource);
    RubyNode.Block block =
        new RubyNode.Block(
            span, new RubyNode.Parameters(List.of()), new RubyNode.Sequence(span, properties));
    YamlNode type = resource.require("type");
    List<RubyNode> arguments =
        List.of(
            new RubyNode.Symbol(span(type), type.text()),
            resource.get("name").map(DataRecipes::value).orElseGet(() -> new RubyNode.Nil(span)));
    return new RubyNode.Call(
        span,
        Optional.empty(),
        "declare_resource",
        arguments,
        Optional.empty(),
        Optional.of(block),
        false,
        true);
  }

  private static RubyNode value(YamlNode node) {
    Span span = span(node);
    if (node.isMapping()) {
      List<RubyNode.Pair> pairs = new ArrayList<>();
      node.entries()
          .forEach(
              (key, item) ->
                  pairs.add(
                      new RubyNode.Pair(
                          Optional.of(new RubyNode.Str(span(item), key)), value(item))));
      return new RubyNode.Hash(span, pairs, true);
    }
    if (node.isSequence()) {
      return new RubyNode.Array(span, node.items().stream().map(DataRecipes::value).toList());
    }
    if (node.isNull()) {
      return new RubyNode.Nil(span);
    }
    RubyNode text = new RubyNode.Str(span, node.text());
    return node.isPlain() ? psych(span, text) : text;
  }

  /** What a word without quotes means is for Ruby's YAML library to say. */
  private static RubyNode psych(Span span, RubyNode text) {
    RubyNode library = new RubyNode.Const(span, Optional.empty(), "YAML", true);
    return new RubyNode.Call(
        span,
        Optional.of(library),
        "load",
        List.of(text),
        Optional.empty(),
        Optional.empty(),
        false,
        true);
  }

  private static RubyNode call(YamlNode at, String name, List<RubyNode> arguments) {
    return new RubyNode.Call(
        span(at),
        Optional.empty(),
        name,
        arguments,
        Optional.empty(),
        Optional.empty(),
        false,
        true);
  }

  private static Span span(YamlNode node) {
    Origin origin = node.origin();
    return new Span(origin.line(), origin.column(), origin.line(), origin.column());
  }
}
