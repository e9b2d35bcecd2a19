/** Tests of evaluating Ruby. */
@NullMarked
package dev.ramekin.lang.ruby;

import org.jspecify.annotations.NullMarked;
