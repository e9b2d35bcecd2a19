@NullMarked
package dev.ramekin.freeze.apt;

import org.jspecify.annotations.NullMarked;
