/** Reading systemd units: their syntax, and what a service unit says. */
@NullMarked
package dev.ramekin.lang.unit;

import org.jspecify.annotations.NullMarked;
