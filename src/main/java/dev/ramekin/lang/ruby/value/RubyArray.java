package dev.ramekin.lang.ruby.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** An array. */
public final class RubyArray extends RubyObject {
  private List<RubyValue> elements;

  /** Makes an empty array. */
  public RubyArray() {
    elements = new ArrayList<>();
  }

  /** Makes an array of copies of the references. */
  public RubyArray(Collection<? extends RubyValue> elements) {
    this.elements = new ArrayList<>(elements);
  }

  /** Makes an array. */
  public static RubyArray of(RubyValue... elements) {
    return new RubyArray(Arrays.asList(elements));
  }

  /** Returns its elements; the list is the array itself. */
  public List<RubyValue> list() {
    return elements;
  }

  @Override
  public Runnable snapshot() {
    Runnable rest = super.snapshot();
    List<RubyValue> old = new ArrayList<>(elements);
    return () -> {
      rest.run();
      elements = old;
    };
  }

  /**
   * Compares by content. One that contains itself ends the evaluation of the file as too deep does.
   */
  @Override
  public boolean equals(Object other) {
    return other == this || other instanceof RubyArray that && that.elements.equals(elements);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }
}
