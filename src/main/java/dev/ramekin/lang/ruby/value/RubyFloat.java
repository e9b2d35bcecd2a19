package dev.ramekin.lang.ruby.value;

/** A floating-point number. */
public record RubyFloat(double value) implements RubyValue {}
