@NullMarked
package dev.ramekin.freeze.http;

import org.jspecify.annotations.NullMarked;
