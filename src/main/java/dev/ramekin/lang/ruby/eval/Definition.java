package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.MethodBody;
import dev.ramekin.lang.ruby.value.RubyProc;

/** A method written in Ruby. */
final class Definition {
  private Definition() {}

  /** {@code def}. */
  record Source(RubyNode.MethodDef node, String file, Nesting nesting) implements MethodBody {
    @Override
    public int arity() {
      return Binder.arity(node.parameters());
    }
  }

  /** {@code define_method} with a block. */
  record OfBlock(RubyProc proc) implements MethodBody {
    @Override
    public int arity() {
      return proc.body() instanceof Blocks.SourceBody source
          ? Binder.arity(source.parameters())
          : proc.body().arity();
    }
  }
}
