package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The conversions that Ruby does implicitly. */
public final class Convert {
  private final Interpreter ruby;

  Convert(Interpreter ruby) {
    this.ruby = ruby;
  }

  /** Returns a value as a Java type: itself, or what {@code to_str}, {@code to_ary} … give. */
  public <T extends RubyValue> T to(RubyValue value, Class<T> kind, String rubyName) {
    if (kind.isInstance(value)) {
      return kind.cast(value);
    }
    String method =
        switch (rubyName) {
          case "String" -> "to_str";
          case "Array" -> "to_ary";
          case "Hash" -> "to_hash";
          default -> "";
        };
    if (!method.isEmpty() && ruby.respondsTo(value, method)) {
      RubyValue converted = ruby.send(value, method);
      if (kind.isInstance(converted)) {
        return kind.cast(converted);
      }
    }
    throw mismatch(value, rubyName);
  }

  /** Returns the TypeError for a value of the wrong type. */
  public RubyError mismatch(RubyValue value, String rubyName) {
    return ruby.error(
        "TypeError", "no implicit conversion of " + describe(value) + " into " + rubyName);
  }

  /** Returns how messages call a value: {@code nil}, {@code true} or its class. */
  public String describe(RubyValue value) {
    if (value instanceof RubyNil) {
      return "nil";
    }
    return value instanceof RubyBoolean bool
        ? String.valueOf(bool.truthy())
        : ruby.model().classOf(value).name();
  }

  /** Returns the name that a symbol or a string is. */
  public String name(RubyValue value) {
    if (value instanceof RubySymbol symbol) {
      return symbol.name();
    }
    boolean text =
        value instanceof RubyString
            || value instanceof RubyObject && ruby.respondsTo(value, "to_str");
    if (!text) {
      throw ruby.error("TypeError", ruby.inspect(value) + " is not a symbol nor a string");
    }
    return to(value, RubyString.class, "String").text();
  }

  /** Returns an integer as a method wants it: a float is cut off, {@code to_int} is asked. */
  public RubyInteger integer(RubyValue value) {
    if (value instanceof RubyInteger integer) {
      return integer;
    }
    if (value instanceof RubyFloat number) {
      if (!Double.isFinite(number.value())) {
        throw ruby.error("FloatDomainError", ruby.inspect(value));
      }
      return new RubyInteger(new BigDecimal(number.value()).toBigInteger());
    }
    if (value instanceof RubyNil || value instanceof RubyBoolean) {
      throw ruby.error(
          "TypeError",
          value instanceof RubyNil
              ? "no implicit conversion from nil to integer"
              : "no implicit conversion of " + describe(value) + " into Integer");
    }
    if (value instanceof RubyObject
        && ruby.respondsTo(value, "to_int")
        && ruby.send(value, "to_int") instanceof RubyInteger converted) {
      return converted;
    }
    throw mismatch(value, "Integer");
  }

  /** Returns an integer that has to fit into 64 bits, clamped to an int. */
  public int index(RubyValue value) {
    if (value instanceof RubyFloat number && !(Math.abs(number.value()) < Long.MAX_VALUE)) {
      throw ruby.error("RangeError", "float " + ruby.inspect(value) + " out of range of integer");
    }
    RubyInteger integer = integer(value);
    if (integer.value().bitLength() >= Long.SIZE) {
      throw ruby.error("RangeError", "bignum too big to convert into `long'");
    }
    return integer.clamped();
  }

  /**
   * Returns what {@code *value} spreads: an array's elements, a hash's pairs, else itself; nil
   * none.
   */
  public List<RubyValue> spread(RubyValue value) {
    if (value instanceof RubyArray array) {
      return array.list();
    }
    if (value instanceof RubyNil) {
      return List.of();
    }
    if (value instanceof RubyString || value instanceof RubySymbol) {
      return List.of(value);
    }
    if (!(value instanceof dev.ramekin.lang.ruby.value.UnknownValue)
        && ruby.respondsTo(value, "to_a")) {
      RubyValue converted = ruby.send(value, "to_a");
      if (converted instanceof RubyArray array) {
        return array.list();
      }
    }
    return List.of(value);
  }

  /** Returns a range; two ends that cannot be compared are an ArgumentError. */
  public RubyRange range(RubyValue from, RubyValue to, boolean exclusive) {
    boolean open = from instanceof RubyNil || to instanceof RubyNil;
    boolean integers = from instanceof RubyInteger && to instanceof RubyInteger;
    boolean compares = open || integers || !(comparison(from, to) instanceof RubyNil);
    if (!compares) {
      throw ruby.error("ArgumentError", "bad value for range");
    }
    return new RubyRange(from, to, exclusive);
  }

  private RubyValue comparison(RubyValue from, RubyValue to) {
    try {
      return ruby.send(from, "<=>", to);
    } catch (RubyError error) {
      return RubyNil.NIL;
    }
  }

  /** Returns the proc that {@code &value} passes. */
  public RubyProc proc(RubyValue value) {
    if (value instanceof RubyProc proc) {
      return proc;
    }
    if (ruby.respondsTo(value, "to_proc")) {
      RubyValue converted = ruby.send(value, "to_proc");
      if (converted instanceof RubyProc proc) {
        return proc;
      }
    }
    throw ruby.error(
        "TypeError",
        "wrong argument type " + ruby.model().classOf(value).name() + " (expected Proc)");
  }

  /** Returns a plain Java value as a Ruby value; map keys that are strings stay strings. */
  public static RubyValue fromJava(@org.jspecify.annotations.Nullable Object value) {
    if (value == null) {
      return RubyNil.NIL;
    }
    if (value instanceof RubyValue ruby) {
      return ruby;
    }
    if (value instanceof Boolean bool) {
      return RubyBoolean.of(bool);
    }
    if (value instanceof java.math.BigInteger integer) {
      return new RubyInteger(integer);
    }
    if (value instanceof Integer || value instanceof Long) {
      return RubyInteger.of(((Number) value).longValue());
    }
    if (value instanceof Number number) {
      return new RubyFloat(number.doubleValue());
    }
    if (value instanceof Iterable<?> elements) {
      RubyArray array = new RubyArray();
      elements.forEach(element -> array.list().add(fromJava(element)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      RubyHash hash = new RubyHash();
      map.forEach((key, element) -> hash.put(fromJava(key), fromJava(element)));
      return hash;
    }
    return new RubyString(value.toString());
  }

  /**
   * Returns a value as plain Java: String (symbols too), BigInteger as Long where it fits, Double,
   * Boolean, List, LinkedHashMap or null. What has no such form stays a {@link RubyValue}; an
   * unknown one too.
   */
  public static @org.jspecify.annotations.Nullable Object toJava(RubyValue value) {
    if (value instanceof RubyNil) {
      return null;
    }
    if (value instanceof RubyBoolean bool) {
      return bool.truthy();
    }
    if (value instanceof RubyString text) {
      return text.text();
    }
    if (value instanceof RubySymbol symbol) {
      return symbol.name();
    }
    if (value instanceof RubyInteger integer) {
      return integer.value().bitLength() < Long.SIZE
          ? (Object) integer.value().longValue()
          : integer.value();
    }
    if (value instanceof RubyFloat number) {
      return number.value();
    }
    if (value instanceof RubyArray array) {
      List<@org.jspecify.annotations.Nullable Object> list = new java.util.ArrayList<>();
      array.list().forEach(element -> list.add(toJava(element)));
      return list;
    }
    if (value instanceof RubyHash hash) {
      Map<Object, @org.jspecify.annotations.Nullable Object> map = new java.util.LinkedHashMap<>();
      hash.map().forEach((key, element) -> map.put(String.valueOf(toJava(key)), toJava(element)));
      return map;
    }
    return value;
  }
}
