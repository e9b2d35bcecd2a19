package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Optional;
import java.util.function.Consumer;

/** Carries out a custom resource's action as far as finding the resources it declares. */
final class CustomActions {
  private static final int DEEPEST = 20;

  private final ChefRun run;
  private final Interpreter ruby;
  private int depth;

  CustomActions(ChefRun run) {
    this.run = run;
    this.ruby = run.ruby();
  }

  /** Returns whether a cookbook says what the resource does. */
  boolean isCustom(RubyObject resource) {
    return isWritten(resource) || provider(resource).isPresent();
  }

  private boolean isWritten(RubyObject resource) {
    return run.types().of(resource).stream().anyMatch(it -> !it.actions().isEmpty());
  }

  private Optional<RubyClass> provider(RubyObject resource) {
    String type = ChefObjects.state(resource).type();
    RubyValue named = resource.variable("provider").orElse(RubyNil.NIL);
    if (named instanceof RubyClass given) {
      return Optional.of(given)
          .filter(it -> !it.methods().isEmpty() || !run.types().own(it).actions().isEmpty());
    }
    String own =
        run.types().of(resource).stream()
            .flatMap(it -> it.resourceName().stream())
            .findFirst()
            .orElse(type);
    return run.types()
        .providerOf(type)
        .or(() -> run.types().providerOf(own))
        .filter(this::acts)
        .or(() -> constant(own))
        .or(() -> constant(type));
  }

  private Optional<RubyClass> constant(String type) {
    RubyValue found = run.classes().provider().constants().get(ChefObjects.camelCase(type));
    return found instanceof RubyClass candidate && acts(candidate)
        ? Optional.of(candidate)
        : Optional.empty();
  }

  /** Whether a provider has actions that a cookbook wrote; Chef's own have none here. */
  private boolean acts(RubyClass provider) {
    return provider.ancestors().stream()
        .takeWhile(it -> it != run.classes().provider())
        .anyMatch(
            it ->
                it.methods().keySet().stream().anyMatch(name -> name.startsWith("action_"))
                    || !run.types().own(it).actions().isEmpty());
  }

  /**
   * Finds what an action declares and hands it over, while the action's own surroundings are there.
   *
   * @throws dev.ramekin.lang.ruby.eval.RubyError when the action's code fails
   */
  void carryOut(RubyObject resource, String action, Consumer<ResourceCollection> then) {
    if (depth >= DEEPEST) {
      throw ruby.error("RuntimeError", "custom resources nested deeper than " + DEEPEST);
    }
    depth++;
    ResourceState state = ChefObjects.state(resource);
    try {
      ruby.within(
          state.origin(),
          state.label(),
          () -> {
            run.within(
                collection -> {
                  run.at(homeOf(resource), () -> perform(resource, action));
                  then.accept(collection);
                });
            return resource;
          });
    } finally {
      depth--;
    }
  }

  private void perform(RubyObject resource, String action) {
    RubyObject provider = provide(resource);
    provider.set("action", new RubySymbol(action));
    requireProperties(resource, action);
    ruby.send(provider, "load_current_resource");
    if (ruby.respondsTo(provider, "action_" + action)) {
      ruby.send(provider, "action_" + action);
    } else if (!action.equals("nothing")) {
      throw ruby.error("NoMethodError", "there is no action '" + action + "'");
    }
  }

  private void requireProperties(RubyObject resource, String action) {
    for (Property property : run.properties().all(ruby.model().classOf(resource)).values()) {
      if (property.isRequired(action)
          && run.properties().get(resource, property) instanceof RubyNil) {
        throw ruby.error(
            "Chef::Exceptions::ValidationFailed", property.name() + " is a required property");
      }
    }
  }

  private RubyObject provide(RubyObject resource) {
    Optional<RubyClass> written = isWritten(resource) ? Optional.empty() : provider(resource);
    RubyClass type = written.orElseGet(() -> actionClass(resource));
    RubyObject provider =
        ruby.make(type, resource, run.runContext()) instanceof RubyObject made
            ? made
            : new RubyObject(type);
    provider.set("new_resource", resource);
    provider.carry(home(resource, type));
    return provider;
  }

  private RubyClass actionClass(RubyObject resource) {
    return run.types().of(resource).stream()
        .flatMap(it -> it.actionClass().stream())
        .findFirst()
        .orElse(run.classes().lwrpProvider());
  }

  private ResourceState.Home homeOf(RubyObject resource) {
    Optional<RubyClass> written = isWritten(resource) ? Optional.empty() : provider(resource);
    return home(resource, written.orElseGet(() -> actionClass(resource)));
  }

  private ResourceState.Home home(RubyObject resource, RubyClass provider) {
    ResourceState.Home own = ChefObjects.state(resource).home();
    return run.types().of(resource).stream()
        .flatMap(it -> it.cookbook().stream())
        .findFirst()
        .or(() -> run.types().own(provider).cookbook())
        .map(cookbook -> new ResourceState.Home(cookbook, own.recipe()))
        .orElse(own);
  }
}
