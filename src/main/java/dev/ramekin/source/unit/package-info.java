/** Services by their systemd units and init scripts. */
@NullMarked
package dev.ramekin.source.unit;

import org.jspecify.annotations.NullMarked;
