@NullMarked
package dev.ramekin.converters.platforms;

import org.jspecify.annotations.NullMarked;
