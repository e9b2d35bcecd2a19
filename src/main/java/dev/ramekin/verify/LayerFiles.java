package dev.ramekin.verify;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Compares what two layers hold, file by file. */
final class LayerFiles {
  private static final int BUFFER = 1 << 16;

  private LayerFiles() {}

  /** What a layer says of a path. */
  private record Entry(
      char type,
      int mode,
      long uid,
      long gid,
      String link,
      Instant time,
      long size,
      String hash,
      String attributes) {}

  /** Returns a line for every path that differs: {@code /etc/x: content, owner}. */
  static List<String> differences(InputStream first, InputStream second) throws IOException {
    SortedMap<String, Entry> one = read(first);
    SortedMap<String, Entry> other = read(second);
    SortedSet<String> paths = new TreeSet<>(one.keySet());
    paths.addAll(other.keySet());
    List<String> lines = new ArrayList<>();
    for (String path : paths) {
      Entry before = one.get(path);
      Entry after = other.get(path);
      if (before == null) {
        lines.add(path + ": only in the second build");
      } else if (after == null) {
        lines.add(path + ": only in the first build");
      } else if (!before.equals(after)) {
        lines.add(path + ": " + String.join(", ", differences(before, after)));
      }
    }
    return lines;
  }

  private static List<String> differences(Entry one, Entry other) {
    List<String> words = new ArrayList<>();
    if (one.type() != other.type()) {
      words.add("kind of file");
    } else if (!one.hash().equals(other.hash())) {
      words.add("content (%d bytes, then %d)".formatted(one.size(), other.size()));
    }
    if (!one.link().equals(other.link())) {
      words.add("target (%s, then %s)".formatted(one.link(), other.link()));
    }
    if (one.mode() != other.mode()) {
      words.add(String.format(Locale.ROOT, "mode (%o, then %o)", one.mode(), other.mode()));
    }
    if (one.uid() != other.uid() || one.gid() != other.gid()) {
      words.add(
          "owner (%d:%d, then %d:%d)".formatted(one.uid(), one.gid(), other.uid(), other.gid()));
    }
    if (!one.attributes().equals(other.attributes())) {
      words.add("attributes (%s, then %s)".formatted(one.attributes(), other.attributes()));
    }
    if (!one.time().equals(other.time())) {
      words.add("time (%s, then %s)".formatted(one.time(), other.time()));
    }
    return words;
  }

  private static SortedMap<String, Entry> read(InputStream layer) throws IOException {
    SortedMap<String, Entry> entries = new TreeMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(layer, "UTF-8")) {
      for (TarArchiveEntry it = tar.getNextEntry(); it != null; it = tar.getNextEntry()) {
        entries.put(
            "/" + it.getName().replaceFirst("/$", ""),
            new Entry(
                (char) it.getLinkFlag(),
                it.getMode(),
                it.getLongUserId(),
                it.getLongGroupId(),
                it.getLinkName(),
                it.getLastModifiedTime().toInstant(),
                it.getSize(),
                it.isFile() ? hash(tar) : "",
                attributes(it)));
      }
    }
    return entries;
  }

  /** Extended attributes, such as a program's capabilities. */
  private static String attributes(TarArchiveEntry entry) {
    return new TreeMap<>(entry.getExtraPaxHeaders()).toString();
  }

  private static String hash(InputStream in) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("every Java has SHA-256", exception);
    }
  }
}
