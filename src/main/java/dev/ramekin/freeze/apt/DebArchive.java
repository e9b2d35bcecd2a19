package dev.ramekin.freeze.apt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A package file (deb(5)): an ar archive of two tar archives, {@code control} and {@code data}. */
final class DebArchive {
  /** Takes the entries of a tar archive. */
  interface Visitor {
    /**
     * @param path without {@code ./} before it and a slash behind it
     * @param content to be read before returning, if at all
     */
    void visit(String path, TarArchiveEntry entry, InputStream content) throws IOException;
  }

  private DebArchive() {}

  /**
   * Visits all entries of one of the two archives, in their order.
   *
   * @param member {@code control} or {@code data}
   * @throws IOException when the file is damaged or packed otherwise than with xz, gzip or not at
   *     all
   */
  static void visit(Path deb, String member, Visitor visitor) throws IOException {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(deb))) {
      ArArchiveInputStream archive = new ArArchiveInputStream(stream);
      ArArchiveEntry entry = archive.getNextEntry();
      while (entry != null) {
        if (entry.getName().startsWith(member + ".tar")) {
          visit(new TarArchiveInputStream(unpack(entry.getName(), archive)), visitor);
          return;
        }
        entry = archive.getNextEntry();
      }
    }
    throw new IOException(deb + ": there is no " + member + ".tar in it");
  }

  private static void visit(TarArchiveInputStream tar, Visitor visitor) throws IOException {
    TarArchiveEntry entry = tar.getNextEntry();
    while (entry != null) {
      visitor.visit(entry.getName().replaceFirst("^\\./", "").replaceFirst("/$", ""), entry, tar);
      entry = tar.getNextEntry();
    }
  }

  private static InputStream unpack(String name, InputStream stream) throws IOException {
    if (name.endsWith(".xz")) {
      return new XZInputStream(stream);
    }
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(stream);
    }
    if (name.endsWith(".tar")) {
      return stream;
    }
    throw new IOException(name + " is packed in a way that is not supported");
  }
}
