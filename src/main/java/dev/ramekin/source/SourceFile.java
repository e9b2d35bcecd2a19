package dev.ramekin.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file of the source, held in memory.
 *
 * @param path relative to the converted source, with forward slashes
 * @param bytes its content
 */
public record SourceFile(String path, byte[] bytes) {
  private static final int BINARY_PROBE = 8000;

  /** Returns the content as text: UTF-8, or Latin-1 when it is not valid UTF-8. */
  public String text() {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException exception) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** Returns whether the content is valid UTF-8. */
  public boolean isUtf8() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException exception) {
      return false;
    }
  }

  /** Returns whether a NUL byte stands near the start, by which git too tells binary files. */
  public boolean isBinary() {
    for (int index = 0; index < Math.min(bytes.length, BINARY_PROBE); index++) {
      if (bytes[index] == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFile that
        && path.equals(that.path)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return path + " (" + bytes.length + " bytes)";
  }
}
