/** What is frozen, by content. */
@NullMarked
package dev.ramekin.model.lock;

import org.jspecify.annotations.NullMarked;
