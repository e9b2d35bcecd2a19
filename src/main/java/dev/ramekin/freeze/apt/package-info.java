/** Debian package archives: their indices, and which packages an installation would bring. */
@NullMarked
package dev.ramekin.freeze.apt;

import org.jspecify.annotations.NullMarked;
