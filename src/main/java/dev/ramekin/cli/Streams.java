package dev.ramekin.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out takes data
 * @param err takes messages
 */
record Streams(PrintStream out, PrintStream err) {}
