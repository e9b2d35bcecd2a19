package dev.ramekin.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file to be written.
 *
 * @param bytes its content
 * @param kind how it is treated
 */
public record OutputFile(byte[] bytes, Kind kind) {
  /** How a file is treated. */
  public enum Kind {
    /** Generated anew each time. */
    GENERATED,
    /** As generated, and may be run. */
    PROGRAM,
    /** Read before it is generated anew, so that nothing of a person's is lost: always replaced. */
    LOCK,
    /** The user's: written once, never again. */
    USERS,
    /** A credential: readable by its owner's folder only, never in git. */
    SECRET
  }

  public OutputFile {
    bytes = bytes.clone();
  }

  /** Returns a generated text file. */
  public static OutputFile text(String text) {
    return of(text, Kind.GENERATED);
  }

  /** Returns a text file of a kind. */
  public static OutputFile of(String text, Kind kind) {
    return new OutputFile(text.getBytes(StandardCharsets.UTF_8), kind);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the content as text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutputFile that
        && kind == that.kind
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "OutputFile[" + kind + ", " + bytes.length + " bytes]";
  }
}
