/** Ruby: parsing and evaluation without running. */
@NullMarked
package dev.ramekin.lang.ruby;

import org.jspecify.annotations.NullMarked;
