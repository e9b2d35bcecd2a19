/** Generating: a deployment and its lock become files, and files become a folder. */
@NullMarked
package dev.ramekin.generate;

import org.jspecify.annotations.NullMarked;
