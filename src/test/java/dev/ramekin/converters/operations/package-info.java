@NullMarked
package dev.ramekin.converters.operations;

import org.jspecify.annotations.NullMarked;
