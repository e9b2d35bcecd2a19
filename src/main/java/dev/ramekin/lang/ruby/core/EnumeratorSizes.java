package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** How many elements an enumerator has, where Ruby knows it without going through them. */
final class EnumeratorSizes {
  /** Methods that hand each element of the receiver to their block once. */
  private static final Set<String> EACH_ONCE =
      Set.of(
          "each",
          "map",
          "collect",
          "flat_map",
          "collect_concat",
          "select",
          "filter",
          "find_all",
          "reject",
          "filter_map",
          "each_with_index",
          "each_with_object",
          "each_entry",
          "reverse_each",
          "sort_by",
          "min_by",
          "max_by",
          "minmax_by",
          "group_by",
          "partition",
          "each_index",
          "each_pair",
          "each_key",
          "each_value",
          "map!",
          "collect!",
          "select!",
          "filter!",
          "reject!",
          "keep_if",
          "delete_if",
          "sort_by!",
          "transform_values",
          "transform_keys",
          "transform_values!",
          "transform_keys!",
          "with_index",
          "with_object",
          "times",
          "each_char",
          "uniq",
          "sum");

  private EnumeratorSizes() {}

  /** Returns an Integer, infinity, or nil where it is not known. */
  static RubyValue of(Call call, RubyValue receiver, String method, List<RubyValue> arguments) {
    boolean blockless = receiver instanceof RubyString && method.equals("each");
    if (blockless) {
      return RubyNil.NIL;
    }
    return switch (method) {
      case "each_slice" ->
          ofSize(
              call, receiver, size -> (size + count(call, arguments) - 1) / count(call, arguments));
      case "each_cons" ->
          ofSize(call, receiver, size -> Math.max(0, size - count(call, arguments) + 1));
      case "cycle" -> cycled(call, receiver, arguments);
      case "upto", "downto", "combination", "permutation", "each_byte", "product" ->
          RubyInteger.of(
              Elements.of(
                      call.ruby(), EnumeratorMethods.make(call.ruby(), receiver, method, arguments))
                  .size());
      case "loop" -> new RubyFloat(Double.POSITIVE_INFINITY);
      case "times" -> receiver;
      default -> EACH_ONCE.contains(method) ? size(call, receiver) : RubyNil.NIL;
    };
  }

  private static int count(Call call, List<RubyValue> arguments) {
    return call.ruby().convert().integer(arguments.get(0)).clamped();
  }

  private static RubyValue size(Call call, RubyValue receiver) {
    return call.ruby().respondsTo(receiver, "size") ? call.send(receiver, "size") : RubyNil.NIL;
  }

  private static RubyValue ofSize(Call call, RubyValue receiver, IntUnaryOperator known) {
    return size(call, receiver) instanceof RubyInteger size
        ? RubyInteger.of(known.applyAsInt(size.clamped()))
        : size(call, receiver);
  }

  private static RubyValue cycled(Call call, RubyValue receiver, List<RubyValue> arguments) {
    RubyValue size = size(call, receiver);
    if (size instanceof RubyNil || size.equals(RubyInteger.of(0))) {
      return size;
    }
    boolean endless = arguments.isEmpty() || arguments.get(0) instanceof RubyNil;
    return endless
        ? new RubyFloat(Double.POSITIVE_INFINITY)
        : call.send(size, "*", RubyInteger.of(Math.max(0, count(call, arguments))));
  }
}
