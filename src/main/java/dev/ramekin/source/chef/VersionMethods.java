package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.ObjectModel;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.List;
import java.util.function.IntPredicate;

/** Versions and their constraints: {@code Chef::Version}, {@code Gem::Version} and company. */
final class VersionMethods {
  private static final String TEXT = "version";

  /** Which Chef the evaluation stands for. */
  private static final String CHEF = "16.18.43";

  private final Interpreter ruby;

  VersionMethods(Interpreter ruby) {
    this.ruby = ruby;
    ObjectModel model = ruby.model();
    if (model.find("Gem").isEmpty()) {
      model.defineModule("Gem");
    }
    for (String name : new String[] {"Chef::Version", "Gem::Version"}) {
      version(model.defineClass(name, model.object()));
    }
    RubyClass ofChef = model.defineClass("Chef::VersionString", model.type("String"));
    Methods.of(ofChef)
        .method("<=>", 1, VersionMethods::compare)
        .method("<", 1, call -> ordered(call, order -> order < 0))
        .method("<=", 1, call -> ordered(call, order -> order <= 0))
        .method(">", 1, call -> ordered(call, order -> order > 0))
        .method(">=", 1, call -> ordered(call, order -> order >= 0))
        .method("satisfies?", 1, Methods.ANY, VersionMethods::satisfies)
        .method("=~", 1, VersionMethods::matches);
    RubyString chef = new RubyString(CHEF);
    chef.become(ofChef);
    model.module("Chef").constant("VERSION", chef);
    for (String name :
        new String[] {"Chef::VersionConstraint", "Gem::Requirement", "Gem::Dependency"}) {
      constraint(model.defineClass(name, model.object()));
    }
    model.module("Chef::Version").constant("Platform", model.type("Chef::Version"));
    model
        .module("Chef::VersionConstraint")
        .constant("Platform", model.type("Chef::VersionConstraint"));
    Methods.of(model.singleton(model.module("Gem")))
        .method("clear_paths", 0, call -> RubyNil.NIL)
        .alias("clear_paths", "refresh")
        .method("loaded_specs", 0, call -> new RubyHash());
  }

  private static RubyValue satisfies(Call call) {
    String own = Plain.text(call.self());
    return RubyBoolean.of(
        call.arguments().stream()
            .map(Plain::text)
            .allMatch(it -> VersionConstraint.holds(it, own)));
  }

  /** {@code =~} takes a pattern or a constraint. */
  private static RubyValue matches(Call call) {
    return call.argument(0) instanceof RubyRegexp
        ? call.send(call.argument(0), "=~", new RubyString(Plain.text(call.self())))
        : satisfies(call);
  }

  private static RubyValue text(RubyValue value) {
    return value instanceof RubyObject object ? object.variable(TEXT).orElse(value) : value;
  }

  private void version(RubyClass type) {
    type.include(ruby.model().module("Comparable"));
    Methods.of(type)
        .method("initialize", 1, VersionMethods::keep)
        .method("to_s", 0, call -> text(call.self()))
        .alias("to_s", "version")
        .method("<=>", 1, VersionMethods::compare)
        .method("segments", 0, call -> segments(call))
        .method("major", 0, call -> segment(call, 0))
        .method("minor", 0, call -> segment(call, 1))
        .method("patch", 0, call -> segment(call, 2))
        .method("bump", 0, call -> call.unknown("bumping a version is not evaluated"));
    Methods.of(ruby.model().singleton(type))
        .method(
            "correct?",
            1,
            call ->
                RubyBoolean.of(
                    Plain.text(call.argument(0))
                        .matches(
                            "\\s*[0-9]+(\\.[0-9a-zA-Z]+)*(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?\\s*")))
        .method("create", 1, call -> call.send(call.self(), "new", call.argument(0)));
  }

  private static RubyValue keep(Call call) {
    RubyValue given = text(call.argument(0));
    RubyValue value =
        given instanceof RubyArray || given instanceof UnknownValue
            ? given
            : new RubyString(Plain.text(given));
    call.self(RubyObject.class).set(TEXT, value);
    return RubyNil.NIL;
  }

  private static RubyValue compare(Call call) {
    RubyValue own = text(call.self());
    RubyValue other = text(call.argument(0));
    for (RubyValue value : List.of(own, other)) {
      if (value instanceof UnknownValue unknown) {
        return unknown.with(java.util.Optional.empty());
      }
    }
    return RubyInteger.of(VersionConstraint.compare(Plain.text(own), Plain.text(other)));
  }

  /** A string compares its letters; Chef's own version compares its numbers. */
  private static RubyValue ordered(Call call, IntPredicate wanted) {
    return compare(call) instanceof RubyInteger order
        ? RubyBoolean.of(wanted.test(order.clamped()))
        : compare(call);
  }

  private static RubyArray segments(Call call) {
    RubyArray parts = new RubyArray();
    for (String part : Plain.text(text(call.self())).split("[.-]")) {
      parts
          .list()
          .add(
              part.matches("\\d{1,18}")
                  ? RubyInteger.of(Long.parseLong(part))
                  : new RubyString(part));
    }
    return parts;
  }

  private static RubyValue segment(Call call, int index) {
    List<RubyValue> parts = segments(call).list();
    return index < parts.size() ? parts.get(index) : RubyInteger.of(0);
  }

  private void constraint(RubyClass type) {
    Methods.of(type)
        .method("initialize", 0, Methods.ANY, VersionMethods::keepAll)
        .method("include?", 1, VersionMethods::satisfied)
        .alias("include?", "satisfied_by?", "===", "=~")
        .method("match?", 2, VersionMethods::satisfiedBySecond)
        .method("to_s", 0, call -> text(call.self()));
  }

  private static RubyValue keepAll(Call call) {
    call.self(RubyObject.class).set(TEXT, new RubyArray(call.arguments()));
    return RubyNil.NIL;
  }

  private static RubyValue satisfied(Call call) {
    return satisfied(call, text(call.argument(0)));
  }

  private static RubyValue satisfiedBySecond(Call call) {
    return satisfied(call, text(call.argument(1)));
  }

  private static RubyValue satisfied(Call call, RubyValue version) {
    if (version instanceof UnknownValue unknown) {
      return unknown.with(java.util.Optional.empty());
    }
    String wanted = Plain.text(version);
    RubyValue all = text(call.self());
    List<RubyValue> constraints = all instanceof RubyArray list ? list.list() : List.of(all);
    return RubyBoolean.of(
        constraints.stream()
            .flatMap(
                it -> it instanceof RubyArray list ? list.list().stream() : List.of(it).stream())
            .map(Plain::text)
            .filter(it -> it.matches("\\s*[=<>~!]*\\s*\\d.*"))
            .allMatch(it -> VersionConstraint.holds(it, wanted)));
  }
}
