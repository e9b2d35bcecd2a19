package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyMatch;
import dev.ramekin.lang.ruby.value.RubyMethod;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Calls, {@code super}, {@code yield} and lambdas. */
final class Calls {
  private final Interpreter ruby;
  private final Evaluator evaluator;

  Calls(Interpreter ruby, Evaluator evaluator) {
    this.ruby = ruby;
    this.evaluator = evaluator;
  }

  void register() {
    evaluator.on(RubyNode.Call.class, this::call);
    evaluator.on(RubyNode.Index.class, this::index);
    evaluator.on(RubyNode.MatchNamed.class, this::matchNamed);
    evaluator.on(RubyNode.Super.class, this::callSuper);
    evaluator.on(RubyNode.Yield.class, this::yield);
    evaluator.on(
        RubyNode.Lambda.class,
        (node, context) -> ruby.blocks().make(context, node.parameters(), node.body(), true));
  }

  private RubyValue call(RubyNode.Call node, Context context) {
    if (node.receiver().isEmpty()) {
      return callOn(context.self(), node, context, true);
    }
    RubyNode receiverNode = node.receiver().get();
    RubyValue receiver = evaluator.evaluate(receiverNode, context);
    if (node.safe() && receiver instanceof RubyNil) {
      return RubyNil.NIL;
    }
    return callOn(
        orInstead(receiver, receiverNode, node.name()),
        node,
        context,
        receiverNode instanceof RubyNode.Self);
  }

  /** What a call is made on: nil only where nil understands it or the embedder knows no better. */
  private RubyValue orInstead(RubyValue receiver, RubyNode node, String method) {
    return receiver instanceof RubyNil && !ruby.respondsTo(receiver, method)
        ? ruby.hooks().insteadOfNil(node).orElse(receiver)
        : receiver;
  }

  private RubyValue callOn(
      RubyValue receiver, RubyNode.Call node, Context context, boolean functional) {
    boolean bare =
        node.receiver().isEmpty()
            && node.arguments().isEmpty()
            && !node.parentheses()
            && node.blockArgument().isEmpty()
            && node.block().isEmpty();
    if (bare) {
      ruby.origins().move(context.file(), node.span());
      return ruby.dispatch().send(receiver, node.name(), Arguments.NONE, context, true);
    }
    List<RubyValue> values = arguments(node.arguments(), context);
    return withBlock(
        node.blockArgument(),
        node.block(),
        context,
        block -> {
          ruby.origins().move(context.file(), node.span());
          Arguments arguments = new Arguments(values, block);
          return ruby.dispatch().send(receiver, node.name(), arguments, context, functional);
        });
  }

  /** Evaluates arguments; braceless keyword arguments that turn out empty are left out. */
  List<RubyValue> arguments(List<RubyNode> nodes, Context context) {
    List<RubyValue> values = new ArrayList<>(nodes.size());
    for (RubyNode node : nodes) {
      if (node instanceof RubyNode.Splat splat) {
        values.addAll(splat(splat, context));
      } else {
        RubyValue value = evaluator.evaluate(node, context);
        boolean keywords = node instanceof RubyNode.Hash hash && !hash.braces();
        if (!keywords || !((RubyHash) value).map().isEmpty()) {
          values.add(value);
        }
      }
    }
    return values;
  }

  private List<RubyValue> splat(RubyNode.Splat splat, Context context) {
    if (splat.value().isEmpty()) {
      return context.scope().get("*") instanceof RubyArray rest ? rest.list() : List.of();
    }
    return ruby.convert().spread(evaluator.evaluate(splat.value().get(), context));
  }

  /** Makes the block of a call; {@code break} in a literal one ends the call. */
  private RubyValue withBlock(
      Optional<RubyNode> passed,
      Optional<RubyNode.Block> literal,
      Context context,
      Function<Optional<RubyProc>, RubyValue> call) {
    if (literal.isPresent()) {
      RubyNode.Block node = literal.get();
      RubyProc block = ruby.blocks().make(context, node.parameters(), node.body(), false);
      return Blocks.breakable(block, () -> call.apply(Optional.of(block)));
    }
    if (passed.isEmpty()) {
      return call.apply(Optional.empty());
    }
    if (passed.get() instanceof RubyNode.Sequence own && own.nodes().isEmpty()) {
      return call.apply(blockOf(context));
    }
    RubyValue value = evaluator.evaluate(passed.get(), context);
    if (value instanceof RubyNil) {
      return call.apply(Optional.empty());
    }
    if (value instanceof UnknownValue) {
      return call.apply(Optional.of(ruby.proc(-1, false, given -> value)));
    }
    return call.apply(Optional.of(ruby.convert().proc(value)));
  }

  private static Optional<RubyProc> blockOf(Context context) {
    return context.activation().flatMap(activation -> activation.arguments().block());
  }

  private RubyValue index(RubyNode.Index node, Context context) {
    RubyValue receiver =
        orInstead(evaluator.evaluate(node.receiver(), context), node.receiver(), "[]");
    List<RubyValue> values = arguments(node.arguments(), context);
    ruby.origins().move(context.file(), node.span());
    boolean functional = node.receiver() instanceof RubyNode.Self;
    return ruby.dispatch().send(receiver, "[]", Arguments.of(values), context, functional);
  }

  private RubyValue matchNamed(RubyNode.MatchNamed node, Context context) {
    RubyValue position = evaluator.evaluate(node.call(), context);
    RubyValue match = context.scope().lastMatch();
    for (String name : node.names()) {
      RubyValue group =
          match instanceof RubyMatch found ? found.group(name).orElse(RubyNil.NIL) : RubyNil.NIL;
      boolean undecided = position instanceof UnknownValue;
      context
          .scope()
          .set(name, undecided ? ((UnknownValue) position).with(Optional.empty()) : group);
    }
    return position;
  }

  private RubyValue callSuper(RubyNode.Super node, Context context) {
    ruby.origins().move(context.file(), node.span());
    Activation activation =
        context
            .activation()
            .orElseThrow(() -> ruby.error("RuntimeError", "super called outside of method"));
    List<RubyValue> values =
        node.implicit()
            ? implicitArguments(activation, context)
            : arguments(node.arguments(), context);
    return withBlock(
        node.blockArgument(),
        node.block(),
        context,
        block -> {
          ruby.origins().move(context.file(), node.span());
          Optional<RubyProc> passed = block.or(() -> activation.arguments().block());
          return superCall(activation.method(), new Arguments(values, passed), context);
        });
  }

  private RubyValue superCall(RubyMethod method, Arguments arguments, Context context) {
    String name = method.name();
    Optional<RubyMethod> next =
        ruby.model().typeOf(context.self()).findBehind(method.owner(), name);
    if (next.isPresent()) {
      return ruby.dispatch().invoke(next.get(), context.self(), name, arguments, context);
    }
    if (ruby.model().typeOf(context.self()).doubt().isPresent()) {
      return UnknownValue.because(ruby.model().typeOf(context.self()).doubt().get());
    }
    return name.equals("initialize") || name.equals("inherited") || name.equals("included")
        ? RubyNil.NIL
        : ruby.dispatch().missing(context.self(), name, arguments, context, Optional.empty(), true);
  }

  /** Returns the present values of the method's parameters. */
  private static List<RubyValue> implicitArguments(Activation activation, Context context) {
    List<RubyValue> values = new ArrayList<>();
    RubyHash keywords = new RubyHash();
    for (RubyNode.Parameter parameter : activation.parameters().list()) {
      RubyValue value = context.scope().get(parameter.name());
      switch (parameter.kind()) {
        case REQUIRED, OPTIONAL, DESTRUCTURED -> values.add(value);
        case REST -> {
          if (value instanceof RubyArray rest) {
            values.addAll(rest.list());
          }
        }
        case KEYWORD, KEYWORD_REQUIRED -> keywords.put(new RubySymbol(parameter.name()), value);
        case KEYWORD_REST -> {
          if (value instanceof RubyHash rest) {
            rest.map().forEach(keywords::put);
          }
        }
        case BLOCK, BLOCK_LOCAL -> {}
      }
    }
    if (!keywords.map().isEmpty()) {
      values.add(keywords.asKeywords());
    }
    return values;
  }

  private RubyValue yield(RubyNode.Yield node, Context context) {
    List<RubyValue> values = arguments(node.arguments(), context);
    ruby.origins().move(context.file(), node.span());
    RubyProc block =
        blockOf(context).orElseThrow(() -> ruby.error("LocalJumpError", "no block given (yield)"));
    return ruby.blocks().call(block, Arguments.of(values));
  }
}
