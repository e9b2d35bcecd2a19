@NullMarked
package dev.ramekin.source;

import org.jspecify.annotations.NullMarked;
