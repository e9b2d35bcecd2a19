package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyMethod;

/** One call of a method written in Ruby; its identity is what {@code return} returns from. */
final class Activation {
  private final RubyMethod method;
  private final Arguments arguments;
  private final RubyNode.Parameters parameters;

  Activation(RubyMethod method, Arguments arguments, RubyNode.Parameters parameters) {
    this.method = method;
    this.arguments = arguments;
    this.parameters = parameters;
  }

  RubyMethod method() {
    return method;
  }

  Arguments arguments() {
    return arguments;
  }

  RubyNode.Parameters parameters() {
    return parameters;
  }
}
