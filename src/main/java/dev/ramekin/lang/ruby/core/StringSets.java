package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** String: sets of characters, as {@code tr}, {@code delete}, {@code squeeze}, {@code count}. */
final class StringSets {
  private StringSets() {}

  static void define(Methods methods) {
    methods
        .pure("tr", 2, call -> StringMethods.string(call, translated(call, false)))
        .pure("tr_s", 2, call -> StringMethods.string(call, translated(call, true)))
        .pure("delete", 1, Methods.ANY, StringSets::delete)
        .pure("squeeze", 0, Methods.ANY, StringSets::squeeze)
        .pure("count", 1, Methods.ANY, StringSets::count);
  }

  /** Returns whether any character of the receiver is one that {@code tr} takes. */
  static boolean translates(Call call) {
    CharacterSet from = CharacterSet.of(call, call.text(0));
    return StringMethods.text(call).codePoints().anyMatch(from::contains);
  }

  private static String translated(Call call, boolean squeeze) {
    CharacterSet from = CharacterSet.of(call, call.text(0));
    List<Integer> to = CharacterSet.expand(call, call.text(1));
    StringBuilder text = new StringBuilder();
    int previous = -1;
    for (int c : StringMethods.text(call).codePoints().toArray()) {
      if (!from.contains(c)) {
        text.appendCodePoint(c);
        previous = -1;
      } else if (!to.isEmpty()) {
        int index = from.negated() ? to.size() - 1 : Math.min(from.indexOf(c), to.size() - 1);
        int replaced = to.get(index);
        if (!squeeze || replaced != previous) {
          text.appendCodePoint(replaced);
        }
        previous = replaced;
      }
    }
    return text.toString();
  }

  private static IntPredicate inAll(Call call) {
    List<CharacterSet> sets = new ArrayList<>();
    for (int index = 0; index < call.count(); index++) {
      sets.add(CharacterSet.of(call, call.text(index)));
    }
    return c -> sets.stream().allMatch(set -> set.contains(c));
  }

  private static RubyValue delete(Call call) {
    IntPredicate gone = inAll(call);
    StringBuilder text = new StringBuilder();
    StringMethods.text(call).codePoints().filter(c -> !gone.test(c)).forEach(text::appendCodePoint);
    return StringMethods.string(call, text.toString());
  }

  private static RubyValue squeeze(Call call) {
    IntPredicate squeezed = inAll(call);
    StringBuilder text = new StringBuilder();
    int previous = -1;
    for (int c : StringMethods.text(call).codePoints().toArray()) {
      if (c != previous || !squeezed.test(c)) {
        text.appendCodePoint(c);
      }
      previous = c;
    }
    return StringMethods.string(call, text.toString());
  }

  private static RubyValue count(Call call) {
    return RubyInteger.of(StringMethods.text(call).codePoints().filter(inAll(call)).count());
  }
}
