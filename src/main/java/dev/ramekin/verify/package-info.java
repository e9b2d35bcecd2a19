/**
 * Builds what was generated, starts it, and compares what runs with what the model says. Knows the
 * output folder and the container engine, and no other stage.
 */
@NullMarked
package dev.ramekin.verify;

import org.jspecify.annotations.NullMarked;
