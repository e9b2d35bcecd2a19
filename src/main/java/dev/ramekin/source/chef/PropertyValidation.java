package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether a value is one that a property takes, by the rules of {@code
 * Chef::Mixin::ParamsValidate}. What is not known passes: the host's own value may be right.
 */
final class PropertyValidation {
  private final Interpreter ruby;

  PropertyValidation(Interpreter ruby) {
    this.ruby = ruby;
  }

  /**
   * Checks a value that is not lazy.
   *
   * @throws RubyError {@code Chef::Exceptions::ValidationFailed}, when the property does not take
   *     it
   */
  void check(RubyObject resource, Property property, RubyValue value) {
    if (value instanceof RubyNil || value instanceof UnknownValue) {
      return;
    }
    for (Map.Entry<String, RubyValue> option : property.options().entrySet()) {
      problem(resource, property, option.getKey(), option.getValue(), value)
          .ifPresent(
              problem -> {
                throw ruby.error("Chef::Exceptions::ValidationFailed", problem);
              });
    }
  }

  private Optional<String> problem(
      RubyObject resource, Property property, String rule, RubyValue wanted, RubyValue value) {
    String name = property.name();
    return switch (rule) {
      case "is" ->
          isAny(wanted, it -> fits(resource, it, value))
              ? Optional.empty()
              : Optional.of(
                  "Property " + name + " must be one of: " + list(wanted) + passed(value));
      case "kind_of" ->
          isAny(wanted, it -> ruby.send(value, "is_a?", it).truthy())
              ? Optional.empty()
              : Optional.of(
                  "Option " + name + " must be a kind of " + list(wanted) + passed(value));
      case "equal_to" ->
          isAny(wanted, it -> ruby.send(value, "==", it).truthy())
              ? Optional.empty()
              : Optional.of(
                  "Option " + name + " must be equal to one of: " + list(wanted) + passed(value));
      case "regex" ->
          isAny(wanted, it -> ruby.send(it, "match", ruby.send(value, "to_s")).truthy())
              ? Optional.empty()
              : Optional.of(
                  "Option "
                      + name
                      + "'s value "
                      + Plain.text(value)
                      + " does not match regular expression "
                      + list(wanted));
      case "cannot_be" ->
          alternatives(wanted).stream()
              .map(Plain::text)
              .filter(it -> is(value, it))
              .findFirst()
              .map(it -> "Option " + name + " cannot be " + it);
      case "callbacks" -> refused(name, wanted, value);
      default -> Optional.empty();
    };
  }

  private boolean fits(RubyObject resource, RubyValue wanted, RubyValue value) {
    if (wanted instanceof RubyProc block) {
      return holds(ruby.callAs(resource, block, value));
    }
    if (wanted instanceof RubyObject object && object.payload(Property.class).isPresent()) {
      try {
        check(resource, object.payload(Property.class).get(), value);
        return true;
      } catch (RubyError error) {
        return false;
      }
    }
    return holds(ruby.send(wanted, "===", value));
  }

  private boolean is(RubyValue value, String what) {
    return ruby.respondsTo(value, what + "?") && ruby.send(value, what + "?").truthy();
  }

  private Optional<String> refused(String name, RubyValue callbacks, RubyValue value) {
    if (callbacks instanceof RubyHash hash) {
      for (Map.Entry<RubyValue, RubyValue> callback : hash.map().entrySet()) {
        if (!holds(ruby.send(callback.getValue(), "call", value))) {
          return Optional.of(
              "Option "
                  + name
                  + "'s value "
                  + Plain.text(value)
                  + " "
                  + Plain.text(callback.getKey())
                  + "!");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(RubyValue verdict) {
    return verdict instanceof UnknownValue || verdict.truthy();
  }

  private static boolean isAny(RubyValue wanted, Predicate<RubyValue> test) {
    return alternatives(wanted).stream()
        .anyMatch(it -> it instanceof UnknownValue || test.test(it));
  }

  private static List<RubyValue> alternatives(RubyValue wanted) {
    return wanted instanceof RubyArray list ? list.list() : List.of(wanted);
  }

  private String list(RubyValue wanted) {
    return alternatives(wanted).stream()
        .map(it -> it instanceof RubyString text ? text.text() : ruby.inspect(it))
        .collect(Collectors.joining(", "));
  }

  private String passed(RubyValue value) {
    return "!  You passed " + ruby.inspect(value) + ".";
  }
}
