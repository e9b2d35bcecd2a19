package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.function.Supplier;

/** What {@code inspect} shows of objects that may be in themselves. */
final class Inspection {
  private Inspection() {}

  /**
   * Returns the text of the receiver.
   *
   * @param again what stands for it inside itself
   */
  static RubyValue of(Call call, String again, Supplier<RubyValue> text) {
    RubyObject self = call.self(RubyObject.class);
    if (!call.ruby().shown().add(self)) {
      return new RubyString(again);
    }
    try {
      return text.get();
    } finally {
      call.ruby().shown().remove(self);
    }
  }
}
