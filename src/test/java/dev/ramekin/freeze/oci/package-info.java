@NullMarked
package dev.ramekin.freeze.oci;

import org.jspecify.annotations.NullMarked;
