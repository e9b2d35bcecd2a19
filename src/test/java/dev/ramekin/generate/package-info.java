@NullMarked
package dev.ramekin.generate;

import org.jspecify.annotations.NullMarked;
