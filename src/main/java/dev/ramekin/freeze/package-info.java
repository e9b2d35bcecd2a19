/** Fixing every input of the output by its content. */
@NullMarked
package dev.ramekin.freeze;

import org.jspecify.annotations.NullMarked;
