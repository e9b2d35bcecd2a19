/** Damaged inputs: whatever stands in a source, converting it ends, and ends with a word. */
@NullMarked
package dev.ramekin.fuzz;

import org.jspecify.annotations.NullMarked;
