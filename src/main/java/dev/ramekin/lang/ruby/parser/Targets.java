package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;

/** What may stand on the left of an assignment. */
final class Targets {
  private Targets() {}

  /** Returns the target a parsed expression stands for; reports an error when it is none. */
  static RubyNode of(RubyNode node, ErrorCollector errors) {
    if (node instanceof RubyNode.Call call && isAttribute(call)) {
      return call.receiver().isPresent() ? call : new RubyNode.Local(call.span(), call.name());
    }
    if (node instanceof RubyNode.Splat splat) {
      return new RubyNode.Splat(splat.span(), splat.value().map(value -> of(value, errors)));
    }
    boolean variable =
        node instanceof RubyNode.Local
            || node instanceof RubyNode.InstanceVar
            || node instanceof RubyNode.ClassVar
            || node instanceof RubyNode.Global
            || node instanceof RubyNode.Const
            || node instanceof RubyNode.Index
            || node instanceof RubyNode.MultiTarget;
    if (!variable) {
      Span span = node.span();
      errors.add(span.line(), span.column(), "this cannot be assigned to");
    }
    return node;
  }

  private static boolean isAttribute(RubyNode.Call call) {
    return call.arguments().isEmpty() && call.block().isEmpty() && !call.parentheses();
  }
}
