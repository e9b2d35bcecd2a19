package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import dev.ramekin.lang.ruby.value.RubyMethod;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.model.Origin;
import java.util.List;
import java.util.Optional;

/** What stands in the source of a method or block: its place, parameters and code. */
public final class Written {
  private Written() {}

  /** Returns the parameters of a block; none of one made of Java code. */
  public static List<RubyNode.Parameter> parameters(RubyProc proc) {
    return proc.body() instanceof Blocks.SourceBody source ? source.parameters().list() : List.of();
  }

  /** Returns the parameters of a method; none of one in Java. */
  public static List<RubyNode.Parameter> parameters(RubyMethod method) {
    return method.body() instanceof Definition.Source source
        ? source.node().parameters().list()
        : block(method).map(Written::parameters).orElse(List.of());
  }

  /** Returns the Ruby file and line of a block's body; empty for one made of Java code. */
  public static Optional<Origin> place(RubyProc proc) {
    return proc.body() instanceof Blocks.SourceBody source
        ? Optional.of(at(source.context().file(), source.body().span()))
        : Optional.empty();
  }

  /** Returns where a method is written; empty for one in Java. */
  public static Optional<Origin> place(RubyMethod method) {
    return method.body() instanceof Definition.Source source
        ? Optional.of(at(source.file(), source.node().span()))
        : block(method).flatMap(Written::place);
  }

  /** Returns the code of a block; empty for one made of Java code. */
  public static Optional<RubyNode> code(RubyProc proc) {
    return proc.body() instanceof Blocks.SourceBody source
        ? Optional.of(source.body())
        : Optional.empty();
  }

  private static Optional<RubyProc> block(RubyMethod method) {
    return method.body() instanceof Definition.OfBlock block
        ? Optional.of(block.proc())
        : Optional.empty();
  }

  private static Origin at(String file, Span span) {
    return Origin.of(file, span.line(), span.column());
  }
}
