package dev.ramekin.lang.ruby.value;

import java.util.HashSet;
import java.util.Set;

/** A mutable string with the names of the secrets it was built from. */
public final class RubyString extends RubyObject {
  private String text;
  private StringBuilder tail = new StringBuilder(0);
  private Set<String> taints = Set.of();

  /** Makes a string. */
  public RubyString(String text) {
    this.text = text;
  }

  /** Makes a string that was built from secrets. */
  public RubyString(String text, Set<String> taints) {
    this.text = text;
    this.taints = Set.copyOf(taints);
  }

  /** Returns its text. */
  public String text() {
    if (tail.length() > 0) {
      text = text + tail;
      tail = new StringBuilder(0);
    }
    return text;
  }

  /** Replaces its text. */
  public void replace(String newText) {
    text = newText;
    tail = new StringBuilder(0);
  }

  /** Adds at the end. */
  public void append(String more) {
    if (tail.length() == 0) {
      tail = new StringBuilder(text);
      text = "";
    }
    tail.append(more);
  }

  /** Returns how many UTF-16 units it holds. */
  public int size() {
    return text.length() + tail.length();
  }

  /** Returns the names of the secrets it was built from. */
  public Set<String> taints() {
    return taints;
  }

  /** Adds names of secrets. */
  public void taint(Set<String> more) {
    if (!taints.containsAll(more)) {
      Set<String> all = new HashSet<>(taints);
      all.addAll(more);
      taints = Set.copyOf(all);
    }
  }

  @Override
  public Runnable snapshot() {
    Runnable rest = super.snapshot();
    String oldText = text();
    Set<String> oldTaints = taints;
    return () -> {
      rest.run();
      replace(oldText);
      taints = oldTaints;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RubyString that && that.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  /** Returns its text. */
  @Override
  public String toString() {
    return text();
  }
}
