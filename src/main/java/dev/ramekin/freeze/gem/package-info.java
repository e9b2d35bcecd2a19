/** Ruby gems: versions and requirements, the compact index, and what {@code gem install} takes. */
@NullMarked
package dev.ramekin.freeze.gem;

import org.jspecify.annotations.NullMarked;
