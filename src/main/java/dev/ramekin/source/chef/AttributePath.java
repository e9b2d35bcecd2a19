package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.tree.RubyNode;
import java.util.List;
import java.util.Optional;

/** How the source names an attribute: {@code node['shop']['port']}, {@code node.shop.port}. */
final class AttributePath {
  private AttributePath() {}

  /**
   * Returns an expression as it reads an attribute of the node; empty if it does something else.
   */
  static Optional<String> of(RubyNode expression) {
    if (expression instanceof RubyNode.Index index && index.arguments().size() == 1) {
      return start(index.receiver()).flatMap(path -> step(path, index.arguments()));
    }
    if (expression instanceof RubyNode.Call call
        && call.receiver().isPresent()
        && call.arguments().isEmpty()
        && call.block().isEmpty()) {
      return start(call.receiver().get()).map(path -> path + "." + call.name());
    }
    return Optional.empty();
  }

  private static Optional<String> start(RubyNode expression) {
    boolean node =
        expression instanceof RubyNode.Call call
            && call.receiver().isEmpty()
            && call.name().equals("node")
            && call.arguments().isEmpty();
    return node ? Optional.of("node") : of(expression);
  }

  private static Optional<String> step(String path, List<RubyNode> keys) {
    if (keys.get(0) instanceof RubyNode.Str text) {
      return Optional.of(path + "['" + text.value() + "']");
    }
    return keys.get(0) instanceof RubyNode.Symbol symbol
        ? Optional.of(path + "['" + symbol.name() + "']")
        : Optional.of(path + "[…]");
  }
}
