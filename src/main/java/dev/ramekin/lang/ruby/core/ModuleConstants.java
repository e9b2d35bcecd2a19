package dev.ramekin.lang.ruby.core;

import static dev.ramekin.lang.ruby.core.ModuleMethods.own;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.Optional;

/** Module: its constants and class variables. */
final class ModuleConstants {
  private ModuleConstants() {}

  static void define(Methods module) {
    module
        .method("const_get", 1, 2, ModuleConstants::constGet)
        .method("const_set", 2, ModuleConstants::constSet)
        .method("const_defined?", 1, 2, call -> RubyBoolean.of(constDefined(call)))
        .method("remove_const", 1, ModuleConstants::constRemove)
        .method("constants", 0, 1, call -> ObjectMethods.symbols(own(call).constants().keySet()))
        .method("private_constant", 0, Methods.ANY, call -> RubyNil.NIL)
        .alias("private_constant", "public_constant", "deprecate_constant")
        .method("class_variable_get", 1, ModuleConstants::classVariable)
        .method("class_variable_set", 2, ModuleConstants::setClassVariable)
        .method(
            "class_variable_defined?",
            1,
            call -> RubyBoolean.of(own(call).classVariables().containsKey(bare(call))))
        .method(
            "class_variables",
            0,
            1,
            call ->
                ObjectMethods.symbols(
                    own(call).classVariables().keySet().stream().map(n -> "@@" + n).toList()));
  }

  private static RubyValue constGet(Call call) {
    if (call.argument(0) instanceof UnknownValue unknown) {
      return unknown.with(Optional.empty());
    }
    RubyValue value = own(call);
    for (String part : call.nameText(0).split("::")) {
      if (value instanceof UnknownValue) {
        return value;
      }
      if (!part.isEmpty()) {
        if (!Character.isUpperCase(part.charAt(0))) {
          throw call.error("NameError", "wrong constant name " + part);
        }
        RubyModule scope = call.ruby().convert().to(value, RubyModule.class, "Module");
        value = call.ruby().constant(scope, part);
      }
    }
    return value;
  }

  private static RubyValue constSet(Call call) {
    if (call.argument(1) instanceof RubyModule module) {
      call.ruby().touch(module);
    }
    call.modify(own(call)).constant(call.nameText(0), call.argument(1));
    return call.argument(1);
  }

  private static boolean constDefined(Call call) {
    RubyValue value = own(call);
    for (String part : call.nameText(0).split("::")) {
      if (!(value instanceof RubyModule scope)) {
        return false;
      }
      Optional<RubyValue> found =
          scope
              .findConstant(part)
              .or(() -> call.ruby().model().object().findConstant(part))
              .or(() -> call.ruby().hooks().constantMissing(scope, part));
      if (found.isEmpty()) {
        return false;
      }
      value = found.get();
    }
    return true;
  }

  private static RubyValue constRemove(Call call) {
    RubyValue removed = call.modify(own(call)).constants().remove(call.nameText(0));
    return removed == null ? RubyNil.NIL : removed;
  }

  private static String bare(Call call) {
    String name = call.nameText(0);
    return name.startsWith("@@") ? name.substring(2) : name;
  }

  private static RubyValue classVariable(Call call) {
    for (RubyModule module : own(call).ancestors()) {
      RubyValue value = module.classVariables().get(bare(call));
      if (value != null) {
        return value;
      }
    }
    throw call.error(
        "NameError", "uninitialized class variable @@" + bare(call) + " in " + own(call).name());
  }

  private static RubyValue setClassVariable(Call call) {
    call.modify(own(call)).classVariables().put(bare(call), call.argument(1));
    return call.argument(1);
  }
}
