package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.tree.RubyNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What our parser sees in a program, in the words of {@code facts.rb}. */
final class Facts {
  private final List<String> facts = new ArrayList<>();

  private Facts() {}

  static List<String> of(RubyNode program) {
    Facts facts = new Facts();
    facts.walk(program);
    return facts.facts.stream().sorted().toList();
  }

  private void walk(Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(this::walk);
    } else if (value instanceof List<?> list) {
      list.forEach(this::walk);
    } else if (value instanceof RubyNode.Pair pair && isShort(pair)) {
      walk(pair.key());
    } else if (value instanceof Record node) {
      note(node);
      children(node);
    }
  }

  /** Ripper has no value for {@code name:}. */
  private static boolean isShort(RubyNode.Pair pair) {
    return pair.key().filter(it -> it.span().equals(pair.value().span())).isPresent();
  }

  private void children(Record node) {
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      Object child = child(node, component);
      boolean assigned =
          component.getName().equals("target")
              || node instanceof RubyNode.Rescue && component.getName().equals("variable");
      if (assigned || node instanceof RubyNode.MultiTarget) {
        target(child);
      } else {
        walk(child);
      }
    }
  }

  /** Walks what is assigned to; a local variable there is not read. */
  private void target(Object target) {
    if (target instanceof Optional<?> optional) {
      optional.ifPresent(this::target);
    } else if (target instanceof List<?> list) {
      list.forEach(this::target);
    } else if (target instanceof RubyNode.Splat splat) {
      target(splat.value());
    } else if (!(target instanceof RubyNode.Local)) {
      walk(target);
    }
  }

  private static Object child(Record node, RecordComponent component) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void note(Record node) {
    if (node instanceof RubyNode.Call call) {
      call(call.name(), call.arguments(), call.block().isPresent());
    } else if (node instanceof RubyNode.Super call) {
      call("super", call.arguments(), call.block().isPresent());
    } else if (node instanceof RubyNode.Index index) {
      call("[]", index.arguments(), false);
    } else if (node instanceof RubyNode.Local local) {
      // Ripper says nothing of what a nameless `**` hands on.
      facts.addAll(local.name().equals("**") ? List.of() : List.of("local " + local.name()));
    } else if (node instanceof RubyNode.MethodDef method && method.receiver().isEmpty()) {
      facts.add("def " + method.name());
    } else if (node instanceof RubyNode.MethodName) {
      facts.add("__method__/0");
    } else {
      simple(node);
    }
  }

  private void simple(Record node) {
    String name = node.getClass().getSimpleName();
    switch (name) {
      case "If", "While", "Not", "And", "Or", "Assign", "Lambda", "Case", "For" ->
          facts.add(name.toLowerCase(java.util.Locale.ROOT));
      case "OpAssign" -> facts.add("opassign");
      case "MultiAssign" -> facts.add("massign");
      default -> {}
    }
  }

  private void call(String name, List<RubyNode> arguments, boolean block) {
    boolean splat = arguments.stream().anyMatch(RubyNode.Splat.class::isInstance);
    facts.add(name + "/" + (splat ? "*" : arguments.size()) + (block ? " block" : ""));
  }
}
