@NullMarked
package dev.ramekin.yaml;

import org.jspecify.annotations.NullMarked;
