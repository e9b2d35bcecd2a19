package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.BuiltinFunction;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyMatch;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** String: the methods that change it. A string cannot be half unknown: unknowns are settled. */
final class StringChanges {
  private static final String[] IN_PLACE = {
    "upcase",
    "downcase",
    "capitalize",
    "swapcase",
    "strip",
    "lstrip",
    "rstrip",
    "chomp",
    "chop",
    "squeeze",
    "delete",
    "delete_prefix",
    "delete_suffix"
  };
  private static final String[] ALWAYS = {
    "reverse", "succ", "next", "encode", "scrub", "unicode_normalize"
  };

  private StringChanges() {}

  static void define(Methods methods) {
    methods
        .method("initialize", 0, Methods.ANY, StringChanges::initialize)
        .method("initialize_copy", 1, StringChanges::replace)
        .alias("initialize_copy", "replace")
        .method("<<", 1, StringChanges::append)
        .method("concat", 0, Methods.ANY, StringChanges::append)
        .method("prepend", 0, Methods.ANY, StringChanges::prepend)
        .method("insert", 2, StringChanges::insert)
        .method("clear", 0, call -> changed(call, ""))
        .method("[]=", 2, 3, StringChanges::set)
        .method("slice!", 1, 2, StringChanges::sliceAway)
        .method("sub!", 1, 2, call -> substitute(call, false))
        .method("gsub!", 1, 2, call -> substitute(call, true))
        .method("tr!", 2, call -> translate(call, "tr"))
        .method("tr_s!", 2, call -> translate(call, "tr_s"));
    for (String name : IN_PLACE) {
      methods.method(name + "!", 0, Methods.ANY, inPlace(name, false));
    }
    for (String name : ALWAYS) {
      methods.method(name + "!", 0, Methods.ANY, inPlace(name, true));
    }
  }

  private static RubyString own(Call call) {
    return StringMethods.own(call);
  }

  private static String text(Call call) {
    return StringMethods.text(call);
  }

  private static RubyValue initialize(Call call) {
    boolean empty = call.count() == 0 || call.argument(0) instanceof RubyHash;
    return empty ? RubyNil.NIL : replace(call);
  }

  private static RubyValue replace(Call call) {
    RubyString other = settled(call, call.argument(0));
    RubyValue self = changed(call, other.text());
    own(call).encode(other.encoding()).taint(other.taints());
    return self;
  }

  private static RubyValue changed(Call call, String text) {
    call.ruby().budget().text(text.length());
    call.modify(own(call)).replace(text);
    return call.self();
  }

  private static RubyString settled(Call call, RubyValue value) {
    return value instanceof UnknownValue
        ? call.ruby().settle(value)
        : call.ruby().convert().to(value, RubyString.class, "String");
  }

  /** A number is a code point. */
  private static RubyString added(Call call, RubyValue value) {
    if (!(value instanceof RubyInteger codePoint)) {
      return settled(call, value);
    }
    boolean inside =
        codePoint.value().signum() >= 0
            && codePoint.value().bitLength() < Integer.SIZE
            && Character.isValidCodePoint(codePoint.clamped());
    if (!inside) {
      boolean huge = codePoint.value().bitLength() > Integer.SIZE;
      throw call.error(
          "RangeError",
          huge
              ? "bignum out of char range"
              : codePoint.value().signum() < 0
                  ? codePoint.value() + " out of char range"
                  : "invalid codepoint 0x"
                      + codePoint.value().toString(16).toUpperCase(Locale.ROOT)
                      + " in UTF-8");
    }
    return new RubyString(Character.toString(codePoint.clamped()));
  }

  private static RubyValue append(Call call) {
    RubyString string = call.modify(own(call));
    List<RubyString> all = call.arguments().stream().map(it -> added(call, it)).toList();
    for (RubyString more : all) {
      String text = more.text();
      string.encode(Encodings.common(call, string, more));
      call.ruby().budget().text((long) string.size() + text.length(), text.length());
      string.append(text);
      string.taint(more.taints());
    }
    return string;
  }

  private static RubyValue prepend(Call call) {
    StringBuilder text = new StringBuilder();
    call.modify(own(call));
    for (RubyValue argument : call.arguments()) {
      RubyString more = settled(call, argument);
      text.append(more.text());
      own(call).taint(more.taints());
    }
    return changed(call, text.append(text(call)).toString());
  }

  private static RubyValue insert(Call call) {
    String text = text(call);
    int given = call.integer(0);
    RubyString more = settled(call, call.argument(1));
    int shown = given < -1 ? given + 1 : given;
    int position = given < 0 ? given + text.length() + 1 : given;
    if (position < 0 || position > text.length()) {
      throw outside(call, String.valueOf(shown));
    }
    changed(call, text.substring(0, position) + more.text() + text.substring(position));
    own(call).taint(more.taints());
    return call.self();
  }

  private static RubyError outside(Call call, String index) {
    return call.error("IndexError", "index " + index + " out of string");
  }

  private static RubyValue set(Call call) {
    Indexes.Stretch stretch = place(call, call.count() == 3);
    RubyString value = settled(call, call.argument(call.count() - 1));
    String text = text(call);
    changed(
        call, text.substring(0, stretch.start()) + value.text() + text.substring(stretch.end()));
    own(call).taint(value.taints());
    return call.argument(call.count() - 1);
  }

  /** Returns which part is assigned to; raises what {@code rb_str_aset} does when there is none. */
  private static Indexes.Stretch place(Call call, boolean counted) {
    RubyValue index = call.argument(0);
    if (index instanceof RubyRegexp || index instanceof RubyString && !counted) {
      Optional<Indexes.Stretch> found = StringMethods.stretch(call, counted);
      return found.orElseThrow(() -> notMatched(call, index, counted));
    }
    int size = text(call).length();
    if (index instanceof RubyRange range) {
      return Indexes.stretch(call, range, size).orElseThrow(() -> Indexes.outOfRange(call, range));
    }
    int given = call.integer(0);
    int length = counted ? call.integer(1) : 1;
    settled(call, call.argument(call.count() - 1));
    if (length < 0) {
      throw call.error("IndexError", "negative length " + length);
    }
    int position = given < 0 ? given + size : given;
    if (position < 0 || position > size) {
      throw outside(call, String.valueOf(given));
    }
    return new Indexes.Stretch(position, Math.min(length, size - position));
  }

  private static RubyError notMatched(Call call, RubyValue index, boolean counted) {
    if (index instanceof RubyString) {
      return call.error("IndexError", "string not matched");
    }
    boolean found = call.lastMatch() instanceof RubyMatch;
    String group = counted && found ? call.ruby().inspect(call.argument(1)) : "";
    return call.error(
        "IndexError", group.isEmpty() ? "regexp not matched" : "index " + group + " out of regexp");
  }

  private static RubyValue sliceAway(Call call) {
    call.modify(own(call));
    return StringMethods.stretch(call, call.count() == 2)
        .<RubyValue>map(
            stretch -> {
              String text = text(call);
              changed(call, text.substring(0, stretch.start()) + text.substring(stretch.end()));
              return new RubyString(
                  text.substring(stretch.start(), stretch.end()), own(call).taints());
            })
        .orElse(RubyNil.NIL);
  }

  private static RubyValue substitute(Call call, boolean all) {
    if (!call.has(1) && call.block().isEmpty()) {
      if (!all) {
        throw call.error("ArgumentError", "wrong number of arguments (given 1, expected 2)");
      }
      return Elements.enumerator(call);
    }
    call.modify(own(call));
    StringPatterns.Replaced replaced = StringPatterns.replace(call, all);
    if (!replaced.found()) {
      return RubyNil.NIL;
    }
    RubyString text = settled(call, replaced.text());
    changed(call, text.text());
    own(call).taint(text.taints());
    return call.self();
  }

  private static RubyValue translate(Call call, String name) {
    call.modify(own(call));
    if (!StringSets.translates(call)) {
      return RubyNil.NIL;
    }
    return changed(call, settled(call, call.ruby().send(call.self(), name, call.all())).text());
  }

  private static BuiltinFunction inPlace(String name, boolean always) {
    return call -> {
      call.modify(own(call));
      RubyString changed = settled(call, call.ruby().send(call.self(), name, call.all()));
      boolean same = changed.text().equals(text(call));
      if (!same) {
        changed(call, changed.text());
      }
      own(call).encode(changed.encoding()).taint(changed.taints());
      return same && !always ? RubyNil.NIL : call.self();
    };
  }
}
