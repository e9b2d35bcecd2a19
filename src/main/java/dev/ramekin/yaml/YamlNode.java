package dev.ramekin.yaml;

import dev.ramekin.model.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of a YAML 1.2 document with its place. Every accessor throws {@link YamlException}, with
 * file, line, column and what was expected, when the value is of another kind.
 */
public final class YamlNode {
  private static final int MOST_ALIASES = 50;

  /** The lock of a large estate has some millions. */
  private static final int MOST_CHARACTERS = 50_000_000;

  private final String file;
  private final Optional<Node> node;
  private final UnaryOperator<String> texts;

  private YamlNode(String file, Optional<Node> node, UnaryOperator<String> texts) {
    this.file = file;
    this.node = node;
    this.texts = texts;
  }

  private YamlNode part(Node part) {
    return new YamlNode(file, Optional.of(part), texts);
  }

  /** Returns the same value with a word of every text in it replaced; keys included. */
  public YamlNode replacing(String word, String replacement) {
    return new YamlNode(file, node, text -> texts.apply(text).replace(word, replacement));
  }

  /**
   * Reads one document.
   *
   * @param file name used in messages
   * @param text the YAML text; an empty one gives a null value
   * @throws YamlException when it is not well-formed or has several documents
   */
  public static YamlNode parse(String file, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setCodePointLimit(MOST_CHARACTERS)
            .build();
    try {
      return new YamlNode(
          file, new Compose(settings).composeString(text), UnaryOperator.identity());
    } catch (MarkedYamlEngineException exception) {
      Origin origin =
          exception.getProblemMark().map(mark -> at(file, mark)).orElse(Origin.ofFile(file));
      throw new YamlException(origin, exception.getProblem());
    } catch (YamlEngineException exception) {
      throw new YamlException(Origin.ofFile(file), String.valueOf(exception.getMessage()));
    } catch (StackOverflowError overflow) {
      throw new YamlException(Origin.ofFile(file), "the values are nested too deeply");
    }
  }

  private static Origin at(String file, Mark mark) {
    return Origin.of(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Returns where the value stands. */
  public Origin origin() {
    return node.flatMap(Node::getStartMark).map(mark -> at(file, mark)).orElse(Origin.ofFile(file));
  }

  /** Returns an exception that points here, for rules of the caller's own. */
  public YamlException error(String message) {
    return new YamlException(origin(), message);
  }

  /** Returns whether the value is null or the document empty. */
  public boolean isNull() {
    return node.isEmpty() || node.get().getTag().equals(Tag.NULL);
  }

  /** Returns whether the value is a mapping. */
  public boolean isMapping() {
    return node.isPresent() && node.get() instanceof MappingNode;
  }

  /** Returns whether the value is a sequence. */
  public boolean isSequence() {
    return node.isPresent() && node.get() instanceof SequenceNode;
  }

  /** Returns whether the value is a scalar other than null. */
  public boolean isScalar() {
    return node.isPresent() && node.get() instanceof ScalarNode && !isNull();
  }

  /** Returns whether the value is a scalar without quotes, whose text decides its type. */
  public boolean isPlain() {
    return node.isPresent()
        && node.get() instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN;
  }

  /** Returns the entries of a mapping in order; of null, none. */
  public Map<String, YamlNode> entries() {
    if (isNull()) {
      return Map.of();
    }
    if (!(node.get() instanceof MappingNode mapping)) {
      throw error("expected a mapping, found " + kind());
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode key = part(tuple.getKeyNode());
      YamlNode value = part(tuple.getValueNode());
      if (entries.put(key.text(), value) != null) {
        throw key.error("the key '" + key.text() + "' stands here a second time");
      }
    }
    return entries;
  }

  /** Returns the items of a sequence; a scalar counts as a sequence of one, null as none. */
  public List<YamlNode> items() {
    if (isNull()) {
      return List.of();
    }
    if (isScalar()) {
      return List.of(this);
    }
    if (!(node.get() instanceof SequenceNode sequence)) {
      throw error("expected a list, found " + kind());
    }
    return sequence.getValue().stream().map(this::part).toList();
  }

  /** Returns a scalar's text as written, whatever type it would resolve to. */
  public String text() {
    if (!isScalar()) {
      throw error("expected a text, found " + kind());
    }
    return texts.apply(((ScalarNode) node.get()).getValue());
  }

  /** Returns the texts of a list of scalars. */
  public List<String> texts() {
    return items().stream().map(YamlNode::text).toList();
  }

  /** Returns a whole number. */
  public int integer() {
    if (toJava() instanceof Long number && number == number.intValue()) {
      return number.intValue();
    }
    throw error("expected a whole number, found " + kind());
  }

  /** Returns {@code true} or {@code false}. */
  public boolean bool() {
    if (toJava() instanceof Boolean value) {
      return value;
    }
    throw error("expected true or false, found " + kind());
  }

  /** Returns the value of a key that may be missing; a null value counts as missing. */
  public Optional<YamlNode> get(String key) {
    return Optional.ofNullable(entries().get(key)).filter(value -> !value.isNull());
  }

  /** Returns the value of a key that must be there. */
  public YamlNode require(String key) {
    return get(key).orElseThrow(() -> error("the key '" + key + "' is missing"));
  }

  /** Returns the text of a key that may be missing. */
  public Optional<String> text(String key) {
    return get(key).map(YamlNode::text);
  }

  /** Returns the texts of a key; none when it is missing. */
  public List<String> texts(String key) {
    return get(key).map(YamlNode::texts).orElse(List.of());
  }

  /**
   * Checks that a mapping has no other keys.
   *
   * @throws YamlException naming the unknown key and the allowed ones
   */
  public YamlNode only(String... keys) {
    Set<String> allowed = new TreeSet<>(Arrays.asList(keys));
    for (Map.Entry<String, YamlNode> entry : entries().entrySet()) {
      if (!allowed.contains(entry.getKey())) {
        throw entry
            .getValue()
            .error("unknown key '" + entry.getKey() + "'; expected one of " + allowed);
      }
    }
    return this;
  }

  /**
   * Returns the value as String, Boolean, Long, Double, List, LinkedHashMap (keys as text), or
   * empty for null; YAML 1.2 JSON schema, by which {@code yes} and {@code 0644} are texts.
   */
  public Optional<Object> value() {
    return isNull() ? Optional.empty() : Optional.of(toJava());
  }

  private Object toJava() {
    if (isMapping()) {
      Map<String, Object> map = new LinkedHashMap<>();
      entries().forEach((key, value) -> value.value().ifPresent(it -> map.put(key, it)));
      return map;
    }
    if (isSequence()) {
      List<Object> list = new ArrayList<>();
      items().forEach(item -> item.value().ifPresent(list::add));
      return list;
    }
    return scalar(text(), node.get().getTag());
  }

  private Object scalar(String text, Tag tag) {
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    try {
      if (tag.equals(Tag.INT)) {
        return Long.valueOf(text);
      }
      if (tag.equals(Tag.FLOAT)) {
        return Double.valueOf(text);
      }
    } catch (NumberFormatException exception) {
      return text;
    }
    return text;
  }

  private String kind() {
    if (isNull()) {
      return "nothing";
    }
    if (isMapping()) {
      return "a mapping";
    }
    return isSequence() ? "a list" : "'" + ((ScalarNode) node.get()).getValue() + "'";
  }
}
