package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Arguments;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The node object ({@code Chef::Node}). */
final class NodeMethods {
  /**
   * Names of levels as recipes write them; {@code set} is what {@code normal} was until Chef 13.
   */
  private static final Map<String, AttributeLevel> LEVELS =
      Map.of(
          "default", AttributeLevel.DEFAULT,
          "role_default", AttributeLevel.ROLE_DEFAULT,
          "env_default", AttributeLevel.ENVIRONMENT_DEFAULT,
          "force_default", AttributeLevel.FORCE_DEFAULT,
          "normal", AttributeLevel.NORMAL,
          "set", AttributeLevel.NORMAL,
          "override", AttributeLevel.OVERRIDE,
          "role_override", AttributeLevel.ROLE_OVERRIDE,
          "env_override", AttributeLevel.ENVIRONMENT_OVERRIDE,
          "force_override", AttributeLevel.FORCE_OVERRIDE);

  private static final String RECIPES = "recipes";

  /** A path that is written only where nothing is yet: {@code default_unless}. */
  private record Unless(RubyObject node, AttributeLevel level, List<RubyValue> path) {}

  private final ChefRun run;
  private final Interpreter ruby;
  private final Mashes mashes;
  private final RubyClass node;
  private final RubyClass unless;
  private final RunListMethods runLists;

  NodeMethods(ChefRun run) {
    this.run = run;
    this.ruby = run.ruby();
    this.mashes = run.mashes();
    this.node = (RubyClass) ruby.model().module(ChefObjects.NODE);
    this.unless = ruby.model().defineClass("Chef::Node::Unless", ruby.model().object());
    this.runLists = new RunListMethods(ruby);
    install();
  }

  /** Makes the node object. */
  RubyObject make(NodeState state) {
    return fill(new RubyObject(node), state);
  }

  private RubyObject fill(RubyObject object, NodeState state) {
    object.carry(state);
    for (AttributeLevel level : AttributeLevel.values()) {
      if (mashes.writable(state.attributes().level(level)) instanceof RubyHash hash) {
        state.attributes().replace(level, hash);
      }
    }
    return object;
  }

  /** Returns the merged value of a top-level attribute; empty when no level has it. */
  static Optional<RubyValue> read(NodeState state, String name) {
    return state.attributes().read(name);
  }

  private void install() {
    Methods methods = Methods.of(node);
    LEVELS.forEach(
        (name, level) -> {
          methods.method(name, 0, 0, call -> state(call).attributes().level(level));
          methods.method(name + "!", 0, Methods.ANY, call -> state(call).attributes().level(level));
          methods.method(name + "_attrs", 0, call -> state(call).attributes().level(level));
          methods.method(
              name + "_unless",
              0,
              call -> unless(new Unless(call.self(RubyObject.class), level, List.of())));
        });
    methods
        .method(
            "initialize",
            0,
            Methods.ANY,
            call -> fill(call.self(RubyObject.class), NodeState.empty()))
        .method("automatic", 0, call -> state(call).attributes().level(AttributeLevel.AUTOMATIC))
        .alias("automatic", "automatic_attrs")
        .method("[]", 1, this::index)
        .method("attribute?", 1, call -> RubyBoolean.of(find(call, call.argument(0)).isPresent()))
        .alias("attribute?", "key?", "has_key?", "include?", "member?")
        .method("read", 0, Methods.ANY, call -> dig(call, call.arguments()))
        .alias("read", "dig")
        .method("read!", 1, Methods.ANY, call -> demand(call, call.arguments()))
        .method(
            "exist?",
            1,
            Methods.ANY,
            call -> RubyBoolean.of(!(dig(call, call.arguments()) instanceof RubyNil)))
        .method("fetch", 1, 2, this::fetch)
        .method("write", 3, Methods.ANY, this::write)
        .alias("write", "write!")
        .method("rm", 1, Methods.ANY, call -> remove(call, List.of(AttributeLevel.values())))
        .method("rm_default", 1, Methods.ANY, call -> remove(call, AttributeLevel.GROUPS.get(0)))
        .method("rm_normal", 1, Methods.ANY, call -> remove(call, AttributeLevel.GROUPS.get(1)))
        .method("rm_override", 1, Methods.ANY, call -> remove(call, AttributeLevel.GROUPS.get(2)))
        .method("attributes", 0, NodeMethods::merged)
        .alias(
            "attributes", "to_hash", "to_h", "as_json", "merged_attributes", "construct_attributes")
        .method("keys", 0, call -> texts(state(call).attributes().keys()))
        .method("each", 0, call -> call.send(merged(call), "each"))
        .method("name", 0, 1, call -> text(state(call).spec().name()))
        .method("to_s", 0, call -> text("node[" + state(call).spec().name() + "]"))
        .method("chef_environment", 0, 1, call -> text(state(call).spec().environment()))
        .alias("chef_environment", "environment")
        .method("policy_name", 0, call -> orNil(state(call).spec().policy().map(Policy::name)))
        .method("policy_group", 0, call -> orNil(state(call).spec().policyGroup()))
        .method("run_state", 0, call -> state(call).runState())
        .method("run_list", 0, Methods.ANY, call -> runLists.make(state(call).spec().runList()))
        .method("roles", 0, call -> texts(state(call).expansion().roles()))
        .method("role?", 1, call -> has(state(call).expansion().roles(), call.nameText(0)))
        .method("recipe?", 1, this::hasRecipe)
        .method("run_list?", 1, this::runListHas)
        .method("tags", 0, this::tags)
        .method("save", 0, Methods.ANY, call -> call.self())
        .alias("save", "update_file_info!", "expand!", "reset_defaults_and_overrides")
        .method("consume_attributes", 1, this::consume)
        .method("method_missing", 1, Methods.ANY, this::missing)
        .method(
            "respond_to_missing?",
            1,
            2,
            call -> RubyBoolean.of(find(call, text(call.nameText(0))).isPresent()));
    Methods.of(unless)
        .method("[]", 1, call -> unless(deeper(call)))
        .method("[]=", 2, this::writeUnless)
        .method("method_missing", 1, Methods.ANY, this::missingUnless);
  }

  static NodeState state(Call call) {
    return state(call.self(RubyObject.class));
  }

  static NodeState state(RubyObject node) {
    return node.payload(NodeState.class).orElseGet(NodeState::empty);
  }

  private static RubyValue orNil(Optional<String> text) {
    return text.<RubyValue>map(RubyString::new).orElse(RubyNil.NIL);
  }

  private static RubyString text(String text) {
    return new RubyString(text);
  }

  private static RubyArray texts(Iterable<String> items) {
    RubyArray array = new RubyArray();
    items.forEach(item -> array.list().add(text(item)));
    return array;
  }

  private static RubyBoolean has(List<String> items, String wanted) {
    return RubyBoolean.of(items.contains(wanted));
  }

  /** Chef compares names as they are written, with those of included recipes too. */
  private RubyValue hasRecipe(Call call) {
    RubyValue listed = runListHas(call);
    RubyValue loaded = read(state(call), RECIPES).orElse(RubyNil.NIL);
    return listed.truthy() || !(loaded instanceof RubyArray list)
        ? listed
        : call.send(list, "include?", call.argument(0));
  }

  private RubyValue runListHas(Call call) {
    return call.send(runLists.make(state(call).spec().runList()), "include?", call.argument(0));
  }

  /** Takes down that a recipe was included. */
  void included(RubyObject node, String recipe) {
    RubyHash automatic = state(node).attributes().level(AttributeLevel.AUTOMATIC);
    RubyString name = text(recipe);
    if (automatic.get(text(RECIPES)).orElse(RubyNil.NIL) instanceof RubyArray known
        && !known.list().contains(name)) {
      ruby.modify(known).list().add(name);
    }
  }

  private Optional<RubyValue> find(Call call, RubyValue name) {
    String key = Plain.text(name);
    Optional<RubyValue> value = read(state(call), key).map(mashes::view);
    if (!Facts.isReportedEverywhere(key)) {
      value.ifPresent(it -> run.credentials().mark(it, List.of(key), call.origin()));
    }
    return value;
  }

  private RubyValue index(Call call) {
    String name = Plain.text(call.argument(0));
    return find(call, call.argument(0))
        .orElseGet(
            () ->
                Facts.isReportedEverywhere(name) && !state(call).factsAreComplete()
                    ? call.unknown("node['" + name + "'] is a fact of the host")
                    : RubyNil.NIL);
  }

  private RubyValue dig(Call call, List<RubyValue> path) {
    if (path.isEmpty()) {
      return merged(call);
    }
    RubyValue value = find(call, path.get(0)).orElse(RubyNil.NIL);
    for (RubyValue step : path.subList(1, path.size())) {
      if (value instanceof RubyNil) {
        return value;
      }
      value = call.send(value, "[]", step);
    }
    return value;
  }

  private RubyValue demand(Call call, List<RubyValue> path) {
    RubyValue value = dig(call, path);
    if (value instanceof RubyNil) {
      throw call.error(
          "Chef::Exceptions::NoSuchAttribute",
          String.join(".", path.stream().map(Plain::text).toList()));
    }
    return value;
  }

  private RubyValue fetch(Call call) {
    Optional<RubyValue> value = find(call, call.argument(0));
    if (value.isPresent()) {
      return value.get();
    }
    if (call.block().isPresent()) {
      return call.yield(call.argument(0));
    }
    if (call.has(1)) {
      return call.argument(1);
    }
    throw call.error("KeyError", "key not found: " + ruby.inspect(call.argument(0)));
  }

  private RubyValue write(Call call) {
    AttributeLevel level = LEVELS.getOrDefault(call.nameText(0), AttributeLevel.DEFAULT);
    List<RubyValue> path = call.arguments().subList(1, call.count() - 1);
    put(state(call), level, path, call.argument(call.count() - 1));
    return call.argument(call.count() - 1);
  }

  private void put(NodeState state, AttributeLevel level, List<RubyValue> path, RubyValue value) {
    RubyValue hash = state.attributes().level(level);
    for (RubyValue step : path.subList(0, path.size() - 1)) {
      hash = ruby.send(hash, "[]", step);
    }
    ruby.send(hash, "[]=", path.get(path.size() - 1), value);
  }

  private RubyValue remove(Call call, List<AttributeLevel> levels) {
    RubyValue before = dig(call, call.arguments());
    List<RubyValue> path = call.arguments().stream().map(Mashes::key).toList();
    for (AttributeLevel level : levels) {
      RubyValue hash = state(call).attributes().level(level);
      for (RubyValue step : path.subList(0, path.size() - 1)) {
        hash = hash instanceof RubyHash outer ? outer.get(step).orElse(RubyNil.NIL) : RubyNil.NIL;
      }
      if (hash instanceof RubyHash holder) {
        call.modify(holder).map().remove(path.get(path.size() - 1));
      }
    }
    return before;
  }

  private static RubyValue merged(Call call) {
    RubyHash all = new RubyHash();
    NodeState state = state(call);
    for (String key : state.attributes().keys()) {
      read(state, key).ifPresent(value -> all.put(text(key), value));
    }
    return all;
  }

  private RubyValue tags(Call call) {
    RubyHash normal = state(call).attributes().level(AttributeLevel.NORMAL);
    RubyValue present = normal.get(text("tags")).orElse(RubyNil.NIL);
    if (!(present instanceof RubyArray)) {
      present = new RubyArray();
      call.modify(normal).put(text("tags"), present);
    }
    return present;
  }

  private RubyValue consume(Call call) {
    if (call.argument(0) instanceof RubyHash hash) {
      ruby.touch(state(call));
      state(call).attributes().mergeInto(AttributeLevel.NORMAL, (RubyHash) mashes.writable(hash));
    }
    return call.self();
  }

  /** Attributes as methods, as before Chef 13: {@code node.platform}. */
  private RubyValue missing(Call call) {
    String name = call.nameText(0);
    if (name.endsWith("?")) {
      RubyString key = text(name.substring(0, name.length() - 1));
      return RubyBoolean.of(find(call, key).isPresent());
    }
    RubyValue value = call.send(call.self(), "[]", text(name));
    if (value instanceof RubyNil && find(call, text(name)).isEmpty()) {
      return run.insteadOfAttribute("node." + name)
          .orElseThrow(
              () ->
                  call.error(
                      "NoMethodError",
                      "undefined method `" + name + "' for node " + state(call).spec().name()));
    }
    return value;
  }

  private RubyValue unless(Unless payload) {
    RubyObject object = new RubyObject(unless);
    object.carry(payload);
    return object;
  }

  private Unless deeper(Call call) {
    return deeper(call, call.argument(0));
  }

  private static Unless deeper(Call call, RubyValue step) {
    Unless present = call.self(RubyObject.class).payload(Unless.class).orElseThrow();
    List<RubyValue> path = new ArrayList<>(present.path());
    path.add(step);
    return new Unless(present.node(), present.level(), path);
  }

  private RubyValue writeUnless(Call call) {
    Unless target = deeper(call);
    RubyValue present = ruby.send(target.node(), "read", Arguments.of(target.path()));
    if (present instanceof RubyNil) {
      put(state(target.node()), target.level(), target.path(), call.argument(1));
    }
    return call.argument(1);
  }

  private RubyValue missingUnless(Call call) {
    String name = call.nameText(0);
    return name.endsWith("=")
        ? call.send(
            call.self(), "[]=", text(name.substring(0, name.length() - 1)), call.argument(1))
        : unless(deeper(call, text(name)));
  }
}
