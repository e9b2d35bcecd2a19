/** Planning: which container every operation of an estate ends in. */
@NullMarked
package dev.ramekin.plan;

import org.jspecify.annotations.NullMarked;
