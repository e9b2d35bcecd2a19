package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What cookbooks say in the bodies of resource and provider classes. */
final class LwrpMethods {
  private static final String[] WITHOUT_EFFECT = {
    "state_attrs",
    "state_for_resource_reporter",
    "identity_attr",
    "identity_property",
    "identity_properties",
    "state_properties",
    "unified_mode",
    "chef_version_for_provides",
    "description",
    "introduced",
    "examples",
    "deprecated",
    "preview_resource",
    "resource_deprecated",
    "default_guard_interpreter",
    "deprecated_property_alias",
    "rules",
    "partial",
    "subclass_load"
  };

  private final ChefRun run;
  private final Interpreter ruby;
  private final ResourceTypes types;

  LwrpMethods(ChefRun run) {
    this.run = run;
    this.ruby = run.ruby();
    this.types = run.types();
    installResource();
    installProvider();
  }

  private void installResource() {
    RubyClass resource = run.classes().resource();
    Methods methods =
        Methods.of(ruby.model().singleton(resource))
            .method("property", 1, Methods.ANY, this::property)
            .method("attribute", 1, Methods.ANY, this::property)
            .method("actions", 0, Methods.ANY, this::actions)
            .alias("actions", "allowed_actions", "allowed_actions=")
            .method("default_action", 0, 1, this::defaultAction)
            .alias("default_action", "default_action=")
            .method("action", 1, Methods.ANY, this::action)
            .method("action_class", 0, 0, this::actionClass)
            .alias("action_class", "declare_action_class")
            .method("load_current_value", 0, this::loadCurrentValue)
            .method("resource_name", 0, 1, this::resourceName)
            .alias("resource_name", "resource_name=")
            .method("provides", 1, Methods.ANY, this::provides)
            .method("property_is_set?", 1, call -> RubyNil.NIL)
            .method("properties", 0, call -> new RubyHash());
    ignore(methods);
  }

  private void installProvider() {
    Methods methods =
        Methods.of(ruby.model().singleton(run.classes().provider()))
            .method("action", 1, Methods.ANY, this::action)
            .method("provides", 1, Methods.ANY, this::providesProvider)
            .method("use_inline_resources", 0, call -> RubyNil.NIL)
            .method("use_inline_resources=", 1, call -> RubyNil.NIL)
            .method("include_resource_dsl", 0, Methods.ANY, call -> RubyNil.NIL)
            .method("implements", 0, Methods.ANY, call -> RubyNil.NIL);
    ignore(methods);
  }

  private static void ignore(Methods methods) {
    for (String name : WITHOUT_EFFECT) {
      methods.method(name, 0, Methods.ANY, call -> RubyNil.NIL);
    }
  }

  private static RubyClass type(Call call) {
    return call.self(RubyClass.class);
  }

  private RubyValue property(Call call) {
    String name = call.nameText(0);
    Map<String, RubyValue> options = new LinkedHashMap<>();
    if (call.count() > 1 && call.argument(call.count() - 1) instanceof RubyHash hash) {
      hash.map().forEach((key, value) -> options.put(Plain.text(key), value));
    }
    boolean named = truthy(options.get("name_property")) || truthy(options.get("name_attribute"));
    run.resources().define(type(call), new ResourceTypes.Property(name, options, named));
    return new RubySymbol(name);
  }

  private static boolean truthy(@org.jspecify.annotations.Nullable RubyValue value) {
    return value != null && value.truthy();
  }

  private static List<RubyValue> flat(Call call) {
    List<RubyValue> values = new ArrayList<>();
    for (RubyValue argument : call.arguments()) {
      if (argument instanceof RubyArray list) {
        values.addAll(list.list());
      } else {
        values.add(argument);
      }
    }
    return values;
  }

  private RubyValue actions(Call call) {
    return new RubyArray(flat(call));
  }

  private RubyValue defaultAction(Call call) {
    if (call.has(0)) {
      types.own(type(call)).setDefaultAction(flat(call));
    }
    return new RubyArray(types.own(type(call)).defaultAction());
  }

  private RubyValue action(Call call) {
    String name = call.nameText(0);
    if (call.block().isEmpty()) {
      return RubyNil.NIL;
    }
    ResourceTypes.Traits traits = types.own(type(call));
    RubyProc block = call.requireBlock();
    traits.actions().put(name, block);
    Methods.of(type(call)).method("action_" + name, 0, inner -> ruby.callAs(inner.self(), block));
    boolean resource = type(call).inherits(run.classes().resource());
    boolean none = types.all(type(call)).stream().allMatch(it -> it.defaultAction().isEmpty());
    if (resource && none) {
      traits.setDefaultAction(List.of(new RubySymbol(name)));
    }
    return new RubySymbol(name);
  }

  private RubyValue actionClass(Call call) {
    ResourceTypes.Traits traits = types.own(type(call));
    RubyModule module =
        traits.actionClass().orElseGet(() -> ruby.model().newClass(run.classes().lwrpProvider()));
    traits.setActionClass(module);
    call.block().ifPresent(block -> ruby.callInside(module, block));
    return module;
  }

  private RubyValue loadCurrentValue(Call call) {
    call.block().ifPresent(types.own(type(call))::setLoadCurrentValue);
    return RubyNil.NIL;
  }

  private RubyValue resourceName(Call call) {
    ResourceTypes.Traits traits = types.own(type(call));
    if (call.has(0) && !(call.argument(0) instanceof RubyNil)) {
      traits.setResourceName(call.nameText(0));
      types.provide(call.nameText(0), type(call));
    }
    return traits.resourceName().<RubyValue>map(RubySymbol::new).orElse(RubyNil.NIL);
  }

  private RubyValue provides(Call call) {
    if (applies(call)) {
      types.provide(call.nameText(0), type(call));
    }
    return RubyNil.NIL;
  }

  private RubyValue providesProvider(Call call) {
    if (applies(call)) {
      types.provideProvider(call.nameText(0), type(call));
    }
    return RubyNil.NIL;
  }

  /** {@code provides :x, platform_family: 'rhel'} holds on such nodes only. */
  private boolean applies(Call call) {
    RubyHash options = call.options();
    for (String fact : new String[] {"platform", "platform_family", "os"}) {
      var wanted = options.get(fact);
      if (wanted.isPresent()) {
        List<RubyValue> names =
            wanted.get() instanceof RubyArray list ? list.list() : List.of(wanted.get());
        String own = run.fact(fact);
        if (names.stream().map(Plain::text).noneMatch(it -> it.equals(own))) {
          return false;
        }
      }
    }
    return call.block().isEmpty() || call.yieldsTrue(run.node());
  }

  /** Returns the class behind a resource file, ready for its body. */
  RubyClass resourceClass(String cookbook, String file) {
    RubyClass made = ruby.model().newClass(run.classes().lwrpResource());
    String type =
        file.equals("default")
            ? cookbook.replace('-', '_')
            : cookbook.replace('-', '_') + "_" + file;
    name(run.classes().resource(), made, type);
    types.own(made).setCookbook(cookbook);
    types.own(made).setResourceName(type);
    types.provide(type, made);
    return made;
  }

  /** Returns the class behind a provider file, ready for its body. */
  RubyClass providerClass(String cookbook, String file) {
    RubyClass made = ruby.model().newClass(run.classes().lwrpProvider());
    String type =
        file.equals("default")
            ? cookbook.replace('-', '_')
            : cookbook.replace('-', '_') + "_" + file;
    name(run.classes().provider(), made, type);
    types.own(made).setCookbook(cookbook);
    types.provideProvider(type, made);
    return made;
  }

  private static void name(RubyClass scope, RubyClass made, String type) {
    String constant = ChefObjects.camelCase(type);
    if (!constant.isEmpty() && Character.isUpperCase(constant.charAt(0))) {
      scope.constant(constant, made);
    } else {
      made.name(scope.name() + "::" + constant);
    }
  }
}
