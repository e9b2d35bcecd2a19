package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.tree.RubyNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What our parser reads in a program, in the order of the source: every call, literal, block,
 * variable and constant, one a line, in the words of {@code sequence.rb}.
 */
final class Sequence {
  private final List<String> events = new ArrayList<>();

  private Sequence() {}

  static List<String> of(RubyNode program) {
    Sequence sequence = new Sequence();
    sequence.walk(program);
    return sequence.events;
  }

  private void say(String event) {
    events.add(event);
  }

  private void walk(Optional<? extends RubyNode> node) {
    node.ifPresent(this::walk);
  }

  private void walk(List<? extends RubyNode> nodes) {
    nodes.forEach(this::walk);
  }

  private void walk(RubyNode node) {
    if (!literal(node) && !name(node) && !call(node) && !assignment(node) && !definition(node)) {
      control(node);
    }
  }

  // Literals

  private boolean literal(RubyNode node) {
    if (node instanceof RubyNode.Nil) {
      say("nil");
    } else if (node instanceof RubyNode.Bool bool) {
      say(String.valueOf(bool.value()));
    } else if (node instanceof RubyNode.Int number) {
      say(number.value().toString());
    } else if (node instanceof RubyNode.Float number) {
      say(String.format("float %016x", Double.doubleToLongBits(number.value())));
    } else if (node instanceof RubyNode.Str text) {
      say("string " + escape(text.value()));
    } else if (node instanceof RubyNode.FileName) {
      say("string ");
    } else if (node instanceof RubyNode.LineNumber line) {
      say(String.valueOf(line.span().line()));
    } else if (node instanceof RubyNode.Symbol symbol) {
      say("symbol " + escape(symbol.name()));
    } else {
      return composed(node);
    }
    return true;
  }

  private boolean composed(RubyNode node) {
    if (node instanceof RubyNode.DynamicStr text) {
      pieces("string", text.parts());
    } else if (node instanceof RubyNode.ShellStr text) {
      pieces("shell", text.parts());
    } else if (node instanceof RubyNode.DynamicSymbol symbol) {
      pieces("symbol", symbol.parts());
    } else if (node instanceof RubyNode.Regex regex) {
      regex(regex);
    } else if (node instanceof RubyNode.Array array) {
      say("array");
      walk(array.elements());
    } else if (node instanceof RubyNode.Hash hash) {
      say("hash");
      hash.pairs().forEach(this::pair);
    } else if (node instanceof RubyNode.Range range) {
      say("range");
      end(range.from());
      end(range.to());
    } else {
      return false;
    }
    return true;
  }

  /** Ruby reads nil where an end is missing. */
  private void end(Optional<RubyNode> end) {
    end.ifPresentOrElse(this::walk, () -> say("nil"));
  }

  private void pair(RubyNode.Pair pair) {
    walk(pair.key());
    walk(pair.value());
  }

  private void regex(RubyNode.Regex regex) {
    if (regex.parts().stream().allMatch(RubyNode.Str.class::isInstance)) {
      String flags =
          regex
              .flags()
              .chars()
              .filter(it -> "imx".indexOf(it) >= 0)
              .sorted()
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      say("regex " + escape(text(regex.parts())) + " " + flags);
    } else {
      pieces("regex", regex.parts());
    }
  }

  private static String text(List<RubyNode> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(it -> text.append(((RubyNode.Str) it).value()));
    return text.toString();
  }

  /** Ruby folds what is constant; texts side by side are one. */
  private void pieces(String name, List<RubyNode> parts) {
    List<RubyNode> folded = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (RubyNode part : parts) {
      RubyNode single = part;
      if (part instanceof RubyNode.Sequence sequence && sequence.nodes().size() == 1) {
        single = sequence.nodes().get(0);
      }
      if (single instanceof RubyNode.Str piece) {
        text.append(piece.value());
      } else {
        flush(text, part, folded);
        folded.add(part);
      }
    }
    if (folded.isEmpty() && name.equals("string")) {
      say("string " + escape(text.toString()));
      return;
    }
    if (!text.isEmpty()) {
      folded.add(new RubyNode.Str(parts.get(0).span(), text.toString()));
    }
    say(name);
    walk(folded);
    say("end " + name);
  }

  private static void flush(StringBuilder text, RubyNode at, List<RubyNode> folded) {
    if (!text.isEmpty()) {
      folded.add(new RubyNode.Str(at.span(), text.toString()));
      text.setLength(0);
    }
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
      if (letter > ' ' && letter < 127 && letter != '\\') {
        escaped.append((char) letter);
      } else {
        escaped.append(String.format("\\%02x", letter));
      }
    }
    return escaped.toString();
  }

  // Names

  private boolean name(RubyNode node) {
    if (node instanceof RubyNode.Self) {
      say("self");
    } else if (node instanceof RubyNode.Local local) {
      say("local " + local.name());
    } else if (node instanceof RubyNode.InstanceVar variable) {
      say("variable @" + variable.name());
    } else if (node instanceof RubyNode.ClassVar variable) {
      say("variable @@" + variable.name());
    } else if (node instanceof RubyNode.Global variable) {
      say("variable " + variable.name());
    } else if (node instanceof RubyNode.Const constant) {
      walk(constant.scope());
      say("constant " + constant.name());
    } else {
      return false;
    }
    return true;
  }

  // Calls

  private boolean call(RubyNode node) {
    if (node instanceof RubyNode.Call call) {
      walk(call.receiver());
      say("call " + call.name());
      arguments(call.arguments(), call.blockArgument(), call.block());
    } else if (node instanceof RubyNode.Index index) {
      walk(index.receiver());
      say("call []");
      walk(index.arguments());
    } else if (node instanceof RubyNode.Super call) {
      say("super");
      arguments(call.arguments(), call.blockArgument(), call.block());
    } else if (node instanceof RubyNode.Yield yielded) {
      say("yield");
      walk(yielded.arguments());
    } else if (node instanceof RubyNode.Not not) {
      walk(not.value());
      say("call !");
    } else if (node instanceof RubyNode.MethodName) {
      say("call __method__");
    } else if (node instanceof RubyNode.Lambda lambda) {
      body("lambda", lambda.parameters(), lambda.body());
    } else {
      return false;
    }
    return true;
  }

  private void arguments(
      List<RubyNode> arguments, Optional<RubyNode> passed, Optional<RubyNode.Block> block) {
    walk(arguments);
    walk(passed);
    block.ifPresent(it -> body("block", it.parameters(), it.body()));
  }

  private void body(String name, RubyNode.Parameters parameters, RubyNode body) {
    say(name);
    parameters.list().forEach(it -> walk(it.defaultValue()));
    walk(body);
    say("end " + name);
  }

  // Assignments

  private boolean assignment(RubyNode node) {
    if (node instanceof RubyNode.Assign assign) {
      target(assign.target());
      walk(assign.value());
    } else if (node instanceof RubyNode.OpAssign assign) {
      operator(assign);
    } else if (node instanceof RubyNode.MultiAssign assign) {
      if (assign.value() instanceof RubyNode.Array array) {
        walk(array.elements());
      } else {
        walk(assign.value());
      }
      target(assign.target());
    } else {
      return false;
    }
    return true;
  }

  private void target(RubyNode target) {
    if (target instanceof RubyNode.Call call) {
      walk(call.receiver());
      say("call " + call.name() + "=");
    } else if (target instanceof RubyNode.Index index) {
      walk(index.receiver());
      say("call []=");
      walk(index.arguments());
    } else if (target instanceof RubyNode.Const constant) {
      walk(constant.scope());
    } else if (target instanceof RubyNode.MultiTarget several) {
      several.targets().forEach(this::target);
    } else if (target instanceof RubyNode.Splat splat) {
      splat.value().ifPresent(this::target);
    }
  }

  private void operator(RubyNode.OpAssign assign) {
    if (assign.target() instanceof RubyNode.Call call) {
      walk(call.receiver());
      say("call " + call.name() + " " + assign.operator() + "=");
      walk(assign.value());
    } else if (assign.target() instanceof RubyNode.Index index) {
      walk(index.receiver());
      say("call [] " + assign.operator() + "=");
      walk(index.arguments());
      walk(assign.value());
    } else if (assign.operator().equals("||") || assign.operator().equals("&&")) {
      say(assign.operator() + "=");
      walk(assign.value());
    } else {
      walk(assign.target());
      say("call " + assign.operator());
      walk(assign.value());
    }
  }

  // Definitions

  private boolean definition(RubyNode node) {
    if (node instanceof RubyNode.MethodDef method) {
      walk(method.receiver());
      body("def " + method.name(), method.parameters(), method.body());
    } else if (node instanceof RubyNode.ClassDef type) {
      walk(type.name().scope());
      walk(type.superclass());
      body("class", RubyNode.Parameters.NONE, type.body());
    } else if (node instanceof RubyNode.SingletonClass type) {
      walk(type.object());
      body("class", RubyNode.Parameters.NONE, type.body());
    } else if (node instanceof RubyNode.ModuleDef module) {
      walk(module.name().scope());
      body("module", RubyNode.Parameters.NONE, module.body());
    } else if (node instanceof RubyNode.Alias alias) {
      say("alias " + alias.newName() + " " + alias.oldName());
    } else if (node instanceof RubyNode.Undef undef) {
      undef.names().forEach(it -> say("undef " + it));
    } else {
      return false;
    }
    return true;
  }

  // Control

  private void control(RubyNode node) {
    if (node instanceof RubyNode.Sequence sequence) {
      walk(sequence.nodes());
    } else if (node instanceof RubyNode.If branch) {
      walk(List.of(branch.condition(), branch.then(), branch.otherwise()));
    } else if (node instanceof RubyNode.While loop) {
      walk(List.of(loop.condition(), loop.body()));
    } else if (node instanceof RubyNode.For loop) {
      say("for");
      walk(loop.values());
      walk(loop.body());
      say("end for");
    } else if (node instanceof RubyNode.Case choice) {
      walk(choice.subject());
      choice.whens().forEach(this::when);
      walk(choice.otherwise());
    } else if (node instanceof RubyNode.CaseIn) {
      say("pattern");
    } else {
      logic(node);
    }
  }

  private void when(RubyNode.When when) {
    walk(when.conditions());
    walk(when.body());
  }

  private void logic(RubyNode node) {
    if (node instanceof RubyNode.And and) {
      walk(List.of(and.left(), and.right()));
    } else if (node instanceof RubyNode.Or or) {
      walk(List.of(or.left(), or.right()));
    } else if (node instanceof RubyNode.Defined defined) {
      walk(defined.value());
    } else if (node instanceof RubyNode.Splat splat) {
      walk(splat.value());
    } else if (node instanceof RubyNode.Jump jump) {
      walk(jump.value());
    } else if (node instanceof RubyNode.Begin begin) {
      walk(begin.body());
      begin.rescues().forEach(this::rescue);
      walk(begin.otherwise());
      walk(begin.ensure());
    } else {
      throw new AssertionError(node.getClass() + " is not known here");
    }
  }

  private void rescue(RubyNode.Rescue rescue) {
    walk(rescue.classes());
    rescue.variable().ifPresent(this::target);
    walk(rescue.body());
  }
}
