/** Base images at their registries: what a tag means, and which packages it holds. */
@NullMarked
package dev.ramekin.freeze.oci;

import org.jspecify.annotations.NullMarked;
