@NullMarked
package dev.ramekin;

import org.jspecify.annotations.NullMarked;
