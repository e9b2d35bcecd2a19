/** Reading: from paths to a tree of files in memory. Nothing that is read is ever executed. */
@NullMarked
package dev.ramekin.source;

import org.jspecify.annotations.NullMarked;
