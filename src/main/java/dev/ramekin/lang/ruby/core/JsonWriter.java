package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.eval.Written;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a value as JSON. What is not known stays so inside the text; secrets stay known as such.
 */
final class JsonWriter {
  /** How deep the json gem lets values nest. */
  private static final int DEEPEST = 100;

  /**
   * What stands between the parts ({@code JSON::State}).
   *
   * @param indent before each part, once for each level
   * @param space behind a colon
   * @param spaceBefore before a colon
   * @param object behind the opening brace, a comma and before the closing brace
   * @param array the same for brackets
   * @param nan whether numbers that JSON has no word for are written as Ruby shows them
   * @param yajl whether it is ffi-yajl that writes, the library of {@code Chef::JSONCompat}
   */
  record Layout(
      String indent,
      String space,
      String spaceBefore,
      String object,
      String array,
      boolean nan,
      boolean yajl) {
    static final Layout COMPACT = new Layout("", "", "", "", "", false, false);
    static final Layout LENIENT = new Layout("", "", "", "", "", true, false);
    static final Layout PRETTY = new Layout("  ", " ", "", "\n", "\n", false, false);
    static final Layout YAJL = new Layout("", "", "", "", "", false, true);
    static final Layout PRETTY_YAJL = new Layout("  ", " ", "", "\n", "\n", false, true);

    Layout with(Interpreter ruby, RubyHash options) {
      return new Layout(
          text(ruby, options, "indent", indent),
          text(ruby, options, "space", space),
          text(ruby, options, "space_before", spaceBefore),
          text(ruby, options, "object_nl", object),
          text(ruby, options, "array_nl", array),
          options.get("allow_nan").map(RubyValue::truthy).orElse(nan),
          yajl);
    }

    private static String text(Interpreter ruby, RubyHash options, String name, String usual) {
      return options.get(name).map(value -> TextBuilder.assumed(ruby.text(value))).orElse(usual);
    }
  }

  /** What a {@code to_json} written in Ruby is given to hand on ({@code JSON::State}). */
  record State(Layout layout, int depth) {}

  private final Interpreter ruby;
  private final Layout layout;
  private final TextBuilder text;

  JsonWriter(Interpreter ruby, Layout layout) {
    this.ruby = ruby;
    this.layout = layout;
    this.text = new TextBuilder(ruby);
  }

  /** Writes a value that stands so deep in others. */
  RubyValue text(RubyValue value, int depth) {
    write(value, depth);
    return text.value();
  }

  private void write(RubyValue value, int depth) {
    ruby.budget().step();
    if (value instanceof RubyHash hash && !writesItself(value)) {
      object(hash, deeper(depth));
    } else if (value instanceof RubyArray array && !writesItself(value)) {
      array(array, deeper(depth));
    } else if (value instanceof RubyNil) {
      text.add("null");
    } else if (value instanceof RubyFloat number) {
      number(number);
    } else if (value instanceof RubyBoolean || value instanceof RubyInteger) {
      text.add(value);
    } else if (value instanceof UnknownValue unknown) {
      unknown(unknown, depth);
    } else if (writesItself(value)) {
      RubyObject state = new RubyObject(ruby.model().type("JSON::State"));
      state.carry(new State(layout, depth));
      text.add(ruby.send(value, "to_json", state));
    } else if (!(value instanceof RubyString) && ruby.respondsTo(value, "to_hash")) {
      write(ruby.send(value, "to_hash"), depth);
    } else {
      quoted(ruby.text(value));
    }
  }

  /** An unknown text stands in quotes; so does an unknown of which nothing can be assumed. */
  private void unknown(UnknownValue unknown, int depth) {
    Optional<RubyValue> assumed = unknown.assumed().filter(it -> !(it instanceof RubyString));
    if (assumed.isPresent()) {
      text.add(unknown.with(Optional.of(new JsonWriter(ruby, layout).text(assumed.get(), depth))));
      return;
    }
    text.add("\"");
    List<RubyValue> parts = unknown.parts().isEmpty() ? List.of(unknown) : unknown.parts();
    parts.forEach(part -> text.add(part instanceof RubyString it ? escaped(it) : part));
    text.add("\"");
  }

  private int deeper(int depth) {
    if (depth >= DEEPEST) {
      throw ruby.error("JSON::NestingError", "nesting of " + (depth + 1) + " is too deep");
    }
    return depth + 1;
  }

  /** Returns whether its class has a {@code to_json} written in Ruby. */
  private boolean writesItself(RubyValue value) {
    return value instanceof RubyObject
        && ruby.model()
            .typeOf(value)
            .find("to_json")
            .filter(method -> Written.place(method).isPresent())
            .isPresent();
  }

  private void number(RubyFloat number) {
    if (!Double.isFinite(number.value()) && !layout.nan()) {
      throw ruby.error("JSON::GeneratorError", ruby.inspect(number) + " not allowed in JSON");
    }
    text.add(number);
  }

  private void quoted(RubyValue value) {
    if (value instanceof RubyString string) {
      text.add("\"").add(escaped(string)).add("\"");
    } else if (value instanceof UnknownValue unknown) {
      unknown(unknown, 0);
    } else {
      text.add("\"").add(value).add("\"");
    }
  }

  private RubyString escaped(RubyString string) {
    String control = layout.yajl() ? "\\u%04X" : "\\u%04x";
    StringBuilder quoted = new StringBuilder();
    for (char c : string.text().toCharArray()) {
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        case '\f' -> quoted.append("\\f");
        case '\b' -> quoted.append("\\b");
        default -> quoted.append(c < ' ' ? String.format(control, (int) c) : c);
      }
    }
    return new RubyString(quoted.toString(), string.taints());
  }

  private void object(RubyHash hash, int depth) {
    String separator = "{";
    for (Map.Entry<RubyValue, RubyValue> entry : hash.map().entrySet()) {
      text.add(separator).add(layout.object()).add(layout.indent().repeat(depth));
      quoted(ruby.text(entry.getKey()));
      text.add(layout.spaceBefore() + ":" + layout.space());
      write(entry.getValue(), depth);
      separator = ",";
    }
    boolean empty = separator.equals("{");
    close(empty ? "{" + (layout.yajl() ? layout.object() : "") : "", layout.object(), depth, "}");
  }

  private void array(RubyArray array, int depth) {
    String separator = "[";
    for (RubyValue element : array.list()) {
      text.add(separator).add(layout.array()).add(layout.indent().repeat(depth));
      write(element, depth);
      separator = ",";
    }
    // An empty array gets the line end behind its bracket too.
    close(separator.equals("[") ? "[" + layout.array() : "", layout.array(), depth, "]");
  }

  private void close(String begin, String line, int depth, String end) {
    text.add(begin).add(line);
    text.add(line.isEmpty() ? "" : layout.indent().repeat(depth - 1));
    text.add(end);
  }
}
