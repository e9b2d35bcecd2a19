/** Ruby's values and its object model: classes, modules, method tables, constants. */
@NullMarked
package dev.ramekin.lang.ruby.value;

import org.jspecify.annotations.NullMarked;
