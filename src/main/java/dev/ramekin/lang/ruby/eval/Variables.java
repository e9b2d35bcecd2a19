package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyMatch;
import dev.ramekin.lang.ruby.value.RubyMethod;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.Optional;

/** Reads variables and constants. */
final class Variables {
  private final Interpreter ruby;
  private final Evaluator evaluator;

  Variables(Interpreter ruby, Evaluator evaluator) {
    this.ruby = ruby;
    this.evaluator = evaluator;
  }

  void register() {
    evaluator.on(RubyNode.Local.class, (node, context) -> context.scope().get(node.name()));
    evaluator.on(
        RubyNode.InstanceVar.class,
        (node, context) ->
            context.self() instanceof RubyObject object
                ? object
                    .variable(node.name())
                    .or(() -> ruby.hooks().variableMissing(object, node.name()))
                    .orElse(RubyNil.NIL)
                : RubyNil.NIL);
    evaluator.on(RubyNode.ClassVar.class, this::classVariable);
    evaluator.on(RubyNode.Global.class, (node, context) -> global(ruby, node.name(), context));
    evaluator.on(RubyNode.Const.class, this::constant);
  }

  static RubyValue global(Interpreter ruby, String name, Context context) {
    RubyValue match = context.scope().lastMatch();
    if (name.equals("$~")) {
      return match;
    }
    boolean ofMatch =
        name.length() >= 2
            && (Character.isDigit(name.charAt(1)) || "&`'+".indexOf(name.charAt(1)) >= 0);
    if (!ofMatch || name.equals("$0")) {
      return ruby.globals().get(name);
    }
    if (match instanceof UnknownValue unknown) {
      return unknown.with(
          unknown
              .assumed()
              .map(known -> known instanceof RubyMatch of ? part(of, name) : RubyNil.NIL));
    }
    return match instanceof RubyMatch of ? part(of, name) : RubyNil.NIL;
  }

  private static RubyValue part(RubyMatch match, String name) {
    return switch (name) {
      case "$&" -> match.group(0);
      case "$`" -> match.before();
      case "$'" -> match.after();
      case "$+" -> match.lastGroup();
      default -> match.group(Integer.parseInt(name.substring(1, Math.min(name.length(), 6))));
    };
  }

  private RubyValue classVariable(RubyNode.ClassVar node, Context context) {
    RubyModule module = classVariableScope(context);
    return holder(module, node.name())
        .map(holder -> holder.classVariables().get(node.name()))
        .orElseThrow(
            () -> {
              ruby.origins().move(context.file(), node.span());
              return ruby.error(
                  "NameError",
                  "uninitialized class variable @@" + node.name() + " in " + module.name());
            });
  }

  static RubyModule classVariableScope(Context context) {
    Nesting nesting = context.nesting();
    while (nesting.module() instanceof RubyClass type
        && type.attached().isPresent()
        && nesting.outer().isPresent()) {
      if (type.attached().get() instanceof RubyModule module) {
        return module;
      }
      nesting = nesting.outer().get();
    }
    return nesting.module();
  }

  static Optional<RubyModule> holder(RubyModule module, String name) {
    return module.ancestors().stream()
        .filter(candidate -> candidate.classVariables().containsKey(name))
        .findFirst();
  }

  private RubyValue constant(RubyNode.Const node, Context context) {
    if (node.scope().isPresent()) {
      RubyValue scope = evaluator.evaluate(node.scope().get(), context);
      ruby.origins().move(context.file(), node.span());
      if (scope instanceof UnknownValue unknown) {
        return unknown.with(Optional.empty());
      }
      if (!(scope instanceof RubyModule module)) {
        throw ruby.error("TypeError", ruby.inspect(scope) + " is not a class/module");
      }
      return find(module, node.name(), context);
    }
    if (node.top()) {
      ruby.origins().move(context.file(), node.span());
      return find(ruby.model().object(), node.name(), context);
    }
    Optional<RubyValue> found = lexical(ruby, node.name(), context.nesting());
    if (found.isPresent()) {
      return found.get();
    }
    ruby.origins().move(context.file(), node.span());
    return missing(context.nesting().module(), node.name(), context);
  }

  /** Finds a bare constant: the modules around the code, then their ancestors, then Object. */
  static Optional<RubyValue> lexical(Interpreter ruby, String name, Nesting innermost) {
    Optional<Nesting> nesting = Optional.of(innermost);
    while (nesting.isPresent() && nesting.get().outer().isPresent()) {
      RubyValue value = nesting.get().module().constants().get(name);
      if (value != null) {
        return Optional.of(value);
      }
      nesting = nesting.get().outer();
    }
    return innermost
        .module()
        .findConstant(name)
        .or(() -> attachedConstant(innermost.module(), name))
        .or(() -> ruby.model().object().findConstant(name));
  }

  private static Optional<RubyValue> attachedConstant(RubyModule module, String name) {
    return module instanceof RubyClass type
            && type.attached().isPresent()
            && type.attached().get() instanceof RubyModule owner
        ? owner.findConstant(name)
        : Optional.empty();
  }

  private RubyValue find(RubyModule scope, String name, Context context) {
    Optional<RubyValue> found = scope.findConstant(name);
    return found.isPresent() ? found.get() : missing(scope, name, context);
  }

  private RubyValue missing(RubyModule scope, String name, Context context) {
    Optional<RubyMethod> handler =
        ruby.model()
            .typeOf(scope)
            .find("const_missing")
            .filter(method -> !(method.body() instanceof Builtin));
    if (handler.isPresent()) {
      Arguments arguments = Arguments.of(new RubySymbol(name));
      return ruby.dispatch().invoke(handler.get(), scope, "const_missing", arguments, context);
    }
    return unknownConstant(ruby, scope, name);
  }

  /** Returns what the embedder knows of a constant; else an unknown. */
  static RubyValue unknownConstant(Interpreter ruby, RubyModule scope, String name) {
    return ruby.hooks()
        .constantMissing(scope, name)
        .orElseGet(
            () -> {
              boolean bare = scope == ruby.model().object() || scope.name().isEmpty();
              String full = bare ? name : scope.name() + "::" + name;
              return ruby.unknown(
                  "the constant " + full + " is not defined in the source", ruby.origin());
            });
  }
}
