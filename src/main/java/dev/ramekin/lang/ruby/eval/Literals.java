package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Sequences and literals. */
final class Literals {
  private final Interpreter ruby;
  private final Evaluator evaluator;

  Literals(Interpreter ruby, Evaluator evaluator) {
    this.ruby = ruby;
    this.evaluator = evaluator;
  }

  void register() {
    evaluator.on(RubyNode.Sequence.class, this::sequence);
    evaluator.on(RubyNode.Nil.class, (node, context) -> RubyNil.NIL);
    evaluator.on(RubyNode.Bool.class, (node, context) -> RubyBoolean.of(node.value()));
    evaluator.on(RubyNode.Self.class, (node, context) -> context.self());
    evaluator.on(RubyNode.Int.class, (node, context) -> new RubyInteger(node.value()));
    evaluator.on(RubyNode.Float.class, (node, context) -> new RubyFloat(node.value()));
    evaluator.on(RubyNode.Str.class, (node, context) -> new RubyString(node.value()));
    evaluator.on(RubyNode.DynamicStr.class, (node, context) -> text(node.parts(), context));
    evaluator.on(RubyNode.ShellStr.class, this::shell);
    evaluator.on(RubyNode.Symbol.class, (node, context) -> new RubySymbol(node.name()));
    evaluator.on(
        RubyNode.DynamicSymbol.class,
        (node, context) -> mapText(text(node.parts(), context), RubySymbol::new));
    evaluator.on(RubyNode.Regex.class, this::regex);
    evaluator.on(
        RubyNode.Array.class, (node, context) -> new RubyArray(elements(node.elements(), context)));
    evaluator.on(RubyNode.Hash.class, this::hash);
    evaluator.on(RubyNode.Range.class, this::range);
    evaluator.on(RubyNode.FileName.class, (node, context) -> new RubyString(context.file()));
    evaluator.on(RubyNode.LineNumber.class, (node, context) -> RubyInteger.of(node.span().line()));
    evaluator.on(RubyNode.MethodName.class, (node, context) -> methodName(context));
  }

  private RubyValue sequence(RubyNode.Sequence node, Context context) {
    return ruby.decisions().inOrder(node.nodes(), child -> evaluator.evaluate(child, context));
  }

  private RubyValue text(List<RubyNode> parts, Context context) {
    TextBuilder builder = new TextBuilder(ruby);
    for (RubyNode part : parts) {
      if (part instanceof RubyNode.Str plain) {
        builder.add(plain.value());
      } else {
        RubyValue value = evaluator.evaluate(part, context);
        ruby.origins().move(context.file(), part.span());
        builder.add(value);
      }
    }
    return builder.value();
  }

  private static RubyValue mapText(
      RubyValue text, java.util.function.Function<String, RubyValue> function) {
    if (text instanceof UnknownValue unknown) {
      return unknown.with(unknown.assumed().map(known -> function.apply(known.toString())));
    }
    return function.apply(text.toString());
  }

  private RubyValue shell(RubyNode.ShellStr node, Context context) {
    RubyValue command = text(node.parts(), context);
    ruby.origins().move(context.file(), node.span());
    Optional<RubyValue> known =
        command instanceof RubyString text
            ? ruby.hooks().commandOutput(text.text())
            : Optional.empty();
    return known.orElseGet(
        () ->
            ruby.unknown(
                "the shell command `" + TextBuilder.assumed(command) + "` is not run",
                ruby.origin()));
  }

  private RubyValue regex(RubyNode.Regex node, Context context) {
    TextBuilder source = new TextBuilder(ruby);
    for (RubyNode part : node.parts()) {
      if (part instanceof RubyNode.Str plain) {
        source.add(plain.value());
      } else {
        source.add(evaluator.evaluate(part, context));
      }
    }
    ruby.origins().move(context.file(), node.span());
    return mapText(source.value(), text -> compile(text, node.flags()));
  }

  private RubyValue compile(String source, String flags) {
    try {
      return RubyRegexp.of(source, flags);
    } catch (PatternSyntaxException exception) {
      throw ruby.error("RegexpError", exception.getDescription() + ": /" + source + "/");
    }
  }

  List<RubyValue> elements(List<RubyNode> nodes, Context context) {
    List<RubyValue> values = new java.util.ArrayList<>(nodes.size());
    for (RubyNode node : nodes) {
      if (node instanceof RubyNode.Splat splat && splat.value().isPresent()) {
        RubyValue value = evaluator.evaluate(splat.value().get(), context);
        values.addAll(ruby.convert().spread(value));
      } else {
        RubyValue value = evaluator.evaluate(node, context);
        values.add(value instanceof RubyHash hash ? hash.asPlain() : value);
      }
    }
    ruby.budget().elements(values.size());
    return values;
  }

  private RubyValue hash(RubyNode.Hash node, Context context) {
    RubyHash hash = new RubyHash();
    for (RubyNode.Pair pair : node.pairs()) {
      if (pair.key().isPresent()) {
        RubyValue key = evaluator.evaluate(pair.key().get(), context);
        hash.put(key, evaluator.evaluate(pair.value(), context));
      } else {
        RubyValue spread = evaluator.evaluate(pair.value(), context);
        if (!(spread instanceof UnknownValue)) {
          ruby.convert().to(spread, RubyHash.class, "Hash").map().forEach(hash::put);
        }
      }
    }
    return node.braces() ? hash : hash.asKeywords();
  }

  private RubyValue range(RubyNode.Range node, Context context) {
    RubyValue from = end(node.from(), context);
    RubyValue to = end(node.to(), context);
    Optional<UnknownValue> unknown = Decisions.firstUnknown(List.of(from, to));
    if (unknown.isEmpty()) {
      ruby.origins().move(context.file(), node.span());
      return ruby.convert().range(from, to, node.exclusive());
    }
    return unknown
        .get()
        .with(
            Decisions.assumed(List.of(from, to))
                .map(known -> new RubyRange(known.get(0), known.get(1), node.exclusive())));
  }

  private RubyValue end(Optional<RubyNode> node, Context context) {
    return node.map(value -> evaluator.evaluate(value, context)).orElse(RubyNil.NIL);
  }

  private static RubyValue methodName(Context context) {
    return context
        .activation()
        .<RubyValue>map(activation -> new RubySymbol(activation.method().name()))
        .orElse(RubyNil.NIL);
  }
}
