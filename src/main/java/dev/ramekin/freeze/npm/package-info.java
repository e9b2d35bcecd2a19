/** npm: versions and ranges, the registry, and the tree of packages that npm would install. */
@NullMarked
package dev.ramekin.freeze.npm;

import org.jspecify.annotations.NullMarked;
