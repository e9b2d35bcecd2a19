package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.Visibility;
import dev.ramekin.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What cookbooks say in the bodies of resource and provider classes. */
final class LwrpMethods {
  private static final String[] WITHOUT_EFFECT = {
    "state_attrs",
    "state_for_resource_reporter",
    "identity_attr",
    "identity_property",
    "unified_mode",
    "chef_version_for_provides",
    "description",
    "introduced",
    "examples",
    "deprecated",
    "preview_resource",
    "resource_deprecated",
    "default_guard_interpreter",
    "rules",
    "partial",
    "subclass_load"
  };

  /** What {@code provides} may ask of a node, the narrowest first. */
  private static final List<String> FILTERS =
      List.of("platform_version", "platform", "platform_family", "os");

  private final ChefRun run;
  private final Interpreter ruby;
  private final ResourceTypes types;

  /** The resource's file while its partials are read. */
  private Optional<String> using = Optional.empty();

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
            .method("use", 1, this::use);
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

  /**
   * An action's block becomes a method of the class that carries it out, so that it may return,
   * call {@code super} and be called by other actions.
   */
  private RubyValue action(Call call) {
    String name = call.nameText(0);
    RubyClass declaring = type(call);
    boolean resource = declaring.inherits(run.classes().resource());
    boolean none =
        types.all(declaring).stream()
            .map(ResourceTypes.Traits::defaultAction)
            .filter(it -> !it.isEmpty())
            .findFirst()
            .filter(it -> !Plain.text(it.get(0)).equals("nothing"))
            .isEmpty();
    if (call.block().isPresent()) {
      types.own(declaring).actions().put(name, call.requireBlock());
      RubyModule performing = resource ? actionClass(declaring) : declaring;
      ruby.defineMethod(performing, "action_" + name, Visibility.PUBLIC, call.requireBlock());
    }
    if (resource && none) {
      types.own(declaring).setDefaultAction(List.of(new RubySymbol(name)));
    }
    return new RubySymbol(name);
  }

  private RubyValue actionClass(Call call) {
    RubyClass module = actionClass(type(call));
    call.block().ifPresent(block -> ruby.callInside(module, block));
    return module;
  }

  /** Returns the class that carries out a resource's actions; it inherits as the resource does. */
  private RubyClass actionClass(RubyClass resource) {
    ResourceTypes.Traits traits = types.own(resource);
    if (traits.actionClass().isEmpty()) {
      RubyClass base =
          resource
              .superclass()
              .filter(it -> types.all(it).stream().anyMatch(own -> own.actionClass().isPresent()))
              .map(this::actionClass)
              .orElse(run.classes().lwrpProvider());
      RubyClass made = ruby.model().newClass(base);
      made.name(resource.name() + "::ActionClass");
      traits.setActionClass(made);
    }
    return traits.actionClass().orElseThrow();
  }

  /**
   * {@code use 'partial/_common'}: the body of a file beside the one that uses it, for resources
   * that share properties ({@code Chef::Resource.use}). In a partial too the path begins at the
   * resource's file.
   */
  private RubyValue use(Call call) {
    String partial = call.text(0).replaceFirst("\\.rb$", "");
    int split = partial.lastIndexOf('/') + 1;
    String file = partial.substring(split);
    String name = file.startsWith("_") ? file : "_" + file;
    String inside = partial.substring(0, split) + name + ".rb";
    String from = using.orElse(call.file());
    SourceFile source =
        beside(from, inside)
            .or(() -> beside(call.file(), inside))
            .orElseThrow(() -> call.error("Errno::ENOENT", "there is no partial " + inside));
    Optional<String> before = using;
    using = Optional.of(from);
    try {
      return run.repository()
          .parsed()
          .program(source, run::report)
          .map(
              program ->
                  ruby.within(
                      "use " + partial, () -> ruby.classEval(source.path(), program, type(call))))
          .orElse(RubyNil.NIL);
    } finally {
      using = before;
    }
  }

  private Optional<SourceFile> beside(String file, String path) {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    return run.repository().file(Path.of(folder + path).normalize().toString());
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
    types.provide(call.nameText(0), provision(call));
    return RubyNil.NIL;
  }

  private RubyValue providesProvider(Call call) {
    types.provideProvider(call.nameText(0), provision(call));
    return RubyNil.NIL;
  }

  /** {@code provides :x, platform_family: 'rhel' do |node| … end}. */
  private Provisions.Provision provision(Call call) {
    int weight = call.block().isPresent() ? 1 : 0;
    for (String fact : FILTERS) {
      weight = 2 * weight + (call.options().get(fact).isPresent() ? 1 : 0);
    }
    return new Provisions.Provision(type(call), weight, () -> applies(call));
  }

  private boolean applies(Call call) {
    for (String fact : FILTERS) {
      Optional<RubyValue> wanted = call.options().get(fact);
      if (wanted.isPresent() && !matches(fact, wanted.get())) {
        return false;
      }
    }
    return call.block().isEmpty() || call.yieldsTrue(run.node());
  }

  /** One of the names is the node's own, and none that stands behind {@code !} is. */
  private boolean matches(String fact, RubyValue wanted) {
    String own = run.fact(fact);
    List<String> names =
        (wanted instanceof RubyArray list ? list.list() : List.of(wanted))
            .stream().map(Plain::text).toList();
    if (fact.equals("platform_version")) {
      return names.stream().anyMatch(it -> VersionConstraint.holds(it, own));
    }
    boolean named = names.contains(own) || names.contains("all");
    boolean excluding = names.stream().allMatch(it -> it.startsWith("!"));
    return !names.contains("!" + own) && (named || excluding);
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
    types.provideProvider(type, new Provisions.Provision(made, 0, () -> true));
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
