/** Ramekin turns host recipes into pinned containers. */
@NullMarked
package dev.ramekin;

import org.jspecify.annotations.NullMarked;
