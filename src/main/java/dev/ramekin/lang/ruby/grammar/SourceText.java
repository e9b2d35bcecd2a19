package dev.ramekin.lang.ruby.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The characters of a file, by code point. ANTLR's own streams decode every character through a
 * buffer and two interfaces; the lexer looks at each several times.
 */
public final class SourceText implements CharStream {
  private static final int[] NONE = {};

  private final String text;
  private final int size;

  /** The characters when each takes one unit; else empty. */
  private final char[] units;

  /** The characters when some take two units; else empty. */
  private final int[] points;

  private int next;

  /** Takes a file's text. */
  public SourceText(String text) {
    this.text = text;
    this.size = text.codePointCount(0, text.length());
    boolean narrow = size == text.length();
    this.units = narrow ? text.toCharArray() : new char[0];
    this.points = narrow ? NONE : text.codePoints().toArray();
  }

  @Override
  public int LA(int offset) {
    return offset > 0 ? at(next + offset - 1) : offset == 0 ? 0 : at(next + offset);
  }

  /** Returns the character at an index; {@code EOF} behind the end. */
  int at(int index) {
    if (index < 0 || index >= size) {
      return IntStream.EOF;
    }
    return units.length > 0 ? units[index] : points[index];
  }

  @Override
  public void consume() {
    if (next == size) {
      throw new IllegalStateException("there is nothing behind the end");
    }
    next++;
  }

  @Override
  public int index() {
    return next;
  }

  @Override
  public void seek(int index) {
    next = Math.min(index, size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {
    // Every character stays.
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText(Interval interval) {
    return between(interval.a, interval.b + 1);
  }

  /** Returns the index of the next line end, or of the text's end. */
  int lineEnd() {
    int index = next;
    while (index < size && at(index) != '\n') {
      index++;
    }
    return index;
  }

  /** Returns the characters from one index to before another, or to the end. */
  String between(int from, int to) {
    int end = Math.min(to, size);
    if (from >= end) {
      return "";
    }
    return points == NONE ? text.substring(from, end) : new String(points, from, end - from);
  }
}
