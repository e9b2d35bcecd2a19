package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;

/** What recipes, resources and providers may all call ({@code Chef::DSL::Recipe}). */
final class RecipeMethods {
  private static final String[] SHELL = {
    "shell_out",
    "shell_out!",
    "shell_out_compact",
    "shell_out_compact!",
    "shell_out_with_systems_locale",
    "shell_out_with_systems_locale!"
  };

  private static final String[] OF_THE_HOST = {
    "run_command",
    "reboot_pending?",
    "which",
    "where",
    "registry_key_exists?",
    "registry_value_exists?",
    "registry_get_values",
    "registry_get_subkeys",
    "powershell_out",
    "powershell_out!",
    "powershell_exec",
    "dsc_out",
    "run_context_sh"
  };

  private final ChefRun run;
  private final Interpreter ruby;
  private final RubyClass lazy;

  RecipeMethods(ChefRun run) {
    this.run = run;
    this.ruby = run.ruby();
    this.lazy = ruby.model().defineClass("Chef::DelayedEvaluator", ruby.model().object());
    Methods dsl =
        Methods.of(run.classes().recipeDsl())
            .method("include_recipe", 0, Methods.ANY, this::includeRecipe)
            .alias("include_recipe", "require_recipe")
            .method("include_attribute", 0, Methods.ANY, this::includeAttribute)
            .method("run_context", 0, call -> run.runContext())
            .method("lazy", 0, Methods.ANY, this::lazy)
            .method("tag", 0, Methods.ANY, this::tag)
            .method("untag", 0, Methods.ANY, this::untag)
            .method("tagged?", 0, Methods.ANY, this::tagged)
            .method("with_run_context", 1, this::withRunContext)
            .method("cookbook_name", 0, call -> new RubySymbol(run.home(call).cookbook()))
            .method("recipe_name", 0, call -> new RubyString(run.home(call).recipe()))
            .method("params", 0, call -> variable(call, "params"))
            .method("converge_by", 1, call -> call.yield())
            .method("load_resource_definitions", 0, Methods.ANY, call -> RubyNil.NIL);
    Methods.of(run.classes().recipe())
        .method("node", 0, call -> run.node())
        .method("run_list", 0, call -> call.send(run.node(), "run_list"));
    Methods.of(run.classes().resource()).method("node", 0, call -> run.node());
    Methods.of(run.classes().provider()).method("node", 0, call -> run.node());
    Methods.of(ruby.model().module(ChefObjects.NODE)).method("node", 0, call -> run.node());
    for (String name : SHELL) {
      dsl.method(name, 0, Methods.ANY, call -> run.commands().outcome(call, name.endsWith("!")));
    }
    for (String name : OF_THE_HOST) {
      dsl.method(name, 0, Methods.ANY, RecipeMethods::ofTheHost);
    }
    ruby.model().singleton(run.classes().recipe());
    Methods.of(ruby.model().singleton(run.classes().resource()))
        .method("lazy", 0, Methods.ANY, this::lazy)
        .method("node", 0, call -> run.node());
    Methods.of(ruby.model().singleton(run.classes().provider()))
        .method("node", 0, call -> run.node());
  }

  /** {@code with_run_context :root}: declares outside of the action it stands in. */
  private RubyValue withRunContext(Call call) {
    int levels =
        switch (Plain.text(call.argument(0))) {
          case "root" -> Integer.MAX_VALUE;
          case "parent" -> 1;
          default -> 0;
        };
    return run.outside(levels, call::yield);
  }

  private static RubyValue variable(Call call, String name) {
    return call.self() instanceof RubyObject object
        ? object.variable(name).orElse(RubyNil.NIL)
        : RubyNil.NIL;
  }

  private static RubyValue ofTheHost(Call call) {
    String command = call.count() > 0 ? "(" + call.ruby().inspect(call.argument(0)) + ")" : "";
    return call.unknown(call.name() + command + " asks the host");
  }

  private RubyValue includeRecipe(Call call) {
    for (RubyValue name : call.arguments()) {
      if (name instanceof RubyArray list) {
        list.list().forEach(it -> include(call, it));
      } else {
        include(call, name);
      }
    }
    return RubyNil.NIL;
  }

  private void include(Call call, RubyValue value) {
    if (value instanceof UnknownValue unknown && unknown.assumed().isEmpty()) {
      run.loader().unknownRecipe(unknown.cause(), call.origin());
    } else {
      include(call, Plain.text(value));
    }
  }

  private void include(Call call, String name) {
    String bare = name.contains("@") ? name.substring(0, name.indexOf('@')) : name;
    String full = bare.startsWith("::") ? run.home(call).cookbook() + bare : bare;
    run.loader().recipe(RunListItem.fullName(full), call.origin());
  }

  private RubyValue includeAttribute(Call call) {
    for (RubyValue name : call.arguments()) {
      run.loader().attributeFile(RunListItem.fullName(Plain.text(name)), call.origin());
    }
    return RubyNil.NIL;
  }

  private RubyValue lazy(Call call) {
    RubyObject object = new RubyObject(lazy);
    object.carry(new ChefObjects.Lazy(call.requireBlock()));
    return object;
  }

  private RubyArray tags(Call call) {
    return (RubyArray) call.send(run.node(), "tags");
  }

  private RubyValue tag(Call call) {
    RubyArray tags = ruby.modify(tags(call));
    for (RubyValue tag : call.arguments()) {
      RubyValue text = new RubyString(Plain.text(tag));
      if (!tags.list().contains(text)) {
        tags.list().add(text);
      }
    }
    return tags;
  }

  private RubyValue untag(Call call) {
    ruby.modify(tags(call)).list().removeAll(call.arguments());
    return RubyNil.NIL;
  }

  private RubyValue tagged(Call call) {
    return RubyBoolean.of(tags(call).list().containsAll(call.arguments()));
  }
}
