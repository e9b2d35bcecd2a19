package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls that add to a property of Chef's own types instead of setting it: {@code helper}, {@code
 * helpers} of a template, {@code verify} of a file.
 */
final class CollectedProperties {
  private final Interpreter ruby;

  CollectedProperties(Interpreter ruby) {
    this.ruby = ruby;
  }

  /**
   * Carries out such a call; empty if it is none.
   *
   * @param checked whether the resource keeps checks that are made before a file is written
   */
  Optional<RubyValue> add(Call call, boolean checked) {
    return switch (call.name()) {
      case "helper" ->
          call.count() == 1 && call.block().isPresent()
              ? Optional.of(
                  collect(
                      call,
                      "helpers",
                      List.of(
                          new RubyArray(
                              List.of(call.arguments().get(0), call.block().orElseThrow())))))
              : Optional.empty();
      case "helpers" ->
          call.count() > 0 || call.block().isPresent()
              ? Optional.of(collect(call, "helpers", modulesAndBlock(call)))
              : Optional.empty();
      case "verify" ->
          checked && (call.count() > 0 || call.block().isPresent())
              ? Optional.of(collect(call, "verifications", List.of(check(call))))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Modules, blocks that define methods, and pairs of a name and a block. */
  private static List<RubyValue> modulesAndBlock(Call call) {
    List<RubyValue> helpers = new ArrayList<>(call.arguments());
    call.block().ifPresent(helpers::add);
    return helpers;
  }

  /** A check is shown as Chef shows it ({@code Chef::Resource::File::Verification#to_s}). */
  private static RubyValue check(Call call) {
    if (call.block().isPresent()) {
      return new RubyString("<Proc>");
    }
    return call.argument(0) instanceof RubySymbol named
        ? new RubyString(":" + named.name())
        : call.argument(0);
  }

  private RubyValue collect(Call call, String property, List<RubyValue> more) {
    RubyObject resource = call.self(RubyObject.class);
    List<RubyValue> all = new ArrayList<>();
    if (resource.variable(property).orElse(RubyNil.NIL) instanceof RubyArray before) {
      all.addAll(before.list());
    }
    all.addAll(more);
    RubyArray value = new RubyArray(all);
    ruby.modify(resource).set(property, value);
    return value;
  }
}
