/** Embedded Ruby: templates turned into Ruby programs. */
@NullMarked
package dev.ramekin.lang.erb;

import org.jspecify.annotations.NullMarked;
