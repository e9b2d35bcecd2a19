@NullMarked
package dev.ramekin.report;

import org.jspecify.annotations.NullMarked;
