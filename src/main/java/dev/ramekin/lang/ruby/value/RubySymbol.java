package dev.ramekin.lang.ruby.value;

/** A symbol, without its colon. */
public record RubySymbol(String name) implements RubyValue {}
