@NullMarked
package dev.ramekin.lang.erb;

import org.jspecify.annotations.NullMarked;
