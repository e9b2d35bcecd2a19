@NullMarked
package dev.ramekin.source.chef;

import org.jspecify.annotations.NullMarked;
