/** Reading YAML with positions, so that a mistake is reported where it stands. */
@NullMarked
package dev.ramekin.yaml;

import org.jspecify.annotations.NullMarked;
