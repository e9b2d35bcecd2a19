package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.MethodBody;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyMethod;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.lang.ruby.value.Visibility;
import java.util.Optional;

/** {@code def}, {@code class}, {@code module}, {@code alias}, {@code undef}. */
final class Definitions {
  private final Interpreter ruby;
  private final Evaluator evaluator;

  Definitions(Interpreter ruby, Evaluator evaluator) {
    this.ruby = ruby;
    this.evaluator = evaluator;
  }

  void register() {
    evaluator.on(RubyNode.MethodDef.class, this::method);
    evaluator.on(RubyNode.ClassDef.class, this::type);
    evaluator.on(RubyNode.ModuleDef.class, this::module);
    evaluator.on(RubyNode.SingletonClass.class, this::singleton);
    evaluator.on(RubyNode.Alias.class, this::alias);
    evaluator.on(RubyNode.Undef.class, this::undefine);
  }

  private RubyValue method(RubyNode.MethodDef node, Context context) {
    ruby.origins().move(context.file(), node.span());
    MethodBody body = new Definition.Source(node, context.file(), context.nesting());
    if (node.receiver().isPresent()) {
      RubyValue target = evaluator.evaluate(node.receiver().get(), context);
      if (!(target instanceof UnknownValue)) {
        define(singletonOf(target), node.name(), Visibility.PUBLIC, body);
      }
      return new RubySymbol(node.name());
    }
    RubyModule definee = context.definee().orElseGet(() -> singletonOf(context.self()));
    boolean initializer = node.name().equals("initialize");
    define(
        definee, node.name(), initializer ? Visibility.PRIVATE : context.mode().visibility(), body);
    if (context.mode().moduleFunction()) {
      define(singletonOf(definee), node.name(), Visibility.PUBLIC, body);
    }
    added(definee, node.name(), context);
    return new RubySymbol(node.name());
  }

  private void added(RubyModule definee, String name, Context context) {
    ruby.model()
        .typeOf(definee)
        .find("method_added")
        .filter(method -> !(method.body() instanceof Builtin))
        .ifPresent(
            method ->
                ruby.dispatch()
                    .invoke(
                        method,
                        definee,
                        "method_added",
                        Arguments.of(new RubySymbol(name)),
                        context));
  }

  private void define(RubyModule module, String name, Visibility visibility, MethodBody body) {
    ruby.modify(module).define(name, visibility, body);
  }

  private RubyClass singletonOf(RubyValue value) {
    if (value instanceof RubyObject object) {
      ruby.touch(object);
      return ruby.model().singleton(object);
    }
    if (value instanceof RubyNil) {
      return ruby.model().type("NilClass");
    }
    throw ruby.error("TypeError", "can't define singleton");
  }

  private RubyValue type(RubyNode.ClassDef node, Context context) {
    Optional<RubyValue> superclass =
        node.superclass().map(value -> evaluator.evaluate(value, context));
    RubyModule scope = scope(node.name(), context);
    ruby.origins().move(context.file(), node.span());
    Optional<RubyValue> existing = existing(node.name(), scope);
    if (existing.isPresent() && existing.get() instanceof RubyClass type) {
      checkSuperclass(type, superclass);
      return body(type, node.body(), context);
    }
    if (existing.isPresent() && !(existing.get() instanceof UnknownValue)) {
      throw ruby.error("TypeError", node.name().name() + " is not a class");
    }
    RubyClass made = newClass(superclass);
    ruby.touch(scope);
    scope.constant(node.name().name(), made);
    inherited(made, context);
    return body(made, node.body(), context);
  }

  private void checkSuperclass(RubyClass type, Optional<RubyValue> superclass) {
    boolean differs =
        superclass.isPresent()
            && superclass.get() instanceof RubyClass wanted
            && type.superclass().flatMap(RubyClass::real).filter(own -> own == wanted).isEmpty();
    if (differs) {
      throw ruby.error("TypeError", "superclass mismatch for class " + type.name());
    }
  }

  private RubyClass newClass(Optional<RubyValue> superclass) {
    if (superclass.isPresent() && superclass.get() instanceof UnknownValue unknown) {
      RubyClass made = ruby.model().newClass(ruby.model().object());
      made.doubtful(unknown.cause());
      return made;
    }
    if (superclass.isPresent() && !(superclass.get() instanceof RubyClass)) {
      throw ruby.error("TypeError", "superclass must be a Class");
    }
    return ruby.model()
        .newClass(superclass.map(RubyClass.class::cast).orElse(ruby.model().object()));
  }

  private void inherited(RubyClass made, Context context) {
    RubyValue superclass = made.superclass().orElse(ruby.model().object());
    ruby.dispatch().send(superclass, "inherited", Arguments.of(made), context, true);
  }

  /** Only Object's own constants count at the top level, elsewhere the module's own. */
  private Optional<RubyValue> existing(RubyNode.Const name, RubyModule scope) {
    Optional<RubyValue> own = Optional.ofNullable(scope.constants().get(name.name()));
    return own.isPresent() ? own : ruby.hooks().constantMissing(scope, name.name());
  }

  private RubyModule scope(RubyNode.Const name, Context context) {
    if (name.scope().isEmpty()) {
      return name.top() ? ruby.model().object() : context.nesting().module();
    }
    RubyValue scope = evaluator.evaluate(name.scope().get(), context);
    if (scope instanceof RubyModule module) {
      return module;
    }
    if (scope instanceof UnknownValue && name.scope().get() instanceof RubyNode.Const outer) {
      RubyModule made = ruby.model().newModule();
      RubyModule around = scope(outer, context);
      ruby.touch(around);
      around.constant(outer.name(), made);
      return made;
    }
    throw ruby.error("TypeError", ruby.inspect(scope) + " is not a class/module");
  }

  private RubyValue module(RubyNode.ModuleDef node, Context context) {
    RubyModule scope = scope(node.name(), context);
    ruby.origins().move(context.file(), node.span());
    Optional<RubyValue> existing = existing(node.name(), scope);
    if (existing.isPresent() && existing.get() instanceof RubyModule module) {
      return body(module, node.body(), context);
    }
    RubyModule made = ruby.model().newModule();
    ruby.touch(scope);
    scope.constant(node.name().name(), made);
    if (scope == ruby.model().object()) {
      ruby.hooks().doubt(node.name().name()).ifPresent(made::doubtful);
    }
    return body(made, node.body(), context);
  }

  private RubyValue singleton(RubyNode.SingletonClass node, Context context) {
    RubyValue target = evaluator.evaluate(asLocal(node.object(), context), context);
    return target instanceof UnknownValue
        ? target
        : body(singletonOf(target), node.body(), context);
  }

  /**
   * The parser opens the new scope before {@code << object}; a local variable is found again here.
   */
  private static RubyNode asLocal(RubyNode node, Context context) {
    RubyNode inner =
        node instanceof RubyNode.Sequence sequence && sequence.nodes().size() == 1
            ? sequence.nodes().get(0)
            : node;
    boolean local =
        inner instanceof RubyNode.Call call
            && call.receiver().isEmpty()
            && call.arguments().isEmpty()
            && context.scope().has(call.name());
    return local ? new RubyNode.Local(inner.span(), ((RubyNode.Call) inner).name()) : inner;
  }

  private RubyValue body(RubyModule module, RubyNode body, Context context) {
    ruby.budget().enter();
    try {
      return evaluator.evaluate(body, ruby.inside(context, module));
    } finally {
      ruby.budget().leave();
    }
  }

  private RubyValue alias(RubyNode.Alias node, Context context) {
    ruby.origins().move(context.file(), node.span());
    if (node.newName().startsWith("$")) {
      ruby.touch(ruby.globals());
      ruby.globals().set(node.newName(), ruby.globals().get(node.oldName()));
      return RubyNil.NIL;
    }
    RubyModule module = context.definee().orElseGet(() -> singletonOf(context.self()));
    alias(ruby, module, node.newName(), node.oldName());
    return RubyNil.NIL;
  }

  /** Gives a method another name; one that is not known stays so. */
  static void alias(Interpreter ruby, RubyModule module, String newName, String oldName) {
    Optional<RubyMethod> method =
        module.find(oldName).or(() -> ruby.model().object().find(oldName));
    if (method.isEmpty()) {
      if (module.doubt().isPresent()) {
        return;
      }
      throw ruby.error(
          "NameError", "undefined method `" + oldName + "' for class `" + module.name() + "'");
    }
    ruby.modify(module).define(newName, method.get().visibility(), method.get().body());
  }

  private RubyValue undefine(RubyNode.Undef node, Context context) {
    RubyModule module = context.definee().orElseGet(() -> singletonOf(context.self()));
    for (String name : node.names()) {
      define(module, name, Visibility.PUBLIC, RubyMethod.UNDEFINED);
    }
    return RubyNil.NIL;
  }
}
