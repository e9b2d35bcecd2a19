package dev.ramekin.lang.ruby.value;

import dev.ramekin.lang.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A module or class: methods, constants, class variables and mixed in modules. */
public class RubyModule extends RubyObject {
  private final Hierarchy hierarchy;
  private String name;
  private Map<String, RubyMethod> methods = new LinkedHashMap<>();
  private Map<String, RubyValue> constants = new LinkedHashMap<>();
  private Map<String, RubyValue> classVariables = new LinkedHashMap<>();
  private List<RubyModule> included = new ArrayList<>();
  private List<RubyModule> prepended = new ArrayList<>();
  private @Nullable Unknown doubt;

  private final Map<String, Optional<RubyMethod>> found = new HashMap<>();
  private List<RubyModule> ancestors = List.of();
  private long foundVersion = -1;
  private long ancestorsVersion = -1;

  /**
   * Makes a module.
   *
   * @param name its full name, {@code Chef::Recipe}; empty for an anonymous one
   */
  public RubyModule(Hierarchy hierarchy, String name) {
    this.hierarchy = hierarchy;
    this.name = name;
  }

  /** Returns the counter of changes it belongs to. */
  public Hierarchy hierarchy() {
    return hierarchy;
  }

  /** Returns its full name; empty for an anonymous one. */
  public String name() {
    return name;
  }

  /** Names an anonymous module. */
  public void name(String newName) {
    name = newName;
  }

  /** Returns the methods of its own table. */
  public Map<String, RubyMethod> methods() {
    return methods;
  }

  /** Puts a method into its own table. */
  public void define(String method, Visibility visibility, MethodBody body) {
    methods.put(method, new RubyMethod(this, method, visibility, body));
    hierarchy.changed();
  }

  /** Takes a method out of its own table. */
  public void remove(String method) {
    methods.remove(method);
    hierarchy.changed();
  }

  /** Finds a method along the ancestors; one that was undefined is not found. */
  public Optional<RubyMethod> find(String method) {
    if (foundVersion != hierarchy.version()) {
      found.clear();
      foundVersion = hierarchy.version();
    }
    return found.computeIfAbsent(method, wanted -> search(wanted, ancestors()));
  }

  /** Returns whether its objects have their own {@code eql?} or {@code hash}. */
  boolean compares(String method) {
    return find(method)
        .map(found -> found.owner().name())
        .filter(owner -> !owner.equals("Kernel") && !owner.equals("BasicObject"))
        .isPresent();
  }

  /** Finds the method that {@code super} calls: behind the given module along the ancestors. */
  public Optional<RubyMethod> findBehind(RubyModule owner, String method) {
    List<RubyModule> all = ancestors();
    return search(method, all.subList(all.indexOf(owner) + 1, all.size()));
  }

  private static Optional<RubyMethod> search(String method, List<RubyModule> modules) {
    for (RubyModule module : modules) {
      RubyMethod candidate = module.methods.get(method);
      if (candidate != null) {
        return Optional.of(candidate).filter(RubyMethod::defined);
      }
    }
    return Optional.empty();
  }

  /** Returns itself and all modules it inherits from, in the order of method lookup. */
  public List<RubyModule> ancestors() {
    if (ancestorsVersion != hierarchy.version()) {
      Set<RubyModule> all = new LinkedHashSet<>();
      collect(all);
      ancestors = List.copyOf(all);
      ancestorsVersion = hierarchy.version();
    }
    return ancestors;
  }

  /** Adds itself and what it inherits from, unless it is there already. */
  protected void collect(Set<RubyModule> all) {
    prepended.forEach(module -> module.collect(all));
    all.add(this);
    included.forEach(module -> module.collect(all));
  }

  /** Mixes a module in, behind its own methods. */
  public void include(RubyModule module) {
    if (module != this && !ancestors().contains(module) && !module.ancestors().contains(this)) {
      included.add(0, module);
      hierarchy.changed();
    }
  }

  /** Mixes a module in, before its own methods. */
  public void prepend(RubyModule module) {
    if (module != this && !prepended.contains(module) && !module.ancestors().contains(this)) {
      prepended.add(0, module);
      hierarchy.changed();
    }
  }

  /** Returns whether it is the other or inherits from it. */
  public boolean inherits(RubyModule other) {
    return this == other || ancestors().contains(other);
  }

  /** Returns its own constants, in order. */
  public Map<String, RubyValue> constants() {
    return constants;
  }

  /** Sets a constant; an anonymous module gets its name by that. */
  public void constant(String constant, RubyValue value) {
    constants.put(constant, value);
    if (value instanceof RubyModule module && module.name().isEmpty()) {
      module.name(name.isEmpty() || name.equals("Object") ? constant : name + "::" + constant);
    }
  }

  /** Finds a constant along the ancestors. */
  public Optional<RubyValue> findConstant(String constant) {
    for (RubyModule module : ancestors()) {
      RubyValue value = module.constants.get(constant);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** Returns its own class variables, named without signs. */
  public Map<String, RubyValue> classVariables() {
    return classVariables;
  }

  /** Returns why not all of its ancestors are known. */
  public Optional<Unknown> doubt() {
    return ancestors().stream()
        .flatMap(module -> Optional.ofNullable(module.doubt).stream())
        .findFirst();
  }

  /** Notes that something unknown was inherited or mixed in. */
  public void doubtful(Unknown why) {
    doubt = why;
  }

  @Override
  public Runnable snapshot() {
    Runnable rest = super.snapshot();
    String oldName = name;
    Map<String, RubyMethod> oldMethods = new LinkedHashMap<>(methods);
    Map<String, RubyValue> oldConstants = new LinkedHashMap<>(constants);
    Map<String, RubyValue> oldVariables = new LinkedHashMap<>(classVariables);
    List<RubyModule> oldIncluded = new ArrayList<>(included);
    List<RubyModule> oldPrepended = new ArrayList<>(prepended);
    Unknown oldDoubt = doubt;
    return () -> {
      rest.run();
      name = oldName;
      methods = oldMethods;
      constants = oldConstants;
      classVariables = oldVariables;
      included = oldIncluded;
      prepended = oldPrepended;
      doubt = oldDoubt;
      hierarchy.changed();
    };
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? "#<Module>" : name;
  }
}
