@org.jspecify.annotations.NullMarked
package dev.ramekin.source.unit;
