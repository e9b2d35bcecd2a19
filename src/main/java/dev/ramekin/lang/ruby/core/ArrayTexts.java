package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.List;
import java.util.Optional;

/** Array: what it looks like as a text. */
final class ArrayTexts {
  private ArrayTexts() {}

  static void define(Methods methods) {
    methods
        .pure("join", 0, 1, ArrayTexts::join)
        .pure("inspect", 0, ArrayTexts::inspect)
        .alias("inspect", "to_s")
        .pure("pack", 1, 2, Packing::pack);
  }

  private static RubyValue join(Call call) {
    String separator = call.argument(0) instanceof RubyNil ? "" : call.text(0);
    TextBuilder text = new TextBuilder(call.ruby());
    join(call, ArrayMethods.own(call), separator, text);
    return text.value();
  }

  /** An array inside is joined alike; an empty one still takes its place between separators. */
  private static void join(
      Call call, List<RubyValue> elements, String separator, TextBuilder text) {
    boolean first = true;
    for (RubyValue element : elements) {
      text.add(first ? "" : separator);
      first = false;
      Optional<RubyArray> inner = asArray(call, element);
      if (inner.isPresent()) {
        call.ruby().budget().enter();
        join(call, inner.get().list(), separator, text);
        call.ruby().budget().leave();
      } else {
        text.add(asText(call, element));
      }
    }
  }

  private static Optional<RubyArray> asArray(Call call, RubyValue element) {
    if (element instanceof RubyArray inner) {
      return Optional.of(inner);
    }
    return element instanceof RubyObject
            && !(element instanceof RubyString)
            && !call.ruby().respondsTo(element, "to_str")
            && call.ruby().respondsTo(element, "to_ary")
            && call.send(element, "to_ary") instanceof RubyArray converted
        ? Optional.of(converted)
        : Optional.empty();
  }

  private static RubyValue asText(Call call, RubyValue element) {
    boolean text =
        element instanceof RubyObject
            && !(element instanceof RubyString)
            && call.ruby().respondsTo(element, "to_str");
    return text ? call.send(element, "to_str") : element;
  }

  private static RubyValue inspect(Call call) {
    return Inspection.of(call, "[...]", () -> shown(call));
  }

  private static RubyValue shown(Call call) {
    TextBuilder text = new TextBuilder(call.ruby()).add("[");
    String separator = "";
    for (RubyValue element : ArrayMethods.own(call)) {
      text.add(separator).add(call.send(element, "inspect"));
      separator = ", ";
    }
    return text.add("]").value();
  }
}
