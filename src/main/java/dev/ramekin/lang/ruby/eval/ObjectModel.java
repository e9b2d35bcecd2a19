package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.Hierarchy;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyMatch;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The classes of one interpreter, and which class a value has. */
public final class ObjectModel {
  private final Hierarchy hierarchy;
  private final RubyClass basicObject;
  private final RubyClass object;
  private final RubyClass module;
  private final RubyClass classClass;
  private final Map<Class<?>, RubyClass> types = new HashMap<>();
  private final Map<RubyClass, Function<RubyClass, RubyObject>> allocators = new HashMap<>();

  ObjectModel(Hierarchy.Equality equality) {
    hierarchy = new Hierarchy(equality);
    basicObject = new RubyClass(hierarchy, "BasicObject", Optional.empty());
    object = new RubyClass(hierarchy, "Object", Optional.of(basicObject));
    module = new RubyClass(hierarchy, "Module", Optional.of(object));
    classClass = new RubyClass(hierarchy, "Class", Optional.of(module));
    basicObject.become(new RubyClass(basicObject, classClass));
    for (RubyClass first : new RubyClass[] {object, module, classClass}) {
      first.become(new RubyClass(first, meta(first.superclass().orElse(basicObject))));
    }
    for (RubyClass first : new RubyClass[] {basicObject, object, module, classClass}) {
      object.constant(first.name(), first);
    }
    object.include(defineModule("Kernel"));
    defineModule("Comparable");
    defineModule("Enumerable");
    allocators.put(object, RubyObject::new);
    defineValueTypes();
  }

  private void defineValueTypes() {
    types.put(RubyNil.class, defineClass("NilClass", object));
    defineClass("TrueClass", object);
    defineClass("FalseClass", object);
    RubyClass numeric = defineClass("Numeric", object);
    numeric.include(module("Comparable"));
    types.put(RubyInteger.class, defineClass("Integer", numeric));
    types.put(RubyFloat.class, defineClass("Float", numeric));
    types.put(RubySymbol.class, defineClass("Symbol", object));
    types.put(RubyRange.class, defineClass("Range", object));
    types.put(RubyRegexp.class, defineClass("Regexp", object));
    types.put(RubyMatch.class, defineClass("MatchData", object));
    allocated("String", RubyString.class, () -> new RubyString(""));
    allocated("Array", RubyArray.class, RubyArray::new);
    allocated("Hash", RubyHash.class, RubyHash::new);
    types.put(RubyProc.class, defineClass("Proc", object));
    types.put(RubyModule.class, module);
    types.put(RubyClass.class, classClass);
    for (String name : new String[] {"String", "Symbol"}) {
      module(name).include(module("Comparable"));
    }
    for (String name : new String[] {"Array", "Hash", "Range"}) {
      module(name).include(module("Enumerable"));
    }
  }

  private void allocated(
      String name, Class<?> kind, java.util.function.Supplier<RubyObject> allocator) {
    RubyClass type = defineClass(name, object);
    types.put(kind, type);
    allocator(
        type,
        wanted -> {
          RubyObject made = allocator.get();
          if (wanted != type) {
            made.become(wanted);
          }
          return made;
        });
  }

  private static RubyClass meta(RubyClass type) {
    return type.type().orElseThrow();
  }

  /** Returns Object. */
  public RubyClass object() {
    return object;
  }

  /** Returns a class that is defined at the top level; it has to be there. */
  public RubyClass type(String name) {
    return (RubyClass) module(name);
  }

  /** Returns a module that is defined at the top level or by a full name; it has to be there. */
  public RubyModule module(String name) {
    return (RubyModule)
        find(name).orElseThrow(() -> new IllegalStateException("no module " + name));
  }

  /** Finds a constant by its full name, {@code Chef::Recipe}. */
  public Optional<RubyValue> find(String path) {
    RubyValue value = object;
    for (String part : path.split("::")) {
      RubyValue next = value instanceof RubyModule scope ? scope.constants().get(part) : null;
      if (next == null) {
        return Optional.empty();
      }
      value = next;
    }
    return Optional.of(value);
  }

  /** Defines a class by its full name; the modules around it have to be there. */
  public RubyClass defineClass(String path, RubyClass superclass) {
    RubyClass made = newClass(superclass);
    place(path, made);
    return made;
  }

  /** Defines a module by its full name; the modules around it have to be there. */
  public RubyModule defineModule(String path) {
    RubyModule made = new RubyModule(hierarchy, "");
    place(path, made);
    return made;
  }

  private void place(String path, RubyModule made) {
    int end = path.lastIndexOf("::");
    RubyModule scope = end < 0 ? object : module(path.substring(0, end));
    scope.constant(end < 0 ? path : path.substring(end + 2), made);
  }

  /** Makes an anonymous class. */
  public RubyClass newClass(RubyClass superclass) {
    RubyClass made = new RubyClass(hierarchy, "", Optional.of(superclass));
    made.become(new RubyClass(made, meta(superclass)));
    return made;
  }

  /** Makes an anonymous module. */
  public RubyModule newModule() {
    return new RubyModule(hierarchy, "");
  }

  /**
   * Says how objects of a class and its subclasses are made, before {@code initialize} is called.
   */
  public void allocator(RubyClass type, Function<RubyClass, RubyObject> allocator) {
    allocators.put(type, allocator);
  }

  /** Makes an object of a class without initializing it. */
  public RubyObject allocate(RubyClass type) {
    for (RubyClass candidate = type; ; candidate = candidate.superclass().orElse(object)) {
      Function<RubyClass, RubyObject> allocator = allocators.get(candidate);
      if (allocator != null) {
        return allocator.apply(type);
      }
    }
  }

  /** Returns the class that method lookup starts from: the singleton class if there is one. */
  public RubyClass typeOf(RubyValue value) {
    if (value instanceof RubyObject candidate && candidate.type().isPresent()) {
      return candidate.type().get();
    }
    if (value instanceof RubyBoolean) {
      return type(value.truthy() ? "TrueClass" : "FalseClass");
    }
    return types.getOrDefault(value.getClass(), object);
  }

  /** Returns the class as {@code value.class} gives it. */
  public RubyClass classOf(RubyValue value) {
    return typeOf(value).real().orElse(object);
  }

  /** Returns the singleton class of an object, making it when it is not there yet. */
  public RubyClass singleton(RubyObject target) {
    RubyClass type = typeOf(target);
    if (type.attached().filter(owner -> owner == target).isPresent()) {
      return type;
    }
    RubyClass made = new RubyClass(target, type);
    target.become(made);
    return made;
  }

  /** Returns whether a value is of a class or has a module mixed in. */
  public boolean isA(RubyValue value, RubyModule type) {
    return typeOf(value).inherits(type);
  }

  /** Returns whether a value is of a class named by its full name. */
  public boolean isA(RubyValue value, String type) {
    return find(type).filter(found -> isA(value, (RubyModule) found)).isPresent();
  }
}
