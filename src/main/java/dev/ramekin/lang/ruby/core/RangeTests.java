package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;

/** Range: what it includes, covers and equals. */
final class RangeTests {
  private static final int INCOMPARABLE = Integer.MAX_VALUE;

  private RangeTests() {}

  static void define(Methods methods) {
    methods
        .method("include?", 1, RangeTests::includes)
        .alias("include?", "member?")
        .pure("cover?", 1, RangeTests::coversValue)
        .pure("===", 1, call -> RubyBoolean.of(covers(call, own(call), call.argument(0))))
        .method("==", 1, RangeTests::equal)
        .pure("eql?", 1, call -> RubyBoolean.of(call.self().equals(call.argument(0))))
        .pure("hash", 0, call -> RubyInteger.of(call.self().hashCode()));
  }

  private static RubyRange own(Call call) {
    return RangeMethods.own(call);
  }

  /** A range of strings includes what {@code upto} goes through, not all that lies between. */
  private static RubyValue includes(Call call) {
    RubyRange range = own(call);
    RubyValue value = call.argument(0);
    if (value instanceof UnknownValue unknown) {
      return unknown.with(unknown.assumed().map(it -> call.send(range, "include?", it)));
    }
    boolean numeric = NumberMethods.isNumber(range.from()) || NumberMethods.isNumber(range.to());
    boolean texts = range.from() instanceof RubyString || range.to() instanceof RubyString;
    boolean open = range.from() instanceof RubyNil || range.to() instanceof RubyNil;
    if (numeric || texts && open) {
      return RubyBoolean.of(covers(call, range, value));
    }
    if (range.from() instanceof RubyString from && range.to() instanceof RubyString to) {
      return RubyBoolean.of(includesText(call, from.text(), to.text(), value));
    }
    if (open) {
      throw call.error(
          "TypeError", "can't iterate from " + call.ruby().model().classOf(range.from()).name());
    }
    return call.ruby().send(Elements.array(call, Elements.of(call)), "include?", value);
  }

  private static boolean includesText(Call call, String from, String to, RubyValue value) {
    if (!(value instanceof RubyString text)) {
      return false;
    }
    boolean letters = from.length() == 1 && to.length() == 1;
    return letters
        ? text.text().length() == 1 && covers(call, own(call), value)
        : Elements.of(call).contains(value);
  }

  private static RubyValue coversValue(Call call) {
    return RubyBoolean.of(
        call.argument(0) instanceof RubyRange inner
            ? coversRange(call, own(call), inner)
            : covers(call, own(call), call.argument(0)));
  }

  static boolean covers(Call call, RubyRange range, RubyValue value) {
    boolean above = range.from() instanceof RubyNil || order(call, range.from(), value) <= 0;
    if (!above || range.to() instanceof RubyNil) {
      return above;
    }
    int order = order(call, value, range.to());
    return order < 0 || order == 0 && !range.exclusive();
  }

  /** Returns the order; more than any number when there is none. */
  private static int order(Call call, RubyValue left, RubyValue right) {
    RubyValue order = call.send(left, "<=>", right);
    return order instanceof RubyNil ? INCOMPARABLE : Order.sign(call, order, left, right);
  }

  private static boolean coversRange(Call call, RubyRange range, RubyRange inner) {
    boolean endless = inner.to() instanceof RubyNil && !(range.to() instanceof RubyNil);
    boolean beginless = inner.from() instanceof RubyNil && !(range.from() instanceof RubyNil);
    if (endless || beginless) {
      return false;
    }
    boolean closed = !(inner.from() instanceof RubyNil) && !(inner.to() instanceof RubyNil);
    if (closed && order(call, inner.from(), inner.to()) > (inner.exclusive() ? -1 : 0)) {
      return false;
    }
    if (!(inner.from() instanceof RubyNil) && !covers(call, range, inner.from())) {
      return false;
    }
    int ends = order(call, range.to(), inner.to());
    if (range.exclusive() == inner.exclusive()) {
      return ends >= 0;
    }
    if (range.exclusive()) {
      return ends > 0;
    }
    return ends >= 0 || coversLast(call, range, inner);
  }

  private static boolean coversLast(Call call, RubyRange range, RubyRange inner) {
    boolean integers = inner.from() instanceof RubyInteger && inner.to() instanceof RubyInteger;
    if (!integers) {
      return false;
    }
    RubyValue last = call.send(inner, "max");
    return !(last instanceof RubyNil) && order(call, range.to(), last) >= 0;
  }

  private static RubyValue equal(Call call) {
    return RubyBoolean.of(
        call.argument(0) instanceof RubyRange other
            && other.exclusive() == own(call).exclusive()
            && Elements.equal(call, own(call).from(), other.from())
            && Elements.equal(call, own(call).to(), other.to()));
  }
}
