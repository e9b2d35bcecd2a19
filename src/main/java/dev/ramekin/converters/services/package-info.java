/** The service catalogue: how a host service runs in a container. */
@NullMarked
package dev.ramekin.converters.services;

import org.jspecify.annotations.NullMarked;
