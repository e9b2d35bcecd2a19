package dev.ramekin.model;

import java.util.List;

/**
 * Where a thing came from, through every include, loop and custom resource that led there.
 *
 * @param file path relative to the converted source, with forward slashes
 * @param line 1-based line; 0 when the whole file is meant
 * @param column 1-based column; 0 when the whole line is meant
 * @param via the frames that led here, outermost first; empty for a direct statement
 */
public record Origin(String file, int line, int column, List<Frame> via) {
  /**
   * One step on the way to an origin.
   *
   * @param what what was entered: {@code include_recipe nginx::default}, {@code shop_site[blue]}
   * @param file the file the step stands in
   * @param line the 1-based line of the step
   */
  public record Frame(String what, String file, int line) {}

  public Origin {
    via = List.copyOf(via);
  }

  /** Returns the origin of a place reached directly. */
  public static Origin of(String file, int line, int column) {
    return new Origin(file, line, column, List.of());
  }

  /** Returns the origin of a whole file. */
  public static Origin ofFile(String file) {
    return of(file, 0, 0);
  }

  /** Returns {@code file:line:column}, leaving out what is not known. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }

  /** Returns {@code file:line}. */
  public String shortForm() {
    return line == 0 ? file : file + ":" + line;
  }
}
