package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Optional;

/** What providers understand ({@code Chef::Provider}). */
final class ProviderMethods {
  ProviderMethods(ChefRun run) {
    CurrentValues currents = new CurrentValues(run);
    Methods.of(run.classes().provider())
        .method("initialize", 0, 2, ProviderMethods::initialize)
        .method("new_resource", 0, call -> variable(call, "new_resource"))
        .method("current_resource", 0, call -> variable(call, "current_resource"))
        .alias("current_resource", "current_value")
        .method(
            "property_is_set?",
            1,
            call -> call.send(variable(call, "new_resource"), "property_is_set?", call.all()))
        .method("run_context", 0, call -> run.runContext())
        .method(
            "resource_collection", 0, call -> call.send(run.runContext(), "resource_collection"))
        .method("load_current_resource", 0, currents::load)
        .method("run_action", 0, 1, ProviderMethods::runAction)
        .method("whyrun_supported?", 0, call -> RubyBoolean.TRUE)
        .method("whyrun_mode?", 0, call -> RubyBoolean.FALSE)
        .method("updated_by_last_action", 0, 1, call -> call.argument(0))
        .method("converge_if_changed", 0, Methods.ANY, currents::convergeIfChanged)
        .method("define_resource_requirements", 0, call -> RubyNil.NIL)
        .method("cookbook_name", 0, call -> new RubyString(run.home(call).cookbook()))
        .method("action", 0, call -> variable(call, "action"));
  }

  private static RubyValue variable(Call call, String name) {
    return call.self(RubyObject.class).variable(name).orElse(RubyNil.NIL);
  }

  private static RubyValue initialize(Call call) {
    RubyObject self = call.self(RubyObject.class);
    self.set("new_resource", call.argument(0));
    self.set("run_context", call.argument(1));
    return RubyNil.NIL;
  }

  private static RubyValue runAction(Call call) {
    RubyObject self = call.self(RubyObject.class);
    RubyValue action = call.has(0) ? call.argument(0) : variable(call, "action");
    self.set("action", action);
    return call.send(self, "action_" + Plain.text(action));
  }

  /**
   * Hands a name to the resource: an action may name its properties and the methods that its class
   * defines or mixes in ({@code Chef::Provider.include_resource_dsl_module}).
   */
  static Optional<RubyValue> forward(ChefRun run, Call call) {
    return call.self() instanceof RubyObject provider
        ? forward(run, provider, call)
        : Optional.empty();
  }

  /** The same for a resource that an action declares: what the action may name, its block may. */
  static Optional<RubyValue> forward(ChefRun run, RubyObject provider, Call call) {
    RubyValue resource = provider.variable("new_resource").orElse(RubyNil.NIL);
    if (!(resource instanceof RubyObject object) || !ChefObjects.isResource(object)) {
      return Optional.empty();
    }
    boolean property =
        run.types().of(object).stream().anyMatch(it -> it.properties().containsKey(call.name()));
    boolean read = property && call.count() == 0 && call.block().isEmpty();
    return read || !property && hasOwn(run, object, call.name())
        ? Optional.of(run.ruby().send(resource, call.name(), call.all()))
        : Optional.empty();
  }

  /** Returns whether a resource's class has a method that not every resource has. */
  private static boolean hasOwn(ChefRun run, RubyObject resource, String method) {
    return run.ruby()
        .model()
        .typeOf(resource)
        .find(method)
        .filter(it -> !run.classes().resource().inherits(it.owner()))
        .isPresent();
  }
}
