/** Chef: from a repository of cookbooks to what its nodes should be. */
@NullMarked
package dev.ramekin.source.chef;

import org.jspecify.annotations.NullMarked;
