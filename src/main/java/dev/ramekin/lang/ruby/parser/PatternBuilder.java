package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.RubyParser.PatternContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.PatternElementContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.PatternListContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.PatternPrimaryContext;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.RubyPattern;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Patterns. */
final class PatternBuilder {
  private final TreeBuilder tree;

  PatternBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  /** Builds a pattern that stands without brackets: one, or a list's, or a hash's. */
  RubyPattern list(PatternListContext context) {
    PatternElementContext only = context.list.get(0);
    boolean single =
        context.list.size() == 1 && context.last == null && only.mark == null && !isEntry(only);
    return single ? pattern(only.value) : several(Spans.of(context), Optional.empty(), context);
  }

  private static boolean isEntry(PatternElementContext context) {
    return context.label != null
        || context.key != null
        || context.mark != null && context.mark.getType() == RubyParser.DOUBLE_SPLAT;
  }

  private RubyPattern several(
      Span span, Optional<RubyNode> type, @Nullable PatternListContext context) {
    if (context == null) {
      return new RubyPattern.Elements(span, type, List.of(), Optional.empty(), List.of());
    }
    return isEntry(context.list.get(0))
        ? entries(span, type, context.list)
        : elements(span, type, context);
  }

  private RubyPattern elements(Span span, Optional<RubyNode> type, PatternListContext context) {
    List<List<RubyPattern>> parts = new ArrayList<>(List.of(new ArrayList<>()));
    List<String> rests = new ArrayList<>();
    for (PatternElementContext element : context.list) {
      if (element.mark != null) {
        rests.add(element.name == null ? RubyPattern.NAMELESS : element.name.getText());
        parts.add(new ArrayList<>());
      } else if (element.value != null) {
        parts.get(parts.size() - 1).add(pattern(element.value));
      }
    }
    boolean open = rests.isEmpty() && context.last != null && type.isEmpty();
    if (rests.size() == 2 && parts.get(0).isEmpty() && parts.get(2).isEmpty()) {
      return new RubyPattern.Find(span, type, rests.get(0), parts.get(1), rests.get(1));
    }
    if (rests.size() > 1) {
      tree.errors.add(span.line(), span.column(), "a pattern has only one * unless at both ends");
    }
    return new RubyPattern.Elements(
        span,
        type,
        parts.get(0),
        rests.isEmpty()
            ? open ? Optional.of(RubyPattern.NAMELESS) : Optional.empty()
            : Optional.of(rests.get(0)),
        parts.size() > 1 ? parts.get(1) : List.of());
  }

  private RubyPattern entries(
      Span span, Optional<RubyNode> type, List<PatternElementContext> contexts) {
    List<RubyPattern.Entry> entries = new ArrayList<>();
    Optional<String> rest = Optional.empty();
    boolean only = false;
    for (PatternElementContext context : contexts) {
      Optional<RubyPattern> value = Optional.ofNullable(context.value).map(this::pattern);
      if (context.label != null) {
        String label = context.label.getText();
        entries.add(new RubyPattern.Entry(label.substring(0, label.length() - 1), value));
      } else if (context.key != null) {
        entries.add(new RubyPattern.Entry(key(context), value));
      } else if (context.none != null) {
        only = true;
      } else if (context.name != null) {
        rest = Optional.of(context.name.getText());
      } else {
        tree.errors.add(span.line(), span.column(), "this pattern of a hash has no key");
      }
    }
    return new RubyPattern.Entries(span, type, entries, rest, only);
  }

  private String key(PatternElementContext context) {
    RubyNode key = tree.primaries.label(context.key);
    return key instanceof RubyNode.Symbol symbol ? symbol.name() : "";
  }

  RubyPattern pattern(PatternContext context) {
    List<RubyPattern> patterns = context.list.stream().map(this::primary).toList();
    Span span = Spans.of(context);
    RubyPattern pattern =
        patterns.size() == 1 ? patterns.get(0) : new RubyPattern.Alternatives(span, patterns);
    for (Token name : context.names) {
      pattern = new RubyPattern.Named(span, pattern, name.getText());
    }
    return pattern;
  }

  private RubyPattern primary(PatternPrimaryContext context) {
    Span span = Spans.of(context);
    if (!context.path.isEmpty()) {
      return constant(span, context);
    }
    if (context.open != null) {
      boolean hash = context.open.getType() == RubyParser.LBRACE;
      return hash && context.inner == null
          ? new RubyPattern.Entries(span, Optional.empty(), List.of(), Optional.empty(), true)
          : several(span, Optional.empty(), context.inner);
    }
    if (context.grouped != null) {
      return pattern(context.grouped);
    }
    if (context.name != null) {
      return new RubyPattern.Capture(span, context.name.getText());
    }
    if (context.pinned != null) {
      return new RubyPattern.Value(span, tree.primary(context.pinned));
    }
    Optional<RubyNode> from = Optional.ofNullable(context.from).map(it -> tree.primary(it.value));
    return new RubyPattern.Value(span, ranged(span, from, context));
  }

  private RubyNode ranged(Span span, Optional<RubyNode> from, PatternPrimaryContext context) {
    if (context.range == null) {
      return from.orElseGet(() -> new RubyNode.Nil(span));
    }
    boolean exclusive = context.range.getText().length() == 3;
    return new RubyNode.Range(
        span, from, Optional.ofNullable(context.to).map(tree::primary), exclusive);
  }

  private RubyPattern constant(Span span, PatternPrimaryContext context) {
    Optional<RubyNode> type = Optional.empty();
    for (Token name : context.path) {
      boolean top = type.isEmpty() && context.top != null;
      type = Optional.of(new RubyNode.Const(span, type, name.getText(), top));
    }
    return context.open == null
        ? new RubyPattern.Value(span, ranged(span, type, context))
        : several(span, type, context.inner);
  }
}
