@NullMarked
package dev.ramekin.converters;

import org.jspecify.annotations.NullMarked;
