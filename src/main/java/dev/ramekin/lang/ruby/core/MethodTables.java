package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyMethod;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.Visibility;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What Module offers to read and change method tables. */
final class MethodTables {
  private MethodTables() {}

  static void define(Methods module) {
    module
        .method("define_method", 1, 2, MethodTables::defineMethod)
        .method("alias_method", 2, MethodTables::alias)
        .method("remove_method", 0, Methods.ANY, MethodTables::remove)
        .method("undef_method", 0, Methods.ANY, MethodTables::undefine)
        .method(
            "method_defined?",
            1,
            2,
            call -> RubyBoolean.of(has(call, Visibility.PUBLIC, Visibility.PROTECTED)))
        .alias("method_defined?", "public_method_defined?")
        .method(
            "private_method_defined?",
            1,
            2,
            call -> RubyBoolean.of(has(call, Visibility.PRIVATE, Visibility.PRIVATE)))
        .method(
            "instance_method",
            1,
            call -> MethodObjects.unbound(call, ModuleMethods.own(call), call.nameText(0)))
        .alias("instance_method", "public_instance_method")
        .method("instance_methods", 0, 1, MethodTables::instanceMethods)
        .alias("instance_methods", "public_instance_methods");
  }

  private static RubyValue defineMethod(Call call) {
    RubyModule module = ModuleMethods.own(call);
    String name = call.nameText(0);
    Optional<RubyMethod> method = MethodObjects.entry(call.argument(1));
    if (method.isPresent()) {
      call.modify(module).define(name, call.visibility(), method.get().body());
    } else {
      RubyProc body =
          call.has(1) ? call.ruby().convert().proc(call.argument(1)) : call.requireBlock();
      call.ruby().defineMethod(module, name, call.visibility(), body);
    }
    return new RubySymbol(name);
  }

  private static RubyValue alias(Call call) {
    call.ruby().alias(ModuleMethods.own(call), call.nameText(0), call.nameText(1));
    return new RubySymbol(call.nameText(0));
  }

  private static RubyValue remove(Call call) {
    for (int index = 0; index < call.count(); index++) {
      call.modify(ModuleMethods.own(call)).remove(call.nameText(index));
    }
    return call.self();
  }

  private static RubyValue undefine(Call call) {
    for (int index = 0; index < call.count(); index++) {
      call.modify(ModuleMethods.own(call))
          .define(call.nameText(index), Visibility.PUBLIC, RubyMethod.UNDEFINED);
    }
    return call.self();
  }

  private static boolean has(Call call, Visibility one, Visibility other) {
    return ModuleMethods.own(call)
        .find(call.nameText(0))
        .filter(method -> method.visibility() == one || method.visibility() == other)
        .isPresent();
  }

  private static RubyValue instanceMethods(Call call) {
    RubyModule module = ModuleMethods.own(call);
    boolean inherited = !call.has(0) || call.argument(0).truthy();
    Set<String> names = new LinkedHashSet<>();
    for (RubyModule ancestor : inherited ? module.ancestors() : java.util.List.of(module)) {
      ancestor.methods().values().stream()
          .filter(method -> method.visibility() != Visibility.PRIVATE && method.defined())
          .forEach(method -> names.add(method.name()));
    }
    return ObjectMethods.symbols(names);
  }
}
