/** Operating system releases: facts, base images and package archives. */
@NullMarked
package dev.ramekin.converters.platforms;

import org.jspecify.annotations.NullMarked;
