/** What the estate becomes: stages, services, volumes, networks, secrets and jobs. */
@NullMarked
package dev.ramekin.model.deployment;

import org.jspecify.annotations.NullMarked;
