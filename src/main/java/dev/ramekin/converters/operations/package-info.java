/**
 * From a declared resource to operations, by a YAML file: a small typed language in which values
 * keep their type, unknown stays unknown and a missing value leaves its field out.
 */
@NullMarked
package dev.ramekin.converters.operations;

import org.jspecify.annotations.NullMarked;
