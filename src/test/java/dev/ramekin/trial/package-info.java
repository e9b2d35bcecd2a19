/** Runs services of the catalogue for real and keeps the table of what came of it. */
@NullMarked
package dev.ramekin.trial;

import org.jspecify.annotations.NullMarked;
