package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/**
 * Writes a value as YAML, with the styles that {@code Psych::Visitors::YAMLTree} chooses. What is
 * not known stays so inside the text; secrets stay known as such.
 */
final class YamlWriter {
  private static final String STANDARD = "tag:yaml.org,2002:";
  private static final Pattern LINES = Pattern.compile("\\n(?!\\n?\\z)");
  private static final Pattern BEGINS_ODDLY =
      Pattern.compile("(?m)^[^\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}][^\"]*$");
  private static final Pattern OCTAL = Pattern.compile("\\A0[0-7]*[89]");

  /** What libyaml shows by its number, and snakeyaml-engine as it is. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\x7f\\ufeff]|[\\x{10000}-\\x{10ffff}]");

  /** What stands for an unknown until the text is written: a word like any other. */
  private static final String PLACE = "RamekinUnknown";

  private static final Pattern PLACES = Pattern.compile(PLACE + "(\\d+)Z");

  private final Interpreter ruby;
  private final StringBuilder written = new StringBuilder();
  private final Emitter emitter;
  private final Optional<Integer> width;
  private final Set<RubyObject> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<RubyObject, Anchor> anchors = new IdentityHashMap<>();
  private final Set<RubyObject> emitted = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<UnknownValue> unknowns = new ArrayList<>();
  private final Set<String> taints = new HashSet<>();

  YamlWriter(Interpreter ruby, RubyHash options) {
    this.ruby = ruby;
    this.width = options.get("line_width").map(it -> ruby.convert().integer(it).clamped());
    int indent =
        options.get("indentation").map(it -> ruby.convert().integer(it).clamped()).orElse(2);
    this.emitter =
        new Emitter(
            DumpSettings.builder()
                .setIndent(Math.max(2, Math.min(indent, 9)))
                .setWidth(width.map(it -> it < 0 ? Integer.MAX_VALUE : it).orElse(80))
                .build(),
            new StreamDataWriter() {
              @Override
              public void write(String text) {
                written.append(text);
              }

              @Override
              public void write(String text, int from, int length) {
                written.append(text, from, from + length);
              }
            });
  }

  /** Returns the document. */
  RubyValue text(RubyValue value) {
    count(value);
    emitter.emit(new StreamStartEvent());
    emitter.emit(new DocumentStartEvent(true, Optional.empty(), Map.of()));
    write(value);
    emitter.emit(new DocumentEndEvent(false));
    emitter.emit(new StreamEndEvent());
    return filled(UNPRINTABLE.matcher(written).replaceAll(it -> escape(it.group())));
  }

  private static String escape(String character) {
    int code = character.codePointAt(0);
    String format = code < 0x100 ? "%02X" : code < 0x10000 ? "%04X" : "%08X";
    String letter = code < 0x100 ? "x" : code < 0x10000 ? "u" : "U";
    return "\\\\" + letter + String.format(format, code);
  }

  /** Puts the unknowns back in. */
  private RubyValue filled(String text) {
    TextBuilder builder = new TextBuilder(ruby);
    Matcher matcher = PLACES.matcher(text);
    int at = 0;
    while (matcher.find()) {
      builder
          .add(new RubyString(text.substring(at, matcher.start()), taints))
          .add(unknowns.get(Integer.parseInt(matcher.group(1))));
      at = matcher.end();
    }
    return builder.add(new RubyString(text.substring(at), taints)).value();
  }

  /** Finds what stands in the value more than once: it gets an anchor. */
  private void count(RubyValue value) {
    ruby.budget().step();
    boolean collection = value instanceof RubyArray || value instanceof RubyHash;
    if (!collection) {
      return;
    }
    RubyObject object = (RubyObject) value;
    if (!seen.add(object)) {
      anchors.computeIfAbsent(object, it -> new Anchor(String.valueOf(anchors.size() + 1)));
      return;
    }
    ruby.budget().enter();
    if (value instanceof RubyArray array) {
      array.list().forEach(this::count);
    } else {
      ((RubyHash) value)
          .map()
          .forEach(
              (key, element) -> {
                count(key);
                count(element);
              });
    }
    ruby.budget().leave();
  }

  private void write(RubyValue value) {
    ruby.budget().step();
    if (value instanceof RubyArray || value instanceof RubyHash) {
      collection((RubyObject) value);
    } else if (value instanceof RubyString string) {
      taints.addAll(string.taints());
      string(string.text());
    } else if (value instanceof UnknownValue unknown) {
      unknown(unknown);
    } else if (value instanceof RubyNil) {
      plain("");
    } else if (value instanceof RubySymbol symbol) {
      plain(":" + symbol.name());
    } else if (value instanceof RubyFloat number && !Double.isFinite(number.value())) {
      plain(Double.isNaN(number.value()) ? ".nan" : number.value() > 0 ? ".inf" : "-.inf");
    } else if (value instanceof RubyFloat
        || value instanceof RubyInteger
        || value instanceof RubyBoolean) {
      plain(ruby.inspect(value));
    } else {
      other(value);
    }
  }

  /** A text of which only a part is unknown is quoted as its known parts need it. */
  private void unknown(UnknownValue unknown) {
    if (unknown.parts().isEmpty()) {
      plain(place(unknown));
      return;
    }
    StringBuilder text = new StringBuilder();
    for (RubyValue part : unknown.parts()) {
      text.append(part instanceof UnknownValue it ? place(it) : part.toString());
    }
    taints.addAll(unknown.taints());
    string(text.toString());
  }

  private String place(UnknownValue unknown) {
    boolean collection =
        unknown
            .assumed()
            .filter(it -> it instanceof RubyArray || it instanceof RubyHash)
            .isPresent();
    // A collection on one line is the same in JSON and in YAML.
    unknowns.add(
        collection
            ? (UnknownValue) new JsonWriter(ruby, JsonWriter.Layout.COMPACT).text(unknown, 0)
            : unknown);
    return PLACE + (unknowns.size() - 1) + "Z";
  }

  private void plain(String text) {
    scalar(Optional.empty(), text, ScalarStyle.PLAIN, new ImplicitTuple(true, false));
  }

  private void scalar(
      Optional<String> tag, String text, ScalarStyle style, ImplicitTuple implicit) {
    emitter.emit(new ScalarEvent(Optional.empty(), tag, implicit, text, style));
  }

  private void string(String text) {
    if (text.equals("<<")) {
      scalar(
          Optional.of(STANDARD + "str"),
          text,
          ScalarStyle.SINGLE_QUOTED,
          new ImplicitTuple(false, false));
      return;
    }
    scalar(Optional.empty(), text, style(text), new ImplicitTuple(true, true));
  }

  private ScalarStyle style(String text) {
    if (UNPRINTABLE.matcher(text).find()) {
      return ScalarStyle.DOUBLE_QUOTED;
    }
    if (LINES.matcher(text).find()) {
      return ScalarStyle.LITERAL;
    }
    if (text.equals("y") || text.equals("n")) {
      return ScalarStyle.DOUBLE_QUOTED;
    }
    if (width.filter(it -> it >= 0 && text.length() > it).isPresent()) {
      return ScalarStyle.FOLDED;
    }
    if (BEGINS_ODDLY.matcher(text).find()) {
      return ScalarStyle.DOUBLE_QUOTED;
    }
    boolean quoted = YamlScalars.needsQuotes(text) || OCTAL.matcher(text).find();
    return quoted ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.PLAIN;
  }

  private void collection(RubyObject value) {
    Optional<Anchor> anchor = Optional.ofNullable(anchors.get(value));
    if (!emitted.add(value) && anchor.isPresent()) {
      emitter.emit(new AliasEvent(anchor));
      return;
    }
    if (value instanceof RubyArray array) {
      emitter.emit(new SequenceStartEvent(anchor, Optional.empty(), true, FlowStyle.BLOCK));
      array.list().forEach(this::write);
      emitter.emit(new SequenceEndEvent());
    } else {
      emitter.emit(new MappingStartEvent(anchor, Optional.empty(), true, FlowStyle.BLOCK));
      ((RubyHash) value)
          .map()
          .forEach(
              (key, element) -> {
                write(key);
                write(element);
              });
      emitter.emit(new MappingEndEvent());
    }
  }

  private void other(RubyValue value) {
    if (value instanceof RubyRange range) {
      mapping("!ruby/range");
      string("begin");
      write(range.from());
      string("end");
      write(range.to());
      string("excl");
      write(RubyBoolean.of(range.exclusive()));
      emitter.emit(new MappingEndEvent());
    } else if (value instanceof RubyRegexp) {
      scalar(
          Optional.of("!ruby/regexp"),
          ruby.inspect(value),
          ScalarStyle.PLAIN,
          new ImplicitTuple(false, false));
    } else if (ruby.respondsTo(value, "to_hash")) {
      write(ruby.send(value, "to_hash"));
    } else {
      object((RubyObject) value);
    }
  }

  private void mapping(String tag) {
    emitter.emit(new MappingStartEvent(Optional.empty(), Optional.of(tag), false, FlowStyle.BLOCK));
  }

  private void object(RubyObject object) {
    String type = ruby.model().classOf(object).name();
    boolean struct = ruby.model().isA(object, "Struct");
    String kind = struct ? "!ruby/struct" : "!ruby/object";
    mapping(type.isEmpty() || type.equals("Object") ? kind : kind + ":" + type);
    if (struct) {
      ((RubyHash) ruby.send(object, "to_h"))
          .map()
          .forEach(
              (name, element) -> {
                plain(((RubySymbol) name).name());
                write(element);
              });
    }
    for (String name : object.names()) {
      plain(name);
      write(object.variable(name).orElse(RubyNil.NIL));
    }
    emitter.emit(new MappingEndEvent());
  }
}
