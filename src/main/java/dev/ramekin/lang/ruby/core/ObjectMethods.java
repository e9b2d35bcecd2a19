package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Arguments;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyMethod;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.lang.ruby.value.Visibility;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What every object can do. */
final class ObjectMethods {
  private ObjectMethods() {}

  static void define(Interpreter ruby) {
    Methods basic = Methods.of(ruby.model().type("BasicObject"));
    Methods.functionsOf(ruby.model().type("BasicObject"))
        .method("initialize", 0, Methods.ANY, call -> RubyNil.NIL)
        .method("method_missing", 1, Methods.ANY, Call::methodMissing);
    Methods kernel = Methods.of(ruby.model().module("Kernel"));
    compare(basic, kernel);
    send(basic, kernel);
    types(kernel);
    variables(kernel);
    copies(kernel);
    singletons(kernel);
  }

  private static void compare(Methods basic, Methods kernel) {
    basic
        .pure("equal?", 1, call -> RubyBoolean.of(same(call.self(), call.argument(0))))
        .pure("==", 1, call -> RubyBoolean.of(same(call.self(), call.argument(0))))
        .method("!", 0, call -> RubyBoolean.of(!call.self().truthy()))
        .method("!=", 1, call -> negate(call.send(call.self(), "==", call.argument(0))))
        .pure("__id__", 0, call -> RubyInteger.of(System.identityHashCode(call.self())));
    kernel
        .pure("eql?", 1, call -> RubyBoolean.of(same(call.self(), call.argument(0))))
        .method("===", 1, call -> call.send(call.self(), "==", call.argument(0)))
        .method("<=>", 1, ObjectMethods::order)
        .pure("=~", 1, call -> RubyNil.NIL)
        .method("!~", 1, call -> negate(call.send(call.self(), "=~", call.argument(0))))
        .pure("hash", 0, call -> RubyInteger.of(hash(call.self())))
        .pure("object_id", 0, call -> RubyInteger.of(System.identityHashCode(call.self())))
        .pure("nil?", 0, call -> RubyBoolean.of(call.self() instanceof RubyNil))
        .method("itself", 0, Call::self)
        .method("to_s", 0, call -> new RubyString(plain(call)))
        .method("inspect", 0, ObjectMethods::inspect);
  }

  private static boolean same(RubyValue left, RubyValue right) {
    return left instanceof RubyObject ? left == right : left.equals(right);
  }

  private static int hash(RubyValue value) {
    return value instanceof RubyObject ? System.identityHashCode(value) : value.hashCode();
  }

  private static RubyValue order(Call call) {
    RubyValue equal = call.send(call.self(), "==", call.argument(0));
    return call.ruby().truth(equal) ? RubyInteger.of(0) : RubyNil.NIL;
  }

  private static RubyValue negate(RubyValue value) {
    if (value instanceof UnknownValue unknown) {
      return unknown.with(unknown.assumed().map(known -> RubyBoolean.of(!known.truthy())));
    }
    return RubyBoolean.of(!value.truthy());
  }

  private static String plain(Call call) {
    return call.self() == call.ruby().main()
        ? "main"
        : "#<" + call.ruby().model().classOf(call.self()).name() + ">";
  }

  private static RubyValue inspect(Call call) {
    boolean bare = !(call.self() instanceof RubyObject object) || object.names().isEmpty();
    if (bare) {
      return call.send(call.self(), "to_s");
    }
    String start = "#<" + call.ruby().model().classOf(call.self()).name();
    return Inspection.of(call, start + " ...>", () -> shown(call, start));
  }

  private static RubyValue shown(Call call, String start) {
    TextBuilder text = new TextBuilder(call.ruby()).add(start);
    String separator = " @";
    RubyObject self = (RubyObject) call.self();
    for (String name : self.names()) {
      text.add(separator + name + "=");
      text.add(call.send(self.variable(name).orElse(RubyNil.NIL), "inspect"));
      separator = ", @";
    }
    return text.add(">").value();
  }

  private static void send(Methods basic, Methods kernel) {
    basic
        .method("__send__", 1, Methods.ANY, call -> forward(call, true))
        .method("instance_eval", 0, Methods.ANY, ObjectMethods::instanceEval)
        .method("instance_exec", 0, Methods.ANY, ObjectMethods::instanceEval);
    kernel
        .method("send", 1, Methods.ANY, call -> forward(call, true))
        .method("public_send", 1, Methods.ANY, call -> forward(call, false))
        .method("respond_to?", 1, 2, ObjectMethods::respondsTo)
        .method("respond_to_missing?", 0, Methods.ANY, call -> RubyBoolean.FALSE)
        .method("method", 1, call -> MethodObjects.bound(call, call.self(), call.nameText(0)))
        .alias("method", "public_method")
        .method("methods", 0, 1, ObjectMethods::methods)
        .alias("methods", "public_methods")
        .method("tap", 0, ObjectMethods::tap)
        .method(
            "then",
            0,
            call -> call.block().isEmpty() ? Elements.enumerator(call) : call.yield(call.self()))
        .alias("then", "yield_self")
        .method("display", 0, Methods.ANY, call -> RubyNil.NIL);
  }

  private static RubyValue forward(Call call, boolean privateToo) {
    if (call.argument(0) instanceof UnknownValue unknown) {
      return unknown.with(Optional.empty());
    }
    return call.forward(call.self(), call.nameText(0), call.all().rest(), privateToo);
  }

  private static RubyValue instanceEval(Call call) {
    if (call.block().isEmpty()) {
      if (call.argument(0) instanceof UnknownValue unknown) {
        return unknown;
      }
      return call.ruby().evaluateText(call.file(), call.text(0), call.self(), Optional.empty());
    }
    Arguments arguments =
        call.name().equals("instance_eval") ? Arguments.of(call.self()) : call.all();
    return call.ruby().callAs(call.self(), Optional.empty(), call.requireBlock(), arguments);
  }

  private static RubyValue tap(Call call) {
    call.yield(call.self());
    return call.self();
  }

  private static RubyValue respondsTo(Call call) {
    String name = call.nameText(0);
    boolean privateToo = call.argument(1).truthy();
    Optional<RubyMethod> method = call.ruby().model().typeOf(call.self()).find(name);
    if (method.filter(m -> privateToo || m.visibility() == Visibility.PUBLIC).isPresent()) {
      return RubyBoolean.TRUE;
    }
    RubyValue missing =
        call.send(
            call.self(), "respond_to_missing?", new RubySymbol(name), RubyBoolean.of(privateToo));
    Optional<UnknownValue> doubt =
        call.ruby().model().typeOf(call.self()).doubt().map(UnknownValue::because);
    return !missing.truthy() && doubt.isPresent() ? doubt.get() : missing;
  }

  private static RubyValue methods(Call call) {
    Set<String> names = new LinkedHashSet<>();
    for (RubyModule module : call.ruby().model().typeOf(call.self()).ancestors()) {
      module.methods().values().stream()
          .filter(method -> method.visibility() != Visibility.PRIVATE && method.defined())
          .forEach(method -> names.add(method.name()));
    }
    return symbols(names);
  }

  static RubyArray symbols(Iterable<String> names) {
    RubyArray symbols = new RubyArray();
    names.forEach(name -> symbols.list().add(new RubySymbol(name)));
    return symbols;
  }

  private static void types(Methods kernel) {
    kernel
        .method("class", 0, call -> call.ruby().model().classOf(call.self()))
        .pure("is_a?", 1, call -> RubyBoolean.of(isA(call)))
        .alias("is_a?", "kind_of?")
        .pure(
            "instance_of?",
            1,
            call ->
                RubyBoolean.of(
                    call.ruby().model().classOf(call.self())
                        == call.argument(0, RubyModule.class, "class or module")))
        .method("freeze", 0, ObjectMethods::freeze)
        .pure(
            "frozen?",
            0,
            call -> RubyBoolean.of(!(call.self() instanceof RubyObject object) || object.frozen()))
        .method("taint", 0, Call::self)
        .alias("taint", "untaint", "trust", "untrust")
        .pure("tainted?", 0, call -> RubyBoolean.FALSE);
  }

  private static boolean isA(Call call) {
    RubyModule type = call.argument(0, RubyModule.class, "class or module");
    return call.ruby().model().isA(call.self(), type);
  }

  private static RubyValue freeze(Call call) {
    if (call.self() instanceof RubyObject object && !object.frozen()) {
      call.ruby().touch(object);
      object.freeze();
    }
    return call.self();
  }

  private static void variables(Methods kernel) {
    kernel
        .method(
            "instance_variable_get",
            1,
            call -> object(call).flatMap(o -> o.variable(sign(call))).orElse(RubyNil.NIL))
        .method("instance_variable_set", 2, ObjectMethods::setVariable)
        .method(
            "instance_variable_defined?",
            1,
            call -> RubyBoolean.of(object(call).flatMap(o -> o.variable(sign(call))).isPresent()))
        .method(
            "instance_variables",
            0,
            call ->
                symbols(
                    object(call).map(RubyObject::names).orElse(List.of()).stream()
                        .map(name -> "@" + name)
                        .toList()))
        .method("remove_instance_variable", 1, ObjectMethods::removeVariable);
  }

  private static Optional<RubyObject> object(Call call) {
    return call.self() instanceof RubyObject object ? Optional.of(object) : Optional.empty();
  }

  private static String sign(Call call) {
    String name = call.nameText(0);
    return name.startsWith("@") ? name.substring(1) : name;
  }

  private static RubyValue setVariable(Call call) {
    call.modify(call.self(RubyObject.class)).set(sign(call), call.argument(1));
    return call.argument(1);
  }

  private static RubyValue removeVariable(Call call) {
    RubyObject object = call.modify(call.self(RubyObject.class));
    RubyValue value = object.variable(sign(call)).orElse(RubyNil.NIL);
    object.unset(sign(call));
    return value;
  }

  private static void copies(Methods kernel) {
    kernel
        .method("dup", 0, call -> copy(call, false))
        .method("clone", 0, 1, call -> copy(call, true))
        .method("initialize_copy", 1, Call::self)
        .alias("initialize_copy", "initialize_dup", "initialize_clone");
  }

  private static RubyValue copy(Call call, boolean clone) {
    if (!(call.self() instanceof RubyObject original) || original instanceof RubyModule) {
      return call.self();
    }
    RubyObject copy = emptyCopy(call, original);
    copy.resemble(original);
    if (clone) {
      original.type().ifPresent(copy::become);
    }
    call.send(copy, "initialize_copy", original);
    boolean thaw = call.options().get("freeze").filter(value -> !value.truthy()).isPresent();
    if (clone && original.frozen() && !thaw) {
      copy.freeze();
    }
    return copy;
  }

  private static RubyObject emptyCopy(Call call, RubyObject original) {
    if (original instanceof RubyString string) {
      return new RubyString(string.text(), string.taints());
    }
    if (original instanceof RubyArray array) {
      return new RubyArray(array.list());
    }
    if (original instanceof RubyHash hash) {
      RubyHash copy = new RubyHash(hash.map());
      copy.defaultTo(hash.defaultValue());
      hash.defaultProc().ifPresent(copy::defaultTo);
      return copy;
    }
    if (original instanceof RubyProc proc) {
      return new RubyProc(proc.body(), proc.lambda());
    }
    return call.ruby().model().allocate(call.ruby().model().classOf(original));
  }

  private static void singletons(Methods kernel) {
    kernel
        .method("singleton_class", 0, ObjectMethods::singleton)
        .method("extend", 1, Methods.ANY, ObjectMethods::extend)
        .method("define_singleton_method", 1, 2, ObjectMethods::defineSingleton)
        .method(
            "singleton_methods",
            0,
            1,
            call ->
                symbols(
                    object(call)
                        .flatMap(RubyObject::type)
                        .filter(type -> type.attached().isPresent())
                        .map(ObjectMethods::openNames)
                        .orElse(Set.of())));
  }

  private static Set<String> openNames(RubyModule module) {
    return module.methods().values().stream()
        .filter(method -> method.visibility() != Visibility.PRIVATE && method.defined())
        .map(RubyMethod::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static RubyClass singleton(Call call) {
    RubyObject object = call.self(RubyObject.class);
    call.ruby().touch(object);
    return call.ruby().model().singleton(object);
  }

  private static RubyValue extend(Call call) {
    for (RubyValue argument : call.arguments()) {
      RubyClass singleton = call.modify(singleton(call));
      if (argument instanceof UnknownValue unknown) {
        singleton.doubtful(unknown.cause());
      } else {
        RubyModule module = call.ruby().convert().to(argument, RubyModule.class, "Module");
        singleton.include(module);
        call.send(module, "extended", call.self());
      }
    }
    return call.self();
  }

  private static RubyValue defineSingleton(Call call) {
    RubyProc body =
        call.has(1) ? call.ruby().convert().proc(call.argument(1)) : call.requireBlock();
    call.ruby().defineMethod(singleton(call), call.nameText(0), Visibility.PUBLIC, body);
    return new RubySymbol(call.nameText(0));
  }
}
