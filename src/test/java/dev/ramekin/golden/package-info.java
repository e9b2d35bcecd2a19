/** Runs the cases below {@code fixtures/} through the command line and compares the outcome. */
@NullMarked
package dev.ramekin.golden;

import org.jspecify.annotations.NullMarked;
