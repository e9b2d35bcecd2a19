/** The hand-written half of Ruby's lexer; ANTLR generates the other half into this package. */
@NullMarked
package dev.ramekin.lang.ruby.grammar;

import org.jspecify.annotations.NullMarked;
