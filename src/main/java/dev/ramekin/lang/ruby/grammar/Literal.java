package dev.ramekin.lang.ruby.grammar;

import org.antlr.v4.runtime.CommonToken;

/** A string-like literal whose body is being read. */
final class Literal {
  final CommonToken begin;
  final int open;
  final int close;
  final boolean interpolates;
  final boolean words;
  final boolean mayBeLabel;
  int depth;
  boolean interpolated;

  // Heredocs

  /** The line that ends a heredoc; empty for other literals. */
  String terminator = "";

  boolean indented;
  int resumeIndex;
  int resumeLine;
  int resumeColumn;

  Literal(
      CommonToken begin, int open, int close, boolean interpolates, boolean words, boolean label) {
    this.begin = begin;
    this.open = open;
    this.close = close;
    this.interpolates = interpolates;
    this.words = words;
    this.mayBeLabel = label;
  }

  boolean isHeredoc() {
    return !terminator.isEmpty();
  }
}
