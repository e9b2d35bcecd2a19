package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyMethod;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Optional;
import java.util.function.Function;

/** Calls blocks, procs and lambdas. */
final class Blocks {
  /** A block of the source with what surrounds it. */
  record SourceBody(Context context, RubyNode.Parameters parameters, RubyNode body)
      implements RubyProc.Body {
    @Override
    public int arity() {
      return Binder.blockArity(parameters);
    }
  }

  /** A block made of Java code. */
  record JavaBody(int arity, Function<Arguments, RubyValue> code) implements RubyProc.Body {}

  private final Interpreter ruby;

  Blocks(Interpreter ruby) {
    this.ruby = ruby;
  }

  RubyProc make(Context context, RubyNode.Parameters parameters, RubyNode body, boolean lambda) {
    return new RubyProc(new SourceBody(context, parameters, body), lambda);
  }

  /** Evaluates a piece of a block's code as if the block had been called with another self. */
  RubyValue evaluate(RubyProc proc, RubyValue self, RubyNode piece) {
    if (!(proc.body() instanceof SourceBody body)) {
      throw new IllegalArgumentException("a block made of Java code has no pieces");
    }
    RubyProc part =
        new RubyProc(new SourceBody(body.context(), body.parameters(), piece), proc.lambda());
    return callAs(part, self, Optional.empty(), Arguments.of());
  }

  RubyValue call(RubyProc proc, Arguments arguments) {
    if (proc.body() instanceof JavaBody java) {
      return java.code().apply(arguments);
    }
    SourceBody body = (SourceBody) proc.body();
    return run(proc, body, body.context(), arguments, proc.lambda());
  }

  /** Calls it with another self. */
  RubyValue callAs(
      RubyProc proc, RubyValue self, Optional<RubyModule> definee, Arguments arguments) {
    if (!(proc.body() instanceof SourceBody body)) {
      return call(proc, arguments);
    }
    Context context = body.context().evaluating(self, definee);
    return run(proc, body, context, arguments, proc.lambda());
  }

  /** Calls it as the body of a method, as {@code define_method} does. */
  RubyValue callAsMethod(RubyProc proc, RubyValue self, RubyMethod method, Arguments arguments) {
    if (!(proc.body() instanceof SourceBody body)) {
      return call(proc, arguments);
    }
    Activation activation = new Activation(method, arguments, body.parameters());
    Context context =
        body.context().evaluating(self, Optional.of(method.owner())).method(activation);
    return run(new RubyProc(body, true), body, context, arguments, true);
  }

  private RubyValue run(
      RubyProc proc, SourceBody body, Context around, Arguments arguments, boolean lambda) {
    Context context = around.block(lambda ? proc : around.returns(), proc);
    Origins.Position before = ruby.origins().position();
    ruby.budget().enter();
    try {
      ruby.evaluator().binder().bind(body.parameters(), arguments, context, lambda);
      return ruby.evaluator().evaluate(body.body(), context);
    } catch (Jump jump) {
      if (jump.is(Jump.Kind.NEXT, proc)
          || lambda && (jump.is(Jump.Kind.RETURN, proc) || jump.is(Jump.Kind.BREAK, proc))) {
        return jump.value();
      }
      throw jump;
    } finally {
      ruby.budget().leave();
      ruby.origins().back(before);
    }
  }

  /** Calls with a literal block, which {@code break} may end. */
  static RubyValue breakable(RubyProc proc, java.util.function.Supplier<RubyValue> call) {
    try {
      return call.get();
    } catch (Jump jump) {
      if (jump.is(Jump.Kind.BREAK, proc)) {
        return jump.value();
      }
      throw jump;
    }
  }
}
