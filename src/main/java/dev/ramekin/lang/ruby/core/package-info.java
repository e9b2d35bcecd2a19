/** Ruby's core classes, one file each: the methods that recipes use, written in Java. */
@NullMarked
package dev.ramekin.lang.ruby.core;

import org.jspecify.annotations.NullMarked;
