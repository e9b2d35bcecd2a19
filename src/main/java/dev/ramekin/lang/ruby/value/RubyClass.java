package dev.ramekin.lang.ruby.value;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A class, possibly the singleton class of one object. */
public final class RubyClass extends RubyModule {
  private final @Nullable RubyClass superclass;
  private final @Nullable RubyObject attached;

  /** Makes a class; only BasicObject has no superclass. */
  public RubyClass(Hierarchy hierarchy, String name, Optional<RubyClass> superclass) {
    super(hierarchy, name);
    this.superclass = superclass.orElse(null);
    this.attached = null;
  }

  /** Makes the singleton class of an object. */
  public RubyClass(RubyObject attached, RubyClass superclass) {
    super(superclass.hierarchy(), "");
    this.superclass = superclass;
    this.attached = attached;
  }

  /** Returns what it inherits from. */
  public Optional<RubyClass> superclass() {
    return Optional.ofNullable(superclass);
  }

  /** Returns the object whose singleton class it is. */
  public Optional<RubyObject> attached() {
    return Optional.ofNullable(attached);
  }

  /** Returns itself, or the nearest superclass that is no singleton class. */
  public Optional<RubyClass> real() {
    RubyClass candidate = this;
    while (candidate != null && candidate.attached != null) {
      candidate = candidate.superclass;
    }
    return Optional.ofNullable(candidate);
  }

  @Override
  protected void collect(Set<RubyModule> all) {
    super.collect(all);
    if (superclass != null) {
      superclass.collect(all);
    }
  }
}
