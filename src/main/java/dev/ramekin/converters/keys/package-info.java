/** Keys that package scripts make, and how a container makes its own. */
@NullMarked
package dev.ramekin.converters.keys;

import org.jspecify.annotations.NullMarked;
