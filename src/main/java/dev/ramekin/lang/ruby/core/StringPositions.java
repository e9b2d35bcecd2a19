package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyMatch;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Optional;

/** String: where something stands, and padding. */
final class StringPositions {
  private StringPositions() {}

  static void define(Methods methods) {
    methods
        .pure("index", 1, 2, StringPositions::index)
        .pure("rindex", 1, 2, StringPositions::lastIndex)
        .pure("ljust", 1, 2, call -> justified(call, 0, 1))
        .pure("rjust", 1, 2, call -> justified(call, 1, 0))
        .pure("center", 1, 2, call -> justified(call, 1, 1));
  }

  private static String text(Call call) {
    return StringMethods.text(call);
  }

  private static RubyValue index(Call call) {
    int length = text(call).length();
    int from = call.has(1) ? Indexes.position(call, call.argument(1), length) : 0;
    if (call.argument(0) instanceof RubyRegexp regexp) {
      return Matching.find(call, regexp, StringMethods.own(call), from)
          .<RubyValue>map(match -> RubyInteger.of(match.result().start()))
          .orElse(RubyNil.NIL);
    }
    String wanted = call.text(0);
    int at = from < 0 || from > length ? -1 : text(call).indexOf(wanted, from);
    return at < 0 ? RubyNil.NIL : RubyInteger.of(at);
  }

  private static RubyValue lastIndex(Call call) {
    int length = text(call).length();
    int from = call.has(1) ? Indexes.position(call, call.argument(1), length) : length;
    if (call.argument(0) instanceof RubyRegexp regexp) {
      Optional<RubyMatch> match =
          Matching.findLast(call, regexp, StringMethods.own(call), Math.min(from, length));
      return match.<RubyValue>map(it -> RubyInteger.of(it.result().start())).orElse(RubyNil.NIL);
    }
    String wanted = call.text(0);
    int at = from < 0 ? -1 : text(call).lastIndexOf(wanted, from);
    return at < 0 ? RubyNil.NIL : RubyInteger.of(at);
  }

  private static RubyValue justified(Call call, int left, int right) {
    String pad = call.has(1) ? call.text(1) : " ";
    int width = call.integer(0);
    if (pad.isEmpty()) {
      throw call.error("ArgumentError", "zero width padding");
    }
    int missing = Math.max(0, width - text(call).codePointCount(0, text(call).length()));
    call.ruby().budget().text(missing);
    int before = left == 0 ? 0 : right == 0 ? missing : missing / 2;
    return StringMethods.string(call, fill(pad, before) + text(call) + fill(pad, missing - before));
  }

  private static String fill(String pad, int length) {
    return pad.repeat(length / pad.length() + 1).substring(0, length);
  }
}
