package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every resource understands ({@code Chef::Resource}). */
final class ResourceMethods {
  /** Properties whose names Ruby's Kernel has too, so that a call would never count as missing. */
  private static final List<String> SHADOWED =
      List.of(
          "system",
          "format",
          "method",
          "test",
          "open",
          "tag",
          "select",
          "timeout",
          "display",
          "load",
          "freeze",
          "sensitive",
          "trap",
          "p",
          "print",
          "sleep",
          "raise_on_error",
          "exec",
          "gem",
          "hash_type");

  private final Interpreter ruby;
  private final ChefClasses classes;
  private final ResourceTypes types;
  private final ChefRun run;
  private final CollectedProperties collected;

  ResourceMethods(ChefRun run) {
    this.run = run;
    this.ruby = run.ruby();
    this.classes = run.classes();
    this.types = run.types();
    this.collected = new CollectedProperties(ruby);
    install();
  }

  private void install() {
    Methods methods =
        Methods.of(classes.resource())
            .method("initialize", 0, 2, this::initialize)
            .method("name", 0, 1, this::name)
            .method("to_s", 0, call -> new RubyString(state(call).label()))
            .method("action", 0, 1, this::action)
            .method("action=", 1, this::action)
            .method("not_if", 0, 2, call -> guard(call, true))
            .method("only_if", 0, 2, call -> guard(call, false))
            .method("should_skip?", 1, ResourceMethods::isSkipped)
            .method("notifies", 0, 3, call -> notice(call, false))
            .method("subscribes", 0, 3, call -> notice(call, true))
            .method("run_action", 0, 3, this::runAction)
            .method("delayed_action", 1, this::delay)
            .method("set_or_return", 2, 3, this::setOrReturn)
            .method("property_is_set?", 1, ResourceMethods::isSet)
            .method("reset_property", 1, this::reset)
            .method("resource_name", 0, 1, call -> new RubySymbol(state(call).type()))
            .alias("resource_name", "declared_type")
            .method("updated_by_last_action", 0, 1, call -> call.argument(0))
            .method(
                "updated_by_last_action?",
                0,
                call ->
                    call.unknown(
                        "what a resource changes is only known on a host", RubyBoolean.FALSE))
            .alias("updated_by_last_action?", "updated?", "updated")
            .method("params", 0, call -> state(call).params().orElse(RubyNil.NIL))
            .method("params=", 1, ResourceMethods::setParams)
            .method("is", 0, Methods.ANY, call -> call.argument(0))
            .method("enclosing_provider", 0, call -> enclosing(call))
            .method("cookbook_name", 0, call -> new RubySymbol(state(call).home().cookbook()))
            .method("recipe_name", 0, call -> new RubyString(state(call).home().recipe()))
            .method("load_current_value!", 0, 1, call -> RubyNil.NIL)
            .method(
                "current_value_does_not_exist!",
                0,
                call -> {
                  throw call.error("Chef::Exceptions::CurrentValueDoesNotExist", "not there yet");
                })
            .method("to_hash", 0, this::toHash)
            .alias("to_hash", "to_h")
            .method("copy_properties_from", 1, Methods.ANY, this::copyProperties)
            .method("source_line", 0, call -> new RubyString(state(call).origin().shortForm()))
            .method("after_created", 0, call -> RubyNil.NIL)
            .method("allowed_actions", 0, Methods.ANY, call -> new RubyArray());
    Methods.of(ruby.model().defineModule("Chef::Mixin::ParamsValidate"))
        .method("set_or_return", 2, 3, this::setOrReturn)
        .method("validate", 2, ResourceMethods::validate);
    for (String property : SHADOWED) {
      methods.method(property, 0, Methods.ANY, call -> propertyOrFunction(call, property));
    }
  }

  /** A property takes one value; with more, Ruby's own function is meant: {@code format}. */
  private RubyValue propertyOrFunction(Call call, String name) {
    return call.count() > 1
        ? call.send(ruby.main(), name, call.all())
        : access(call, name, call.arguments());
  }

  private static ResourceState state(Call call) {
    return ChefObjects.state(call.self(RubyObject.class));
  }

  private RubyValue initialize(Call call) {
    RubyObject resource = call.self(RubyObject.class);
    ResourceState state = run.declarations().begin(call, resource);
    resource.carry(state);
    if (!(call.argument(0) instanceof RubyNil)) {
      ruby.send(resource, "name", call.argument(0));
    }
    rename(resource);
    Optional<String> property = converterOf(resource).flatMap(it -> it.nameProperty());
    if (property.isEmpty() && state.type().endsWith("_package")) {
      property = Optional.of("package_name");
    }
    property
        .filter(it -> it.equals("package_name") || call.argument(0) instanceof RubyArray)
        .ifPresent(it -> resource.set(it, call.argument(0)));
    return RubyNil.NIL;
  }

  /** Takes over the name a resource has by now. */
  void rename(RubyObject resource) {
    ResourceState state = ChefObjects.state(resource);
    ruby.touch(state);
    state.rename(joined(ruby.send(resource, "name")));
  }

  /** Chef joins a list of names by commas. */
  private RubyValue joined(RubyValue name) {
    if (name instanceof RubyArray list) {
      return new RubyString(String.join(", ", list.list().stream().map(Plain::text).toList()));
    }
    return name instanceof RubyString || name instanceof UnknownValue ? name : ruby.text(name);
  }

  private RubyValue name(Call call) {
    RubyObject resource = call.self(RubyObject.class);
    if (call.has(0) && !(call.argument(0) instanceof RubyNil)) {
      ruby.modify(resource).set("name", joined(call.argument(0)));
    }
    return resource.variable("name").orElse(RubyNil.NIL);
  }

  private static RubyValue isSkipped(Call call) {
    return state(call).guards().isEmpty()
        ? RubyBoolean.FALSE
        : call.unknown("guards are only tested on a host", RubyBoolean.FALSE);
  }

  private RubyValue action(Call call) {
    RubyObject resource = call.self(RubyObject.class);
    ResourceState state = state(call);
    if (call.has(0) && !(call.argument(0) instanceof RubyNil)) {
      ruby.touch(state);
      RubyValue value = call.argument(0);
      state.setActions(value instanceof RubyArray list ? list.list() : List.of(value));
    }
    return new RubyArray(state.actions().orElseGet(() -> types.defaultActions(resource)));
  }

  private RubyValue guard(Call call, boolean negated) {
    ResourceState state = state(call);
    ruby.touch(state);
    Optional<RubyValue> command =
        call.has(0) && !(call.argument(0) instanceof RubyHash)
            ? Optional.of(call.argument(0)).filter(it -> !(it instanceof RubyNil))
            : Optional.empty();
    Optional<RubyValue> options =
        call.options().map().isEmpty() ? Optional.empty() : Optional.of(call.options());
    if (command.isPresent() || call.block().isPresent()) {
      state.guards().add(new ResourceState.GuardEntry(negated, command, call.block(), options));
    }
    return new RubyArray();
  }

  private RubyValue notice(Call call, boolean subscription) {
    ResourceState state = state(call);
    ruby.touch(state);
    String action = Plain.text(call.argument(0));
    Trigger.Timing timing =
        call.has(2) ? timing(call, Plain.text(call.argument(2))) : Trigger.Timing.DELAYED;
    List<RubyValue> targets = new ArrayList<>();
    if (call.argument(1) instanceof RubyArray list) {
      targets.addAll(list.list());
    } else if (call.argument(1) instanceof RubyHash hash) {
      hash.map()
          .forEach(
              (type, name) ->
                  targets.add(new RubyString(Plain.text(type) + "[" + Plain.text(name) + "]")));
    } else {
      targets.add(call.argument(1));
    }
    List<ResourceState.Notice> list = subscription ? state.subscriptions() : state.notices();
    targets.forEach(target -> list.add(new ResourceState.Notice(action, target, timing)));
    return RubyBoolean.TRUE;
  }

  private static Trigger.Timing timing(Call call, String text) {
    return switch (text) {
      case "delayed" -> Trigger.Timing.DELAYED;
      case "immediate", "immediately" -> Trigger.Timing.IMMEDIATELY;
      case "before" -> Trigger.Timing.BEFORE;
      default -> throw call.error("ArgumentError", "invalid timing: " + text);
    };
  }

  private RubyValue runAction(Call call) {
    ResourceState state = state(call);
    ruby.touch(state);
    state.alreadyRun().add(Plain.text(call.argument(0)));
    return RubyNil.NIL;
  }

  /** Its properties that say what the host should be, with their values. */
  private RubyValue toHash(Call call) {
    RubyObject resource = call.self(RubyObject.class);
    RubyHash hash = new RubyHash();
    for (Property property : run.properties().all(ruby.model().classOf(resource)).values()) {
      if (property.isState()) {
        hash.put(new RubySymbol(property.name()), run.properties().get(resource, property));
      }
    }
    return hash;
  }

  /** {@code copy_properties_from other, :a, exclude: %i(b)}: those that are set. */
  private RubyValue copyProperties(Call call) {
    RubyObject from = call.argument(0, RubyObject.class, "Chef::Resource");
    List<String> excluded = new ArrayList<>(List.of("name"));
    if (call.options().get("exclude").orElse(RubyNil.NIL) instanceof RubyArray names) {
      excluded = names.list().stream().map(Plain::text).toList();
    }
    List<String> included =
        call.arguments().stream()
            .skip(1)
            .filter(it -> !(it instanceof RubyHash))
            .map(Plain::text)
            .toList();
    for (Property property : run.properties().all(ruby.model().classOf(from)).values()) {
      String name = property.name();
      boolean wanted = included.isEmpty() || included.contains(name);
      if (wanted && !excluded.contains(name) && CustomProperties.isSet(from, property)) {
        RubyValue unused = call.send(call.self(), name, call.send(from, name));
      }
    }
    return call.self();
  }

  /** An action for the end of the run, however often it is asked for. */
  private RubyValue delay(Call call) {
    ResourceState state = state(call);
    ruby.touch(state);
    List<RubyValue> actions =
        call.argument(0) instanceof RubyArray list ? list.list() : List.of(call.argument(0));
    for (RubyValue action : actions) {
      if (!state.delayed().contains(Plain.text(action))) {
        state.delayed().add(Plain.text(action));
      }
    }
    return call.argument(0);
  }

  private RubyValue setOrReturn(Call call) {
    RubyObject resource = call.self(RubyObject.class);
    String property = call.nameText(0);
    if (!(call.argument(1) instanceof RubyNil)) {
      ruby.modify(resource).set(property, call.argument(1));
      return call.argument(1);
    }
    Optional<RubyValue> present = resource.variable(property);
    if (present.isPresent()) {
      return resolve(resource, present.get());
    }
    RubyHash options = call.argument(2) instanceof RubyHash hash ? hash : new RubyHash();
    if (options.get("name_attribute").filter(RubyValue::truthy).isPresent()) {
      return resource.variable("name").orElse(RubyNil.NIL);
    }
    return options.get("default").map(it -> resolve(resource, it)).orElse(RubyNil.NIL);
  }

  /** Fills in the defaults of options that are not given ({@code Chef::Mixin::ParamsValidate}). */
  private static RubyValue validate(Call call) {
    if (call.argument(0) instanceof RubyHash given
        && call.argument(1) instanceof RubyHash expected) {
      RubyHash options = call.modify(given);
      expected
          .map()
          .forEach(
              (name, rule) -> {
                if (rule instanceof RubyHash hash && options.get(name).isEmpty()) {
                  hash.get(new RubySymbol("default")).ifPresent(it -> options.put(name, it));
                }
              });
    }
    return call.argument(1);
  }

  private static RubyValue isSet(Call call) {
    return RubyBoolean.of(call.self(RubyObject.class).variable(call.nameText(0)).isPresent());
  }

  private RubyValue reset(Call call) {
    ruby.modify(call.self(RubyObject.class)).unset(call.nameText(0));
    return RubyNil.NIL;
  }

  private static RubyValue setParams(Call call) {
    state(call).setParams(call.argument(0));
    return call.argument(0);
  }

  private static RubyValue enclosing(Call call) {
    return state(call).provider().<RubyValue>map(it -> it).orElse(RubyNil.NIL);
  }

  /** Finds out a lazy value; others stay as they are. */
  RubyValue resolve(RubyObject resource, RubyValue value) {
    return run.properties().lazily(resource, value);
  }

  // Properties of Chef's own types

  /**
   * Reads or writes a property; for types of Chef's own any name is a property when it is given a
   * value.
   */
  Optional<RubyValue> missing(Call call) {
    RubyObject resource = call.self(RubyObject.class);
    String name = call.name();
    boolean setter = name.endsWith("=");
    String property = setter ? name.substring(0, name.length() - 1) : name;
    boolean plain = property.matches("[a-z_][a-zA-Z0-9_]*");
    Optional<RubyObject> provider = ChefObjects.state(resource).provider();
    boolean known = plain && isProperty(resource, property);
    if (!known && provider.isPresent()) {
      if (ruby.respondsTo(provider.get(), name)) {
        return Optional.of(ruby.send(provider.get(), name, call.all()));
      }
      Optional<RubyValue> around = ProviderMethods.forward(run, provider.get(), call);
      if (around.isPresent()) {
        return around;
      }
    }
    if (!plain) {
      return Optional.empty();
    }
    boolean builtIn = types.builtInType(resource).isPresent();
    if (!known) {
      RubyObject recipe = run.recipe(ChefObjects.state(resource).home());
      if (ruby.respondsTo(recipe, name)) {
        return Optional.of(ruby.send(recipe, name, call.all()));
      }
    }
    if (builtIn) {
      boolean checked = converterOf(resource).filter(it -> it.knows("verifications")).isPresent();
      Optional<RubyValue> added = collected.add(call, checked);
      if (added.isPresent()) {
        return added;
      }
    }
    if (call.count() > 0 && (known || builtIn)) {
      if (!known) {
        reportUnknown(resource, property, call);
      }
      return Optional.of(access(call, property, call.arguments()));
    }
    boolean withBlock = builtIn && call.block().isPresent();
    if (known || withBlock || resource.variable(property).isPresent()) {
      return Optional.of(
          call.block().isPresent() && call.count() == 0
              ? store(resource, property, call.block().get())
              : access(call, property, List.of()));
    }
    return Optional.empty();
  }

  private void reportUnknown(RubyObject resource, String property, Call call) {
    converterOf(resource)
        .ifPresent(
            converter ->
                run.report(
                    Finding.warning(
                        "unknown-property",
                        call.origin(),
                        "the resource '"
                            + converter.type()
                            + "' has no property '"
                            + property
                            + "'")));
  }

  private boolean isProperty(RubyObject resource, String property) {
    return types.isCommon(property)
        || converterOf(resource).filter(it -> it.knows(property)).isPresent();
  }

  private Optional<dev.ramekin.converters.operations.ResourceConverter> converterOf(
      RubyObject resource) {
    return types.builtInType(resource).flatMap(types::converter);
  }

  private RubyValue access(Call call, String property, List<RubyValue> arguments) {
    RubyObject resource = call.self(RubyObject.class);
    String main = converterOf(resource).map(it -> it.mainName(property)).orElse(property);
    if (!arguments.isEmpty()) {
      RubyValue value = arguments.size() == 1 ? arguments.get(0) : new RubyArray(arguments);
      return store(resource, main, main.equals("supports") ? supports(value) : plainHash(value));
    }
    Optional<RubyValue> present = resource.variable(main);
    if (present.isPresent()) {
      return resolve(resource, present.get());
    }
    if (main.equals("variables")) {
      return store(resource, main, new RubyHash());
    }
    boolean named =
        converterOf(resource).flatMap(it -> it.nameProperty()).filter(main::equals).isPresent();
    if (named) {
      resource.variable("name").ifPresent(it -> ruby.modify(resource).set(main, it));
    }
    return resource.variable(main).orElse(RubyNil.NIL);
  }

  /** A list of what a service supports means the same as a hash of them. */
  private RubyValue supports(RubyValue value) {
    if (!(value instanceof RubyArray list)) {
      return plainHash(value);
    }
    RubyHash hash = new RubyHash();
    list.list().forEach(it -> hash.put(key(it), RubyBoolean.TRUE));
    return hash;
  }

  private RubyValue key(RubyValue supported) {
    return supported instanceof RubyHash ? new RubyString(ruby.inspect(supported)) : supported;
  }

  private static RubyValue plainHash(RubyValue value) {
    return value instanceof RubyHash hash && hash.keywords() ? new RubyHash(hash.map()) : value;
  }

  private RubyValue store(RubyObject resource, String property, RubyValue value) {
    if (value instanceof RubyNil) {
      ruby.modify(resource).unset(property);
    } else {
      ruby.modify(resource).set(property, value);
    }
    return value;
  }
}
