@NullMarked
package dev.ramekin.freeze;

import org.jspecify.annotations.NullMarked;
