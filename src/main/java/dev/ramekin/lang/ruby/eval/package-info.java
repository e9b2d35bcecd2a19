/** Evaluates Ruby's syntax tree with known and unknown values. */
@NullMarked
package dev.ramekin.lang.ruby.eval;

import org.jspecify.annotations.NullMarked;
