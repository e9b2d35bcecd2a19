/**
 * The records that flow between the stages. Depends on nothing but the JDK; every record is
 * immutable and every collection in one is an unmodifiable copy.
 */
@NullMarked
package dev.ramekin.model;

import org.jspecify.annotations.NullMarked;
