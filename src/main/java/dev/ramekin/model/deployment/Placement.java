package dev.ramekin.model.deployment;

import dev.ramekin.model.Status;

/**
 * Where a statement ended.
 *
 * @param statement id of the statement
 * @param status its final status
 * @param target {@code stage:base}, {@code service:web}, {@code host}, or empty when it went
 *     nowhere
 * @param note why there, or what takes its place; one sentence
 */
public record Placement(String statement, Status status, String target, String note) {}
