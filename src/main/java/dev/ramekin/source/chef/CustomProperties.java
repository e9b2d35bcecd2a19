package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Declares, reads and writes the properties that cookbooks give their resources, as {@code
 * Chef::Mixin::Properties} and {@code Chef::Property} do.
 */
final class CustomProperties {
  private final Interpreter ruby;
  private final ResourceTypes types;
  private final PropertyValidation validation;
  private final RubyClass reflection;

  CustomProperties(ChefRun run) {
    this.ruby = run.ruby();
    this.types = run.types();
    this.validation = new PropertyValidation(ruby);
    this.reflection = ruby.model().defineClass("Chef::Property", ruby.model().object());
    Methods.of(reflection)
        .method("name", 0, call -> new RubySymbol(of(call).name()))
        .method("options", 0, call -> options(of(call)))
        .method("name_property?", 0, call -> truth(of(call).isName()))
        .method("desired_state?", 0, call -> truth(of(call).isState()))
        .method("identity?", 0, call -> truth(of(call).isIdentity()))
        .method("has_default?", 0, call -> truth(of(call).hasDefault()))
        .method("sensitive?", 0, call -> of(call).option("sensitive").orElse(truth(false)))
        .method("default", 0, call -> of(call).option("default").orElse(RubyNil.NIL))
        .method("required?", 0, 1, call -> truth(of(call).isRequired(Plain.text(call.argument(0)))))
        .method("is_set?", 1, call -> truth(isSet(resource(call), of(call))))
        .method("get", 1, 2, call -> get(resource(call), of(call)))
        .method("set", 2, call -> set(resource(call), of(call), call.argument(1)));
    Methods.of(ruby.model().singleton(run.classes().resource()))
        .method("property", 1, Methods.ANY, this::declare)
        .alias("property", "attribute")
        .method("property_type", 0, Methods.ANY, call -> reflect(new Property("", given(call))))
        .method("properties", 0, 1, call -> reflect(properties(call)))
        .method("state_properties", 0, Methods.ANY, call -> list(call, true))
        .method("identity_properties", 0, Methods.ANY, call -> list(call, false))
        .method("deprecated_property_alias", 2, 3, this::alias);
  }

  private static RubyValue truth(boolean value) {
    return RubyBoolean.of(value);
  }

  private static Property of(Call call) {
    return property(call.self()).orElseThrow(() -> call.error("TypeError", "no property"));
  }

  private static Optional<Property> property(RubyValue value) {
    return value instanceof RubyObject object ? object.payload(Property.class) : Optional.empty();
  }

  private static RubyObject resource(Call call) {
    return call.argument(0, RubyObject.class, "Chef::Resource");
  }

  private static RubyHash options(Property property) {
    RubyHash hash = new RubyHash();
    property.options().forEach((key, value) -> hash.put(new RubySymbol(key), value));
    return hash;
  }

  // Declaring

  private static Map<String, RubyValue> given(Call call) {
    Map<String, RubyValue> options = new LinkedHashMap<>();
    call.options().map().forEach((key, value) -> options.put(Plain.text(key), value));
    return options;
  }

  private RubyValue declare(Call call) {
    String name = call.nameText(0);
    RubyClass owner = call.self(RubyClass.class);
    Map<String, RubyValue> options = given(call);
    boolean typed = call.count() > 1 && !(call.argument(1) instanceof RubyHash);
    Property declared;
    if (!typed) {
      declared =
          find(owner, name)
              .map(inherited -> inherited.derive(name, options))
              .orElseGet(() -> new Property(name, options));
    } else if (property(call.argument(1)).isPresent()) {
      declared = property(call.argument(1)).get().derive(name, options);
    } else {
      options.merge("is", call.argument(1), CustomProperties::both);
      declared = new Property(name, options);
    }
    define(owner, declared);
    return new RubySymbol(name);
  }

  private static RubyValue both(RubyValue said, RubyValue type) {
    RubyArray all = new RubyArray();
    for (RubyValue value : new RubyValue[] {type, said}) {
      if (value instanceof RubyArray list) {
        all.list().addAll(list.list());
      } else {
        all.list().add(value);
      }
    }
    return all;
  }

  private void define(RubyClass owner, Property property) {
    types.own(owner).properties().put(property.name(), property);
    Methods.of(owner)
        .method(property.name(), 0, Methods.ANY, call -> access(call, property))
        .method(property.name() + "=", 1, call -> access(call, property));
  }

  /** {@code deprecated_property_alias 'old', 'new', 'why'}. */
  private RubyValue alias(Call call) {
    String old = call.nameText(0);
    String name = call.nameText(1);
    Methods.of(call.self(RubyClass.class))
        .method(old, 0, Methods.ANY, inner -> inner.send(inner.self(), name, inner.all()))
        .method(old + "=", 1, inner -> inner.send(inner.self(), name + "=", inner.all()));
    return RubyNil.NIL;
  }

  // Looking at

  /** Finds a property of a class or the classes it inherits from. */
  Optional<Property> find(RubyClass type, String name) {
    return types.all(type).stream()
        .filter(it -> it.properties().containsKey(name))
        .map(it -> it.properties().get(name))
        .findFirst();
  }

  /** Returns the properties of a class, the inherited ones first. */
  Map<String, Property> all(RubyClass type) {
    Map<String, Property> all = new LinkedHashMap<>();
    List<ResourceTypes.Traits> traits = types.all(type);
    for (int index = traits.size() - 1; index >= 0; index--) {
      all.putAll(traits.get(index).properties());
    }
    return all;
  }

  private Map<String, Property> properties(Call call) {
    RubyClass type = call.self(RubyClass.class);
    boolean inherited = !call.has(0) || call.argument(0).truthy();
    return inherited ? all(type) : types.own(type).properties();
  }

  private RubyObject reflect(Property property) {
    RubyObject object = new RubyObject(reflection);
    object.carry(property);
    return object;
  }

  private RubyHash reflect(Map<String, Property> properties) {
    RubyHash hash = new RubyHash();
    properties.forEach((name, property) -> hash.put(new RubySymbol(name), reflect(property)));
    return hash;
  }

  private RubyArray list(Call call, boolean state) {
    return new RubyArray(
        all(call.self(RubyClass.class)).values().stream()
            .filter(it -> state ? it.isState() : it.isIdentity())
            .map(this::reflect)
            .toList());
  }

  // Reading and writing

  private RubyValue access(Call call, Property property) {
    RubyObject resource = call.self(RubyObject.class);
    if (call.count() == 0) {
      return call.block().isPresent()
          ? set(resource, property, call.block().get())
          : get(resource, property);
    }
    return set(
        resource, property, call.count() == 1 ? call.argument(0) : new RubyArray(call.arguments()));
  }

  static boolean isSet(RubyObject resource, Property property) {
    return resource.variable(property.variable()).isPresent();
  }

  /** Sets a property; a lazy value is coerced when it is read. */
  RubyValue set(RubyObject resource, Property property, RubyValue given) {
    RubyValue value = plainHash(given);
    if (value instanceof RubyNil && !property.acceptsNil()) {
      value = byDefault(property);
    }
    if (!ChefObjects.isLazy(value)) {
      value = coerceAndCheck(resource, property, value);
    }
    ruby.modify(resource).set(property.variable(), value);
    return value;
  }

  private static RubyValue plainHash(RubyValue value) {
    return value instanceof RubyHash hash && hash.keywords() ? new RubyHash(hash.map()) : value;
  }

  /** Returns a property's value. A default that can be changed in place becomes the value. */
  RubyValue get(RubyObject resource, Property property) {
    Optional<RubyValue> present = resource.variable(property.variable());
    if (present.isPresent()) {
      return ChefObjects.isLazy(present.get())
          ? output(resource, property, present.get())
          : present.get();
    }
    if (!property.hasDefault()) {
      return RubyNil.NIL;
    }
    RubyValue value =
        property.options().containsKey("default")
            ? output(resource, property, byDefault(property))
            : coerce(resource, property, ruby.send(resource, "name"));
    if (value instanceof RubyString || value instanceof RubyArray || value instanceof RubyHash) {
      ruby.modify(resource).set(property.variable(), value);
    }
    return value;
  }

  private RubyValue output(RubyObject resource, Property property, RubyValue value) {
    return coerceAndCheck(resource, property, lazily(resource, value));
  }

  private RubyValue coerceAndCheck(RubyObject resource, Property property, RubyValue value) {
    RubyValue coerced = coerce(resource, property, value);
    validation.check(resource, property, coerced);
    return coerced;
  }

  private static RubyValue byDefault(Property property) {
    return copy(property.option("default").orElse(RubyNil.NIL));
  }

  /** Each resource has its own copy of a default, however deep. */
  private static RubyValue copy(RubyValue value) {
    if (value instanceof RubyString text) {
      return new RubyString(text.text(), text.taints());
    }
    if (value instanceof RubyArray list) {
      return new RubyArray(list.list().stream().map(CustomProperties::copy).toList());
    }
    if (value instanceof RubyHash hash && !hash.keywords()) {
      RubyHash copied = new RubyHash();
      copied.resemble(hash);
      hash.map().forEach((key, item) -> copied.put(key, copy(item)));
      return copied;
    }
    return value;
  }

  private RubyValue coerce(RubyObject resource, Property property, RubyValue value) {
    RubyValue coercion = property.option("coerce").orElse(RubyNil.NIL);
    return coercion instanceof RubyProc block && !(value instanceof RubyNil)
        ? inResource(resource, block, value)
        : value;
  }

  /** Finds out a lazy value; others stay as they are. */
  RubyValue lazily(RubyObject resource, RubyValue value) {
    return value instanceof RubyObject object
        ? object
            .payload(ChefObjects.Lazy.class)
            .map(lazy -> inResource(resource, lazy.block()))
            .orElse(value)
        : value;
  }

  /** A block that takes more than it is given gets the resource first, and keeps its own self. */
  private RubyValue inResource(RubyObject resource, RubyProc block, RubyValue... arguments) {
    if (block.body().arity() <= arguments.length) {
      return ruby.callAs(resource, block, arguments);
    }
    RubyValue[] all = new RubyValue[arguments.length + 1];
    all[0] = resource;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return ruby.call(block, all);
  }

  /** Returns all declared properties of a resource with their values, defaults included. */
  Map<String, RubyValue> effective(RubyObject resource) {
    Map<String, RubyValue> values = new LinkedHashMap<>();
    all(ruby.model().classOf(resource))
        .forEach((name, property) -> values.put(name, get(resource, property)));
    return values;
  }
}
