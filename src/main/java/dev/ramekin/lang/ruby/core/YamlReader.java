package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML as Psych does: words mean what they mean in YAML 1.1, {@code :a} is a symbol. */
final class YamlReader {
  private static final String STANDARD = "tag:yaml.org,2002:";

  /**
   * What is allowed and wanted.
   *
   * @param symbols whether {@code :a} may be a symbol; else it is an error
   * @param aliases whether {@code *a} may stand for {@code &a}
   * @param symbolizeNames whether keys that are texts become symbols
   */
  record Options(boolean symbols, boolean aliases, boolean symbolizeNames) {}

  private final Interpreter ruby;
  private final Options options;
  private final Map<Anchor, RubyValue> anchors = new HashMap<>();

  private YamlReader(Interpreter ruby, Options options) {
    this.ruby = ruby;
    this.options = options;
  }

  /** Returns the documents of a text; a malformed one raises Psych::SyntaxError. */
  static List<RubyValue> documents(Interpreter ruby, String text, Options options) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    List<RubyValue> documents = new ArrayList<>();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      while (events.hasNext()) {
        if (events.next().getEventId() == Event.ID.DocumentStart) {
          documents.add(new YamlReader(ruby, options).node(events.next(), events));
        }
      }
    } catch (MarkedYamlEngineException exception) {
      throw ruby.error("Psych::SyntaxError", "(<unknown>): " + problem(exception));
    } catch (YamlEngineException exception) {
      throw ruby.error("Psych::SyntaxError", "(<unknown>): " + exception.getMessage());
    }
    return documents;
  }

  private static String problem(MarkedYamlEngineException exception) {
    String place =
        exception
            .getProblemMark()
            .map(mark -> " at line " + (mark.getLine() + 1) + " column " + (mark.getColumn() + 1))
            .orElse("");
    return exception.getProblem() + place;
  }

  private RubyValue node(Event event, Iterator<Event> events) {
    ruby.budget().step();
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    ruby.budget().enter();
    try {
      if (event instanceof SequenceStartEvent list) {
        return list(list, events);
      }
      return event instanceof MappingStartEvent map
          ? hash(map, events)
          : anchored((ScalarEvent) event, scalar((ScalarEvent) event));
    } finally {
      ruby.budget().leave();
    }
  }

  private RubyValue alias(AliasEvent alias) {
    RubyValue known = anchors.get(alias.getAlias());
    if (!options.aliases() || known == null) {
      throw ruby.error("Psych::BadAlias", "Unknown alias: " + alias.getAlias().getValue());
    }
    return known;
  }

  private <T extends RubyValue> T anchored(NodeEvent event, T value) {
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, value));
    return value;
  }

  private RubyValue list(SequenceStartEvent start, Iterator<Event> events) {
    RubyArray list = anchored(start, new RubyArray());
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      list.list().add(node(event, events));
    }
    return list;
  }

  private RubyValue hash(MappingStartEvent start, Iterator<Event> events) {
    start.getTag().ifPresent(this::refuseObject);
    RubyHash hash = anchored(start, new RubyHash());
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      boolean merges = event instanceof ScalarEvent key && isMerge(key);
      RubyValue key = node(event, events);
      RubyValue value = node(events.next(), events);
      if (!(merges && merged(hash, value))) {
        hash.put(named(key), value);
      }
    }
    return hash;
  }

  private static boolean isMerge(ScalarEvent key) {
    return key.getValue().equals("<<") && key.getTag().isEmpty();
  }

  private static boolean merged(RubyHash hash, RubyValue value) {
    if (value instanceof RubyHash more) {
      hash.map().putAll(more.map());
      return true;
    }
    boolean several =
        value instanceof RubyArray list
            && list.list().stream().allMatch(RubyHash.class::isInstance);
    if (several) {
      List<RubyValue> all = ((RubyArray) value).list();
      for (int index = all.size() - 1; index >= 0; index--) {
        hash.map().putAll(((RubyHash) all.get(index)).map());
      }
    }
    return several;
  }

  private RubyValue named(RubyValue key) {
    return options.symbolizeNames() && key instanceof RubyString text
        ? new RubySymbol(text.text())
        : key;
  }

  private RubyValue scalar(ScalarEvent event) {
    String text = event.getValue();
    Optional<String> tag = event.getTag();
    if (tag.isPresent()) {
      return tagged(tag.get(), text);
    }
    return event.isPlain() ? word(text) : new RubyString(text);
  }

  private RubyValue word(String text) {
    RubyValue value = YamlScalars.read(text);
    return value instanceof RubySymbol symbol ? symbol(symbol) : value;
  }

  private RubyValue symbol(RubySymbol symbol) {
    if (!options.symbols()) {
      throw ruby.error("Psych::DisallowedClass", "Tried to load unspecified class: Symbol");
    }
    return symbol;
  }

  private RubyValue tagged(String tag, String text) {
    String name = tag.startsWith(STANDARD) ? tag.substring(STANDARD.length()) : tag;
    return switch (name) {
      case "!", "str", "!str", "!ruby/string" -> new RubyString(text);
      case "!ruby/symbol", "!ruby/sym" -> symbol(new RubySymbol(text));
      case "binary", "!binary" ->
          ruby.send(
              ((RubyArray) ruby.send(new RubyString(text), "unpack", new RubyString("m")))
                  .list()
                  .get(0),
              "itself");
      case "float", "!float" ->
          ruby.send(ruby.main(), "Float", YamlScalars.read(text)) instanceof RubyFloat number
              ? number
              : RubyNil.NIL;
      default -> {
        refuseObject(name);
        yield word(text);
      }
    };
  }

  private void refuseObject(String tag) {
    if (tag.startsWith("!ruby/")) {
      throw ruby.error(
          "Psych::DisallowedClass",
          "Tried to load unspecified class: " + tag.substring(tag.lastIndexOf(':') + 1));
    }
  }
}
