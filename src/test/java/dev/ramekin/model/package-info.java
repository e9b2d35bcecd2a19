@NullMarked
package dev.ramekin.model;

import org.jspecify.annotations.NullMarked;
