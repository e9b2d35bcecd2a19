package dev.ramekin.lang.ruby.tree;

/**
 * Where a node stands in its file; lines and columns count from 1.
 *
 * @param line first line
 * @param column first column
 * @param endLine last line
 * @param endColumn column behind the last character
 */
public record Span(int line, int column, int endLine, int endColumn) {}
