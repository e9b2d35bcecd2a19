/** Fetching files: checked by hash, resumed, never half there. */
@NullMarked
package dev.ramekin.freeze.http;

import org.jspecify.annotations.NullMarked;
