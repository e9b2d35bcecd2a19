package dev.ramekin.converters.operations;

/**
 * A property's value that evaluation could not find out.
 *
 * @param reason why, for people
 */
public record UnknownValue(String reason) {}
