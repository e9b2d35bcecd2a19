package dev.ramekin.source.chef;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.Restorable;
import dev.ramekin.lang.ruby.eval.Arguments;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.model.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Declaring resources: {@code package 'nginx' do … end}, definitions, and looking resources up. */
final class Declarations implements Restorable {
  /** Compiled ahead: deep in a recursion without end there is no stack left for it. */
  private static final Pattern TYPE = Pattern.compile("[a-z_][a-zA-Z0-9_]*");

  private static final int MOST_RESOURCES = 20_000;

  /**
   * {@code define :name, defaults do … end}.
   *
   * @param home the cookbook that defines it
   */
  record Definition(RubyHash defaults, RubyProc body, ResourceState.Home home) {}

  /** Counts what was declared since the run began or a file was ended for declaring too much. */
  private int declared;

  private final ChefRun run;
  private final Interpreter ruby;
  private final RubyClass definitionCall;
  private Map<String, Definition> definitions = new HashMap<>();
  private Optional<Pending> pending = Optional.empty();

  /**
   * A resource that is about to be made.
   *
   * @param type the type under which it is declared
   * @param origin where it is declared
   */
  private record Pending(String type, Origin origin) {}

  Declarations(ChefRun run) {
    this.run = run;
    this.ruby = run.ruby();
    this.definitionCall =
        ruby.model().defineClass("Chef::ResourceDefinition", ruby.model().object());
    Methods.of(definitionCall)
        .method("node", 0, call -> run.node())
        .method(
            "params",
            0,
            call -> call.self(RubyObject.class).variable("params").orElse(RubyNil.NIL));
    Methods.of(run.classes().recipeDsl())
        .method("declare_resource", 1, Methods.ANY, this::declareByName)
        .method(
            "build_resource",
            1,
            Methods.ANY,
            call -> build(call, call.nameText(0), call.all().rest()))
        .method("find_resource", 1, Methods.ANY, call -> findOrDeclare(call, false))
        .method("find_resource!", 1, 2, this::demand)
        .method("edit_resource", 1, Methods.ANY, call -> findOrDeclare(call, true))
        .method("edit_resource!", 1, 2, this::demandAndEdit)
        .method("delete_resource", 1, 2, this::delete)
        .alias("delete_resource", "delete_resource!")
        .method("resources", 1, Methods.ANY, this::lookup)
        .method("define", 1, 2, this::define);
  }

  /** Starts the state of a resource that is being made, by a declaration or by {@code new}. */
  ResourceState begin(Call call, RubyObject resource) {
    Optional<Pending> declaration = pending;
    pending = Optional.empty();
    return new ResourceState(
        declaration.map(Pending::type).orElseGet(() -> typeOf(resource)),
        declaration.map(Pending::origin).orElseGet(call::origin),
        run.home(call));
  }

  private String typeOf(RubyObject resource) {
    return run.types().of(resource).stream()
        .flatMap(it -> it.resourceName().stream())
        .findFirst()
        .or(() -> run.types().builtInType(resource))
        .orElseGet(
            () -> ChefObjects.snakeCase(ChefObjects.lastName(ruby.model().classOf(resource))));
  }

  /** Handles a method nothing defines: a resource type or a definition, where that is allowed. */
  Optional<RubyValue> missing(Call call) {
    String type = call.name();
    if (!TYPE.matcher(type).matches()) {
      return Optional.empty();
    }
    if (!isKnown(type)) {
      run.loader().standInFor(type);
    }
    Definition definition = definitions.get(type);
    if (definition != null) {
      return Optional.of(apply(call, type, definition));
    }
    boolean known = isKnown(type);
    boolean looksLikeOne = call.count() == 1 && isName(call.argument(0));
    if (!known && !looksLikeOne || call.count() > 1) {
      return Optional.empty();
    }
    return Optional.of(declare(call, type, call.all()));
  }

  private boolean isKnown(String type) {
    return definitions.containsKey(type)
        || run.types().custom(type).isPresent()
        || run.types().converter(type).isPresent()
        || run.types().isChefs(type);
  }

  private static boolean isName(RubyValue value) {
    return value instanceof RubyString || value instanceof UnknownValue;
  }

  private RubyObject declare(Call call, String type, Arguments arguments) {
    RubyObject resource = build(call, type, arguments);
    add(resource);
    return resource;
  }

  private void add(RubyObject resource) {
    if (++declared > MOST_RESOURCES) {
      declared = 0;
      throw new BudgetExceededException("more than " + MOST_RESOURCES + " resources");
    }
    ruby.touch(run.collection());
    run.collection().add(resource);
    run.declared(resource);
  }

  private RubyObject build(Call call, String type, Arguments arguments) {
    RubyValue name = arguments.values().isEmpty() ? RubyNil.NIL : arguments.values().get(0);
    return build(call, type, run.types().find(type), name, arguments.block());
  }

  private RubyObject build(
      Call call, String type, RubyClass resourceClass, RubyValue name, Optional<RubyProc> block) {
    pending = Optional.of(new Pending(type, call.origin()));
    RubyValue made = ruby.make(resourceClass, name, run.runContext());
    pending = Optional.empty();
    if (!(made instanceof RubyObject resource) || !ChefObjects.isResource(resource)) {
      throw call.error("NoMethodError", "`" + type + "' does not make a resource");
    }
    if (call.callerSelf() instanceof RubyObject self) {
      if (ruby.model().isA(self, run.classes().provider())) {
        ChefObjects.state(resource).setProvider(self);
      }
      self.variable("params").ifPresent(ChefObjects.state(resource)::setParams);
    }
    block.ifPresent(body -> ruby.callAs(resource, body));
    run.resources().rename(resource);
    ruby.send(resource, "after_created");
    return resource;
  }

  private RubyValue declareByName(Call call) {
    return declare(call, call.nameText(0), call.all().rest());
  }

  private Optional<RubyObject> find(Call call) {
    return run.find(call.nameText(0), Plain.text(call.argument(1)));
  }

  private RubyValue findOrDeclare(Call call, boolean edit) {
    Optional<RubyObject> found = find(call);
    if (found.isEmpty()) {
      return edit || call.block().isPresent() ? declareByName(call) : RubyNil.NIL;
    }
    if (edit) {
      call.block().ifPresent(body -> ruby.callAs(found.get(), body));
    }
    return found.get();
  }

  private RubyValue demand(Call call) {
    return find(call)
        .orElseThrow(
            () -> notFound(call, call.nameText(0) + "[" + Plain.text(call.argument(1)) + "]"));
  }

  private RubyValue demandAndEdit(Call call) {
    RubyValue found = demand(call);
    call.block().ifPresent(body -> ruby.callAs(found, body));
    return found;
  }

  private RuntimeException notFound(Call call, String label) {
    return call.error(
        "Chef::Exceptions::ResourceNotFound", "Cannot find a resource matching " + label);
  }

  private RubyValue delete(Call call) {
    Optional<RubyObject> found = find(call);
    ruby.touch(run.collection());
    found.ifPresent(run.collection()::remove);
    return found.<RubyValue>map(it -> it).orElse(RubyNil.NIL);
  }

  /** {@code resources('service[nginx]')} and {@code resources(service: 'nginx')}. */
  RubyValue lookup(Call call) {
    RubyArray found = new RubyArray();
    for (RubyValue argument : call.arguments()) {
      if (argument instanceof RubyHash hash) {
        hash.map()
            .forEach(
                (type, name) -> {
                  List<RubyValue> names =
                      name instanceof RubyArray list ? list.list() : List.of(name);
                  names.forEach(
                      it -> found.list().add(lookup(call, Plain.text(type), Plain.text(it))));
                });
      } else {
        String text = Plain.text(argument);
        int open = text.indexOf('[');
        if (open < 0 || !text.endsWith("]")) {
          throw call.error("ArgumentError", "invalid resource '" + text + "'");
        }
        found
            .list()
            .add(
                lookup(call, text.substring(0, open), text.substring(open + 1, text.length() - 1)));
      }
    }
    return found.list().size() == 1 ? found.list().get(0) : found;
  }

  private RubyObject lookup(Call call, String type, String name) {
    return run.find(type, name).orElseThrow(() -> notFound(call, type + "[" + name + "]"));
  }

  // Definitions

  private RubyValue define(Call call) {
    ruby.touch(this);
    RubyHash defaults = call.argument(1) instanceof RubyHash hash ? hash : new RubyHash();
    definitions.put(
        call.nameText(0), new Definition(defaults, call.requireBlock(), run.home(call)));
    return RubyNil.NIL;
  }

  private RubyValue apply(Call call, String type, Definition definition) {
    RubyHash params = (RubyHash) run.mashes().plain(definition.defaults());
    params.put(new RubyString("name"), call.argument(0));
    RubyObject collector = new RubyObject(definitionCall);
    collector.set("params", params);
    call.block().ifPresent(block -> ruby.callAs(collector, block));
    RubyObject recipe = run.recipe(run.home(call));
    recipe.set("params", params);
    return ruby.within(
        type + "[" + Plain.text(call.argument(0)) + "]",
        () -> ruby.callAs(recipe, definition.body()));
  }

  /** Takes a parameter in the block that uses a definition. */
  Optional<RubyValue> parameter(Call call) {
    if (!(call.self() instanceof RubyObject object)
        || ruby.model().classOf(object) != definitionCall
        || !(object.variable("params").orElse(RubyNil.NIL) instanceof RubyHash params)) {
      return Optional.empty();
    }
    RubyString key = new RubyString(call.name());
    params.put(key, call.count() == 1 ? call.argument(0) : new RubyArray(call.arguments()));
    return Optional.of(params.get(key).orElse(RubyNil.NIL));
  }

  @Override
  public Runnable snapshot() {
    Map<String, Definition> old = new HashMap<>(definitions);
    return () -> definitions = old;
  }
}
