package dev.ramekin.lang.ruby.value;

/** A range; a missing end is nil. */
public record RubyRange(RubyValue from, RubyValue to, boolean exclusive) implements RubyValue {}
