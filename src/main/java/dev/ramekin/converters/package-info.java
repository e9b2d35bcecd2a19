/** Knowledge as data: loaders for what stands below {@code converters/}. */
@NullMarked
package dev.ramekin.converters;

import org.jspecify.annotations.NullMarked;
