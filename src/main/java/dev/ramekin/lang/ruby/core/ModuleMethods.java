package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Builtin;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
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
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Module and Class. */
final class ModuleMethods {
  private ModuleMethods() {}

  static void define(Interpreter ruby) {
    Methods module = Methods.of(ruby.model().type("Module"));
    mixing(module);
    hooks(Methods.functionsOf(ruby.model().type("Module")));
    relations(module);
    ModuleConstants.define(module);
    accessors(module);
    visibility(module);
    MethodTables.define(module);
    making(ruby);
  }

  static RubyModule own(Call call) {
    return call.self(RubyModule.class);
  }

  private static void mixing(Methods module) {
    module
        .method("include", 1, Methods.ANY, call -> mix(call, RubyModule::include, "included"))
        .method("prepend", 1, Methods.ANY, call -> mix(call, RubyModule::prepend, "prepended"))
        .method(
            "include?", 1, call -> RubyBoolean.of(own(call) != call.argument(0) && inherits(call)))
        .method(
            "included_modules",
            0,
            call ->
                Call.array(
                    own(call).ancestors().stream()
                        .filter(ancestor -> !(ancestor instanceof RubyClass))
                        .toList()))
        .method(
            "ancestors",
            0,
            call ->
                Call.array(
                    own(call).ancestors().stream()
                        .filter(
                            ancestor ->
                                !(ancestor instanceof RubyClass type) || type.attached().isEmpty())
                        .toList()));
  }

  private static RubyValue mix(Call call, BiConsumer<RubyModule, RubyModule> mixer, String hook) {
    List<RubyValue> modules = new java.util.ArrayList<>(call.arguments());
    java.util.Collections.reverse(modules);
    for (RubyValue argument : modules) {
      if (argument instanceof UnknownValue unknown) {
        call.modify(own(call)).doubtful(unknown.cause());
      } else {
        RubyModule module = call.ruby().convert().to(argument, RubyModule.class, "Module");
        mixer.accept(call.modify(own(call)), module);
        call.send(module, hook, own(call));
      }
    }
    return call.self();
  }

  private static void hooks(Methods module) {
    for (String hook : List.of("included", "extended", "prepended", "inherited", "method_added")) {
      module.method(hook, 1, call -> RubyNil.NIL);
    }
    module.method("const_missing", 1, call -> call.ruby().constant(own(call), call.nameText(0)));
  }

  private static boolean inherits(Call call) {
    return own(call).inherits(call.argument(0, RubyModule.class, "Module"));
  }

  private static void relations(Methods module) {
    module
        .pure("name", 0, ModuleMethods::name)
        .method("to_s", 0, call -> new RubyString(describe(call, own(call))))
        .alias("to_s", "inspect")
        .pure(
            "===", 1, call -> RubyBoolean.of(call.ruby().model().isA(call.argument(0), own(call))))
        .pure("==", 1, call -> RubyBoolean.of(call.self() == call.argument(0)))
        .pure("<=", 1, call -> related(call, true))
        .pure("<", 1, call -> related(call, false))
        .pure(">=", 1, call -> relatedBack(call, true))
        .pure(">", 1, call -> relatedBack(call, false))
        .pure("<=>", 1, ModuleMethods::order)
        .pure("hash", 0, call -> RubyInteger.of(System.identityHashCode(call.self())))
        .method("class_eval", 0, Methods.ANY, ModuleMethods::classEval)
        .alias("class_eval", "module_eval", "class_exec", "module_exec")
        .method("instance_variable_names", 0, call -> new RubyArray())
        .method("freeze", 0, Call::self)
        .method(
            "singleton_class?",
            0,
            call ->
                RubyBoolean.of(
                    call.self() instanceof RubyClass type && type.attached().isPresent()));
  }

  private static RubyValue name(Call call) {
    String name = own(call).name();
    return name.isEmpty() ? RubyNil.NIL : new RubyString(name);
  }

  private static String describe(Call call, RubyModule module) {
    if (!module.name().isEmpty()) {
      return module.name();
    }
    if (module instanceof RubyClass type && type.attached().isPresent()) {
      return "#<Class:" + call.ruby().inspect(type.attached().get()) + ">";
    }
    return module instanceof RubyClass ? "#<Class>" : "#<Module>";
  }

  private static RubyValue related(Call call, boolean orSame) {
    RubyModule other = call.argument(0, RubyModule.class, "class or module");
    if (own(call) == other) {
      return RubyBoolean.of(orSame);
    }
    return own(call).inherits(other)
        ? RubyBoolean.TRUE
        : other.inherits(own(call)) ? RubyBoolean.FALSE : RubyNil.NIL;
  }

  private static RubyValue relatedBack(Call call, boolean orSame) {
    RubyModule other = call.argument(0, RubyModule.class, "class or module");
    if (own(call) == other) {
      return RubyBoolean.of(orSame);
    }
    return other.inherits(own(call))
        ? RubyBoolean.TRUE
        : own(call).inherits(other) ? RubyBoolean.FALSE : RubyNil.NIL;
  }

  private static RubyValue order(Call call) {
    if (!(call.argument(0) instanceof RubyModule other)) {
      return RubyNil.NIL;
    }
    if (own(call) == other) {
      return RubyInteger.of(0);
    }
    return own(call).inherits(other)
        ? RubyInteger.of(-1)
        : other.inherits(own(call)) ? RubyInteger.of(1) : RubyNil.NIL;
  }

  private static RubyValue classEval(Call call) {
    if (call.block().isEmpty()) {
      if (call.argument(0) instanceof UnknownValue unknown) {
        return unknown;
      }
      return call.ruby().evaluateText(call.file(), call.text(0), own(call), Optional.of(own(call)));
    }
    boolean passes = call.name().endsWith("exec");
    RubyValue[] arguments =
        passes ? call.arguments().toArray(RubyValue[]::new) : new RubyValue[] {own(call)};
    return call.ruby().callInside(own(call), call.requireBlock(), arguments);
  }

  private static void accessors(Methods module) {
    module
        .method("attr_reader", 0, Methods.ANY, call -> accessors(call, true, false))
        .alias("attr_reader", "attr")
        .method("attr_writer", 0, Methods.ANY, call -> accessors(call, false, true))
        .method("attr_accessor", 0, Methods.ANY, call -> accessors(call, true, true));
  }

  private static RubyValue accessors(Call call, boolean read, boolean write) {
    RubyModule module = call.modify(own(call));
    for (int index = 0; index < call.count(); index++) {
      String name = call.nameText(index);
      if (read) {
        module.define(name, call.visibility(), new Builtin(0, 0, false, get -> read(get, name)));
      }
      if (write) {
        module.define(
            name + "=", call.visibility(), new Builtin(1, 1, false, set -> write(set, name)));
      }
    }
    return Call.array(call.arguments());
  }

  private static RubyValue read(Call call, String name) {
    return call.self() instanceof RubyObject object
        ? object.variable(name).orElse(RubyNil.NIL)
        : RubyNil.NIL;
  }

  private static RubyValue write(Call call, String name) {
    call.modify(call.self(RubyObject.class)).set(name, call.argument(0));
    return call.argument(0);
  }

  private static void visibility(Methods module) {
    module
        .method("public", 0, Methods.ANY, call -> show(call, Visibility.PUBLIC))
        .method("private", 0, Methods.ANY, call -> show(call, Visibility.PRIVATE))
        .method("protected", 0, Methods.ANY, call -> show(call, Visibility.PROTECTED))
        .method("module_function", 0, Methods.ANY, ModuleMethods::moduleFunction)
        .method(
            "private_class_method",
            0,
            Methods.ANY,
            call -> showOn(call, call.ruby().model().singleton(own(call)), Visibility.PRIVATE))
        .method(
            "public_class_method",
            0,
            Methods.ANY,
            call -> showOn(call, call.ruby().model().singleton(own(call)), Visibility.PUBLIC));
  }

  private static RubyValue show(Call call, Visibility visibility) {
    if (call.count() == 0) {
      call.definitionMode(visibility, false);
      return RubyNil.NIL;
    }
    return showOn(call, own(call), visibility);
  }

  private static RubyValue showOn(Call call, RubyModule module, Visibility visibility) {
    for (String name : names(call)) {
      Optional<RubyMethod> method = module.find(name);
      method.ifPresent(found -> call.modify(module).define(name, visibility, found.body()));
    }
    return call.argument(0);
  }

  private static List<String> names(Call call) {
    List<String> names = new java.util.ArrayList<>();
    for (RubyValue argument : call.arguments()) {
      for (RubyValue name :
          argument instanceof RubyArray array ? array.list() : List.of(argument)) {
        names.add(
            name instanceof RubySymbol symbol
                ? symbol.name()
                : call.ruby().convert().to(name, RubyString.class, "String").text());
      }
    }
    return names;
  }

  private static RubyValue moduleFunction(Call call) {
    if (call.count() == 0) {
      call.definitionMode(Visibility.PRIVATE, true);
      return RubyNil.NIL;
    }
    call.ruby().touch(own(call));
    RubyClass singleton = call.modify(call.ruby().model().singleton(own(call)));
    for (String name : names(call)) {
      own(call)
          .find(name)
          .ifPresent(method -> singleton.define(name, Visibility.PUBLIC, method.body()));
    }
    return RubyNil.NIL;
  }

  private static void making(Interpreter ruby) {
    RubyClass classClass = ruby.model().type("Class");
    Methods.of(ruby.model().singleton(ruby.model().type("Module")))
        .method("new", 0, call -> body(call, call.ruby().model().newModule()))
        .method("nesting", 0, call -> RubyArray.of(call.callerModule()));
    Methods.of(ruby.model().singleton(classClass)).method("new", 0, 1, ModuleMethods::newClass);
    Methods.of(classClass)
        .method("new", 0, Methods.ANY, ModuleMethods::instance)
        .method("allocate", 0, call -> call.ruby().model().allocate(call.self(RubyClass.class)))
        .method(
            "superclass",
            0,
            call ->
                call.self(RubyClass.class)
                    .superclass()
                    .flatMap(RubyClass::real)
                    .<RubyValue>map(type -> type)
                    .orElse(RubyNil.NIL))
        .method("attached_object", 0, ModuleMethods::attached);
  }

  private static RubyValue attached(Call call) {
    return call.self(RubyClass.class)
        .attached()
        .<RubyValue>map(object -> object)
        .orElse(RubyNil.NIL);
  }

  private static RubyValue body(Call call, RubyModule module) {
    Optional<RubyProc> block = call.block();
    block.ifPresent(proc -> call.ruby().callInside(module, proc, module));
    return module;
  }

  private static RubyValue newClass(Call call) {
    if (call.argument(0) instanceof UnknownValue unknown) {
      RubyClass made = call.ruby().model().newClass(call.ruby().model().object());
      made.doubtful(unknown.cause());
      return body(call, made);
    }
    RubyClass superclass =
        call.has(0) ? call.argument(0, RubyClass.class, "Class") : call.ruby().model().object();
    RubyClass made = call.ruby().model().newClass(superclass);
    call.send(superclass, "inherited", made);
    return body(call, made);
  }

  private static RubyValue instance(Call call) {
    RubyClass type = call.self(RubyClass.class);
    RubyObject made = call.ruby().model().allocate(type);
    RubyMethod initialize = type.find("initialize").orElseThrow();
    boolean takesNothing = initialize.owner().name().equals("BasicObject");
    if (takesNothing && call.count() > 0 && type.doubt().isEmpty()) {
      throw call.error(
          "ArgumentError", "wrong number of arguments (given " + call.count() + ", expected 0)");
    }
    call.forward(made, "initialize", call.all(), true);
    return made;
  }
}
