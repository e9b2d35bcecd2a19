package dev.ramekin.lang.ruby.value;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A hash that keeps the order of insertion. */
public final class RubyHash extends RubyObject {
  private Map<RubyValue, RubyValue> entries = new LinkedHashMap<>();
  private RubyValue defaultValue = RubyNil.NIL;
  private @Nullable RubyProc defaultProc;
  private boolean keywords;

  /** Makes an empty hash. */
  public RubyHash() {}

  /** Makes a hash with the same entries. */
  public RubyHash(Map<? extends RubyValue, ? extends RubyValue> entries) {
    this.entries.putAll(entries);
  }

  /** Returns its entries; the map is the hash itself. */
  public Map<RubyValue, RubyValue> map() {
    return entries;
  }

  /** Puts an entry; a string key is copied and frozen, as Ruby does. */
  public void put(RubyValue key, RubyValue value) {
    if (key instanceof RubyString string && !string.frozen()) {
      RubyString copy = new RubyString(string.text(), string.taints());
      copy.freeze();
      entries.put(copy, value);
    } else {
      entries.put(key, value);
    }
  }

  /** Returns the entry of a key, without defaults. */
  public Optional<RubyValue> get(RubyValue key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Returns the entry of a symbol key. */
  public Optional<RubyValue> get(String symbol) {
    return get(new RubySymbol(symbol));
  }

  /** Returns what a missing key gives. */
  public RubyValue defaultValue() {
    return defaultValue;
  }

  /** Sets what a missing key gives. */
  public void defaultTo(RubyValue value) {
    defaultValue = value;
    defaultProc = null;
  }

  /** Returns the proc that makes the value of a missing key. */
  public Optional<RubyProc> defaultProc() {
    return Optional.ofNullable(defaultProc);
  }

  /** Sets the proc that makes the value of a missing key. */
  public void defaultTo(RubyProc proc) {
    defaultProc = proc;
  }

  /** Returns whether it holds the braceless keyword arguments of a call. */
  public boolean keywords() {
    return keywords;
  }

  /** Marks it as the keyword arguments of a call. */
  public RubyHash asKeywords() {
    keywords = true;
    return this;
  }

  /** Makes a plain hash of keyword arguments. */
  public RubyHash asPlain() {
    keywords = false;
    return this;
  }

  @Override
  public Runnable snapshot() {
    Runnable rest = super.snapshot();
    Map<RubyValue, RubyValue> old = new LinkedHashMap<>(entries);
    RubyValue oldDefault = defaultValue;
    RubyProc oldProc = defaultProc;
    return () -> {
      rest.run();
      entries = old;
      defaultValue = oldDefault;
      defaultProc = oldProc;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other == this || other instanceof RubyHash that && that.entries.equals(entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }
}
