package dev.ramekin.freeze;

import dev.ramekin.model.lock.Lock;

/**
 * {@code ramekin.lock}: the YAML form of a {@link Lock}. Made for code review: sorted, one package
 * a line, and what is read and written again is the same to the byte.
 */
public final class LockFile {
  /** Its name in an output folder. */
  public static final String NAME = "ramekin.lock";

  /** Changes when an older Ramekin could not read it any more, or would read it wrongly. */
  static final int FORMAT = 2;

  private LockFile() {}

  /** Returns the text of the file. */
  public static String write(Lock lock) {
    return new LockWriter().text(lock);
  }

  /**
   * Reads the file.
   *
   * @param name used in messages
   * @throws dev.ramekin.yaml.YamlException with the place of the mistake
   */
  public static Lock read(String name, String text) {
    return LockReader.read(name, text);
  }
}
