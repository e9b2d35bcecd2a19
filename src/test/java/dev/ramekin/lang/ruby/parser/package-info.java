@NullMarked
package dev.ramekin.lang.ruby.parser;

import org.jspecify.annotations.NullMarked;
