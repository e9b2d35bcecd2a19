@NullMarked
package dev.ramekin.cli;

import org.jspecify.annotations.NullMarked;
