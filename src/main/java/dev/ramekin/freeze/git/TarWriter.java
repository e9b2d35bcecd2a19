package dev.ramekin.freeze.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes ustar archives byte for byte as {@code git archive --format=tar} does (git's
 * archive-tar.c), so that git itself can make them again.
 */
final class TarWriter {
  static final int BLOCK = 512;

  private static final int RECORD = 20 * BLOCK;
  private static final int NAME = 100;
  private static final int PREFIX = 155;
  private static final int FILE_MODE = 0644;
  private static final int PAX_MODE = 0666;

  private final OutputStream out;
  private final long time;
  private long written;

  /**
   * Takes where to write.
   *
   * @param time of every entry, in seconds since 1970
   */
  TarWriter(OutputStream out, long time) {
    this.out = out;
    this.time = time;
  }

  /** Begins an archive of a commit. */
  void begin(String commit) throws IOException {
    byte[] comment = record("comment", commit.getBytes(StandardCharsets.UTF_8));
    header("pax_global_header".getBytes(StandardCharsets.UTF_8), 'g', PAX_MODE, comment.length);
    content(comment);
  }

  /**
   * Writes a directory.
   *
   * @param path with a slash at its end
   */
  void directory(byte[] path, String object) throws IOException {
    entry(path, object, '5', 0755, 0, new byte[0]);
  }

  /** Writes a symbolic link. */
  void link(byte[] path, String object, byte[] target) throws IOException {
    entry(path, object, '2', 0777, 0, target);
  }

  /** Begins a file, whose content the caller writes itself and then counts by {@link #wrote}. */
  void file(byte[] path, String object, boolean executable, long size) throws IOException {
    entry(path, object, '0', executable ? 0755 : FILE_MODE, size, new byte[0]);
  }

  private void content(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
    pad();
  }

  /** Counts the bytes of a file that the caller has written, and fills up the block. */
  void wrote(long bytes) throws IOException {
    written += bytes;
    pad();
  }

  private void pad() throws IOException {
    int rest = (int) (written % BLOCK);
    if (rest > 0) {
      out.write(new byte[BLOCK - rest]);
      written += BLOCK - rest;
    }
  }

  /** Ends the archive: at least two empty blocks, up to a whole record. */
  void end() throws IOException {
    int rest = (int) (RECORD - written % RECORD);
    int fill = rest < 2 * BLOCK ? rest + RECORD : rest;
    out.write(new byte[fill]);
    written += fill;
  }

  long size() {
    return written;
  }

  private void entry(byte[] path, String object, char type, int mode, long size, byte[] target)
      throws IOException {
    byte[] extended = new byte[0];
    byte[] name = path;
    byte[] prefix = new byte[0];
    if (path.length > NAME) {
      int split = prefixLength(path);
      if (split > 0 && path.length - split - 1 <= NAME) {
        prefix = Arrays.copyOf(path, split);
        name = Arrays.copyOfRange(path, split + 1, path.length);
      } else {
        name = (object + ".data").getBytes(StandardCharsets.UTF_8);
        extended = join(extended, record("path", path));
      }
    }
    byte[] link = target;
    if (target.length > NAME) {
      link = ("see " + object + ".paxheader").getBytes(StandardCharsets.UTF_8);
      extended = join(extended, record("linkpath", target));
    }
    if (extended.length > 0) {
      header(
          (object + ".paxheader").getBytes(StandardCharsets.UTF_8), 'x', PAX_MODE, extended.length);
      content(extended);
    }
    header(name, prefix, link, type, mode, size);
  }

  /**
   * Where a long path is cut: at the last slash that lets the front fit, unless it is the last one.
   */
  private static int prefixLength(byte[] path) {
    int i = path.length;
    if (i > 1 && path[i - 1] == '/') {
      i--;
    }
    i = Math.min(i, PREFIX);
    do {
      i--;
    } while (i > 0 && path[i] != '/');
    return i;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** A pax record: its own length in digits, keyword, value. */
  private static byte[] record(String keyword, byte[] value) {
    int body = 1 + keyword.length() + 1 + value.length + 1;
    int length = body + 1;
    while (body + String.valueOf(length).length() > length) {
      length++;
    }
    byte[] start = (length + " " + keyword + "=").getBytes(StandardCharsets.UTF_8);
    return join(join(start, value), new byte[] {'\n'});
  }

  private void header(byte[] name, char type, int mode, long size) throws IOException {
    header(name, new byte[0], new byte[0], type, mode, size);
  }

  private void header(byte[] name, byte[] prefix, byte[] link, char type, int mode, long size)
      throws IOException {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "%07o".formatted(mode));
    put(block, 108, "0000000");
    put(block, 116, "0000000");
    put(block, 124, "%011o".formatted(size));
    put(block, 136, "%011o".formatted(time));
    block[156] = (byte) type;
    put(block, 157, link);
    put(block, 257, "ustar");
    put(block, 263, "00");
    put(block, 265, "root");
    put(block, 297, "root");
    put(block, 329, "0000000");
    put(block, 337, "0000000");
    put(block, 345, prefix);
    put(block, 148, "%07o".formatted(checksum(block)));
    out.write(block);
    written += BLOCK;
  }

  /** The sum of all bytes, those of the checksum itself taken as blanks. */
  private static int checksum(byte[] block) {
    int sum = 8 * ' ';
    for (byte one : block) {
      sum += one & 0xff;
    }
    return sum;
  }

  private static void put(byte[] block, int offset, String text) {
    put(block, offset, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(byte[] block, int offset, byte[] bytes) {
    System.arraycopy(bytes, 0, block, offset, bytes.length);
  }
}
