package dev.ramekin.lang.ruby.tree;

import java.util.List;
import java.util.Optional;

/** A pattern of {@code case … in}, {@code value in pattern} and {@code value => pattern}. */
public sealed interface RubyPattern {
  /** What stands for the name of a {@code *} without one. */
  String NAMELESS = "*";

  /** Returns where the pattern stands. */
  Span span();

  /** What {@code ===} decides: a class, a range, a literal, a pinned value {@code ^x}. */
  record Value(Span span, RubyNode value) implements RubyPattern {}

  /** A name: takes anything. */
  record Capture(Span span, String name) implements RubyPattern {}

  /** {@code pattern => name}. */
  record Named(Span span, RubyPattern pattern, String name) implements RubyPattern {}

  /** {@code a | b}. */
  record Alternatives(Span span, List<RubyPattern> patterns) implements RubyPattern {
    public Alternatives {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * {@code [a, *rest, b]}, also behind a class.
   *
   * @param type the class
   * @param before the patterns of the first elements
   * @param rest the name behind {@code *} or {@link #NAMELESS}; empty without {@code *}
   * @param after the patterns of the last elements
   */
  record Elements(
      Span span,
      Optional<RubyNode> type,
      List<RubyPattern> before,
      Optional<String> rest,
      List<RubyPattern> after)
      implements RubyPattern {
    public Elements {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /**
   * {@code [*, a, b, *]}: elements anywhere in a list.
   *
   * @param type the class
   * @param before the name of what stands before them or {@link #NAMELESS}
   * @param middle the elements
   * @param after the name of what stands behind them or {@link #NAMELESS}
   */
  record Find(
      Span span, Optional<RubyNode> type, String before, List<RubyPattern> middle, String after)
      implements RubyPattern {
    public Find {
      middle = List.copyOf(middle);
    }
  }

  /**
   * {@code {a: pattern, b:, **rest}}, also behind a class.
   *
   * @param type the class
   * @param rest the name behind {@code **}; empty without
   * @param only whether {@code **nil} forbids other keys
   */
  record Entries(
      Span span, Optional<RubyNode> type, List<Entry> entries, Optional<String> rest, boolean only)
      implements RubyPattern {
    public Entries {
      entries = List.copyOf(entries);
    }
  }

  /** A key, which is a symbol, with its pattern; without one the key names a variable. */
  record Entry(String key, Optional<RubyPattern> pattern) {}
}
