package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.ConverterCatalogue;
import dev.ramekin.converters.operations.ResourceConverter;
import dev.ramekin.lang.Restorable;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which class a resource type has: one that a cookbook wrote, or one of Chef's own, which is made
 * when it is first asked for.
 */
final class ResourceTypes implements Restorable {
  /** What a class of resources is. Held beside the class because a class carries no payload. */
  static final class Traits {
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final Map<String, RubyProc> actions = new LinkedHashMap<>();
    private List<RubyValue> defaultAction = List.of();
    private Optional<RubyClass> actionClass = Optional.empty();
    private Optional<RubyProc> loadCurrentValue = Optional.empty();
    private Optional<String> cookbook = Optional.empty();
    private Optional<String> builtIn = Optional.empty();
    private Optional<String> resourceName = Optional.empty();

    Map<String, Property> properties() {
      return properties;
    }

    Map<String, RubyProc> actions() {
      return actions;
    }

    List<RubyValue> defaultAction() {
      return defaultAction;
    }

    void setDefaultAction(List<RubyValue> actionNames) {
      defaultAction = List.copyOf(actionNames);
    }

    Optional<RubyClass> actionClass() {
      return actionClass;
    }

    void setActionClass(RubyClass performing) {
      actionClass = Optional.of(performing);
    }

    Optional<RubyProc> loadCurrentValue() {
      return loadCurrentValue;
    }

    void setLoadCurrentValue(RubyProc block) {
      loadCurrentValue = Optional.of(block);
    }

    /** Returns the cookbook that defines it. */
    Optional<String> cookbook() {
      return cookbook;
    }

    void setCookbook(String name) {
      cookbook = Optional.of(name);
    }

    /** Returns the type's name when it is one of Chef's own. */
    Optional<String> builtIn() {
      return builtIn;
    }

    void setBuiltIn(String type) {
      builtIn = Optional.of(type);
    }

    Optional<String> resourceName() {
      return resourceName;
    }

    void setResourceName(String name) {
      resourceName = Optional.of(name);
    }
  }

  private final Interpreter ruby;
  private final ChefClasses classes;
  private final ConverterCatalogue converters;
  private final Map<RubyModule, Traits> traits = new HashMap<>();
  private final Map<String, RubyClass> builtIn = new HashMap<>();
  private final Provisions provided = new Provisions();
  private final Provisions providers = new Provisions();

  ResourceTypes(Interpreter ruby, ChefClasses classes, ConverterCatalogue converters) {
    this.ruby = ruby;
    this.classes = classes;
    this.converters = converters;
  }

  /** Returns what a class itself declares. */
  Traits own(RubyModule type) {
    return traits.computeIfAbsent(type, it -> new Traits());
  }

  /** Returns what a class and its superclasses declare, the class first. */
  List<Traits> all(RubyClass type) {
    return type.ancestors().stream().filter(traits::containsKey).map(this::own).toList();
  }

  /** Returns what a resource's class and its superclasses declare. */
  List<Traits> of(RubyObject resource) {
    return all(ruby.model().classOf(resource));
  }

  /** Makes a class known under a type name. */
  void provide(String type, Provisions.Provision provision) {
    ruby.touch(this);
    provided.add(type, provision);
  }

  /** Makes a class known under a type name on every node. */
  void provide(String type, RubyClass resourceClass) {
    provide(type, new Provisions.Provision(resourceClass, 0, () -> true));
  }

  /** Makes a provider known for a type name. */
  void provideProvider(String type, Provisions.Provision provision) {
    ruby.touch(this);
    providers.add(type, provision);
  }

  Optional<RubyClass> providerOf(String type) {
    return providers.find(type);
  }

  /** Finds the class that a cookbook defines for a type. */
  Optional<RubyClass> custom(String type) {
    if (ChefTypes.isPreferred(type)) {
      return Optional.empty();
    }
    Optional<RubyClass> known = provided.find(type);
    if (known.isPresent()) {
      return known;
    }
    RubyValue constant = classes.resource().constants().get(ChefObjects.camelCase(type));
    return constant instanceof RubyClass found && own(found).builtIn().isEmpty()
        ? Optional.of(found)
        : Optional.empty();
  }

  /** Returns the class of a type; one of Chef's own kind when no cookbook defines it. */
  RubyClass find(String type) {
    return custom(type).orElseGet(() -> builtIn(type));
  }

  /** Returns Chef's own class of a type, also under its name in {@code Chef::Resource}. */
  RubyClass builtIn(String type) {
    return builtIn.computeIfAbsent(
        type,
        wanted -> {
          RubyClass made = ruby.model().newClass(classes.resource());
          own(made).setBuiltIn(wanted);
          String constant = ChefObjects.camelCase(wanted);
          if (!classes.resource().constants().containsKey(constant)
              && !constant.isEmpty()
              && Character.isUpperCase(constant.charAt(0))) {
            classes.resource().constant(constant, made);
          }
          return made;
        });
  }

  /** Returns Chef's own type that a resource is or inherits from. */
  Optional<String> builtInType(RubyObject resource) {
    return of(resource).stream().flatMap(it -> it.builtIn().stream()).findFirst();
  }

  /** Returns the converter file's knowledge of a resource's type. */
  Optional<ResourceConverter> converter(String type) {
    return converters.find(type);
  }

  /** Returns whether a type is one of Chef's own, for Linux or for another platform. */
  boolean isChefs(String type) {
    return ChefTypes.isKnown(type)
        || converter(type).filter(it -> it.cookbook().isEmpty()).isPresent()
        || converters.otherPlatform(type).isPresent();
  }

  /** Returns whether some resource types of a community cookbook have converters. */
  boolean knowsCookbook(String cookbook) {
    return converters.knowsCookbook(cookbook);
  }

  /** Returns whether every resource has a property of that name. */
  boolean isCommon(String property) {
    return converters.isCommon(property);
  }

  /** Returns the actions a resource has when none is named. */
  List<RubyValue> defaultActions(RubyObject resource) {
    for (Traits own : of(resource)) {
      if (!own.defaultAction().isEmpty()) {
        return own.defaultAction();
      }
    }
    Optional<RubyValue> byInitialize = resource.variable("action");
    if (byInitialize.isPresent()) {
      return byInitialize.get() instanceof RubyArray list
          ? list.list()
          : List.of(byInitialize.get());
    }
    return builtInType(resource).map(this::chefsDefaultActions).orElse(List.of()).stream()
        .<RubyValue>map(RubyString::new)
        .toList();
  }

  private List<String> chefsDefaultActions(String type) {
    List<String> known = ChefTypes.defaultActions(type);
    return known.isEmpty()
        ? converter(type).map(ResourceConverter::defaultActions).orElse(List.of())
        : known;
  }

  @Override
  public Runnable snapshot() {
    Runnable oldProvided = provided.snapshot();
    Runnable oldProviders = providers.snapshot();
    return () -> {
      oldProvided.run();
      oldProviders.run();
    };
  }
}
