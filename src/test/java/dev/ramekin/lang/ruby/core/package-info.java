@NullMarked
package dev.ramekin.lang.ruby.core;

import org.jspecify.annotations.NullMarked;
