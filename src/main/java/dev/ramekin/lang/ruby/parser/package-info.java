/** Parses Ruby into its syntax tree; {@link RubyParsing} is the way in. */
@NullMarked
package dev.ramekin.lang.ruby.parser;

import org.jspecify.annotations.NullMarked;
