/**
 * Python packages: versions, requirements, the simple index, and what {@code pip install} takes.
 */
@NullMarked
package dev.ramekin.freeze.pip;

import org.jspecify.annotations.NullMarked;
