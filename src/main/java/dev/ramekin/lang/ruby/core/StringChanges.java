package dev.ramekin.lang.ruby.core;

import static dev.ramekin.lang.ruby.core.StringMethods.own;
import static dev.ramekin.lang.ruby.core.StringMethods.text;

import dev.ramekin.lang.ruby.eval.BuiltinFunction;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;

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
    "tr",
    "tr_s",
    "sub",
    "gsub",
    "delete_prefix",
    "delete_suffix"
  };
  private static final String[] ALWAYS = {"reverse", "succ", "next", "encode", "scrub"};

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
        .method("slice!", 1, 2, StringChanges::sliceAway);
    for (String name : IN_PLACE) {
      methods.method(name + "!", 0, Methods.ANY, inPlace(name, false));
    }
    for (String name : ALWAYS) {
      methods.method(name + "!", 0, Methods.ANY, inPlace(name, true));
    }
  }

  private static RubyValue initialize(Call call) {
    return call.argument(0) instanceof RubyString ? replace(call) : RubyNil.NIL;
  }

  private static RubyValue replace(Call call) {
    RubyString other = settled(call, call.argument(0));
    RubyValue self = changed(call, other.text());
    own(call).taint(other.taints());
    return self;
  }

  private static RubyValue changed(Call call, String text) {
    call.ruby().budget().text(text.length());
    call.modify(own(call)).replace(text);
    return call.self();
  }

  private static RubyString settled(Call call, RubyValue value) {
    if (value instanceof RubyInteger codePoint) {
      int point = codePoint.clamped();
      if (!Character.isValidCodePoint(point)) {
        throw call.error("RangeError", codePoint.value() + " out of char range");
      }
      return new RubyString(Character.toString(point));
    }
    if (value instanceof UnknownValue) {
      return call.ruby().settle(value);
    }
    return call.ruby().convert().to(value, RubyString.class, "String");
  }

  private static RubyValue append(Call call) {
    RubyString string = call.modify(own(call));
    for (RubyValue argument : call.arguments()) {
      RubyString more = settled(call, argument);
      call.ruby().budget().text((long) string.size() + more.size(), more.size());
      string.append(more.text());
      string.taint(more.taints());
    }
    return string;
  }

  private static RubyValue prepend(Call call) {
    StringBuilder text = new StringBuilder();
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
    int position = given < 0 ? given + text.length() + 1 : given;
    if (position < 0 || position > text.length()) {
      throw call.error("IndexError", "index " + given + " out of string");
    }
    RubyString more = settled(call, call.argument(1));
    own(call).taint(more.taints());
    return changed(call, text.substring(0, position) + more.text() + text.substring(position));
  }

  private static RubyValue set(Call call) {
    RubyString value = settled(call, call.argument(call.count() - 1));
    Indexes.Stretch stretch =
        StringMethods.stretch(call)
            .orElseThrow(() -> call.error("IndexError", "string not matched"));
    String text = text(call);
    own(call).taint(value.taints());
    changed(
        call, text.substring(0, stretch.start()) + value.text() + text.substring(stretch.end()));
    return value;
  }

  private static RubyValue sliceAway(Call call) {
    return StringMethods.stretch(call)
        .<RubyValue>map(
            stretch -> {
              String text = text(call);
              changed(call, text.substring(0, stretch.start()) + text.substring(stretch.end()));
              return new RubyString(
                  text.substring(stretch.start(), stretch.end()), own(call).taints());
            })
        .orElse(RubyNil.NIL);
  }

  private static BuiltinFunction inPlace(String name, boolean always) {
    return call -> {
      RubyString changed = settled(call, call.ruby().send(call.self(), name, call.all()));
      boolean same = changed.text().equals(text(call));
      call.modify(own(call));
      if (!same) {
        changed(call, changed.text());
        own(call).taint(changed.taints());
      }
      return same && !always ? RubyNil.NIL : call.self();
    };
  }
}
