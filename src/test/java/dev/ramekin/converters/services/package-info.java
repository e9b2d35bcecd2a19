@NullMarked
package dev.ramekin.converters.services;

import org.jspecify.annotations.NullMarked;
