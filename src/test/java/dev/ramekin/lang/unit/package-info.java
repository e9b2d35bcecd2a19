@NullMarked
package dev.ramekin.lang.unit;

import org.jspecify.annotations.NullMarked;
