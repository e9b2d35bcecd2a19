@NullMarked
package dev.ramekin.plan;

import org.jspecify.annotations.NullMarked;
