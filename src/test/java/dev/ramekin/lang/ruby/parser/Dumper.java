package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a syntax tree as an s-expression: every record is a list of its kind and its components,
 * without places, without empty ones and without flags that are off.
 */
final class Dumper {
  private Dumper() {}

  static String dump(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Dumper::dump).orElse("");
    }
    if (value instanceof List<?> list) {
      return join(list.stream().map(Dumper::dump).toList());
    }
    if (value instanceof RubyNode.Sequence sequence) {
      return sequence(sequence);
    }
    if (value instanceof RubyNode.Call call) {
      return call(call);
    }
    if (value instanceof RubyNode.Str string) {
      return quote(string.value());
    }
    if (value instanceof RubyNode.Int number) {
      return number.value().toString();
    }
    if (value instanceof RubyNode.Symbol symbol) {
      return ":" + symbol.name();
    }
    return value instanceof Record node ? record(node) : plain(value);
  }

  private static String sequence(RubyNode.Sequence sequence) {
    return sequence.nodes().size() == 1
        ? dump(sequence.nodes().get(0))
        : "(" + join(List.of("do", dump(sequence.nodes()))) + ")";
  }

  private static String call(RubyNode.Call call) {
    String name = (call.safe() ? "&." : ".") + call.name() + (call.parentheses() ? "()" : "");
    return "("
        + join(
            List.of(
                dump(call.receiver()),
                name,
                dump(call.arguments()),
                call.blockArgument().map(block -> "&" + dump(block)).orElse(""),
                dump(call.block())))
        + ")";
  }

  private static String record(Record node) {
    StringBuilder text = new StringBuilder("(").append(kind(node));
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      if (component.getType() != Span.class) {
        String value = component(component, value(node, component));
        text.append(value.isEmpty() ? "" : " " + value);
      }
    }
    return text.append(')').toString();
  }

  private static String component(RecordComponent component, Object value) {
    if (value instanceof Boolean flag) {
      return flag ? component.getName() : "";
    }
    return value.equals(RubyNode.Parameters.NONE) ? "" : dump(value);
  }

  private static Object value(Record node, RecordComponent component) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String kind(Record node) {
    return node.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String plain(Object value) {
    return value instanceof BigInteger || value instanceof Double || value instanceof Enum<?>
        ? value.toString()
        : value.toString();
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") + '"';
  }

  private static String join(List<String> parts) {
    return String.join(" ", parts.stream().filter(part -> !part.isEmpty()).toList());
  }
}
