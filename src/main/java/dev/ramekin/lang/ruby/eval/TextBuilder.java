package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.Unknown;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a text of parts. With an unknown part the text is unknown: it carries the cause of the
 * first one, an assumed text when all parts have one, and its parts. Taints are united.
 */
public final class TextBuilder {
  private final Interpreter ruby;
  private final StringBuilder text = new StringBuilder();
  private final List<RubyValue> parts = new ArrayList<>();
  private Set<String> taints = Set.of();
  private @Nullable Unknown cause;
  private boolean assumable = true;

  /** Begins an empty text. */
  public TextBuilder(Interpreter ruby) {
    this.ruby = ruby;
  }

  /** Adds plain text. */
  public TextBuilder add(String more) {
    text.append(more);
    if (cause != null) {
      parts.add(new RubyString(more));
    }
    return this;
  }

  /** Adds a value as {@code to_s} gives it. */
  public TextBuilder add(RubyValue value) {
    RubyValue part = textOf(value);
    ruby.budget().text(text.length(), 0);
    if (part instanceof RubyString string) {
      add(string.text());
      taint(string.taints());
    } else if (part instanceof UnknownValue unknown) {
      addUnknown(unknown);
    } else {
      add("#<" + ruby.model().classOf(value).name() + ">");
    }
    return this;
  }

  private RubyValue textOf(RubyValue value) {
    if (value instanceof RubyString || value instanceof UnknownValue) {
      return value;
    }
    if (value instanceof RubySymbol symbol) {
      return new RubyString(symbol.name());
    }
    return ruby.send(value, "to_s");
  }

  private void addUnknown(UnknownValue unknown) {
    if (cause == null) {
      cause = unknown.cause();
      parts.add(new RubyString(text.toString()));
    }
    parts.add(unknown);
    taint(unknown.taints());
    Optional<RubyValue> assumed = unknown.assumed();
    if (assumed.isPresent()) {
      RubyValue known = textOf(assumed.get());
      text.append(known instanceof RubyString string ? string.text() : "");
    } else {
      assumable = false;
    }
  }

  private void taint(Set<String> more) {
    if (!taints.containsAll(more)) {
      Set<String> all = new HashSet<>(taints);
      all.addAll(more);
      taints = all;
    }
  }

  /** Returns what was added so far. */
  public int length() {
    return text.length();
  }

  /** Returns the text. */
  public RubyValue value() {
    ruby.budget().text(text.length());
    if (cause == null) {
      return new RubyString(text.toString(), taints);
    }
    Optional<RubyValue> assumed =
        assumable ? Optional.of(new RubyString(text.toString(), taints)) : Optional.empty();
    return new UnknownValue(cause, assumed, parts, taints);
  }

  /** Returns the text of a string value; for an unknown the assumed one, else {@code ?}. */
  public static String assumed(RubyValue value) {
    RubyValue known =
        value instanceof UnknownValue unknown
            ? unknown.assumed().orElse(new RubyString("?"))
            : value;
    return known instanceof RubyString string ? string.text() : String.valueOf(known);
  }
}
