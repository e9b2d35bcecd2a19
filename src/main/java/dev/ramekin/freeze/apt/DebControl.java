package dev.ramekin.freeze.apt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The control file in a package file (deb(5)): what it is and what it needs. */
public final class DebControl {
  private DebControl() {}

  /**
   * Returns the text of a package's control file, ending with a new line.
   *
   * @throws IOException when the file is damaged or its control archive is packed otherwise than
   *     with xz, gzip or not at all
   */
  public static String read(Path deb) throws IOException {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(deb))) {
      ArArchiveInputStream archive = new ArArchiveInputStream(stream);
      ArArchiveEntry entry = archive.getNextEntry();
      while (entry != null) {
        if (entry.getName().startsWith("control.tar")) {
          return control(deb, unpack(entry.getName(), archive));
        }
        entry = archive.getNextEntry();
      }
    }
    throw new IOException(deb + ": there is no control.tar in it");
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

  private static String control(Path deb, InputStream stream) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(stream);
    TarArchiveEntry entry = tar.getNextEntry();
    while (entry != null) {
      if (entry.getName().replaceFirst("^\\./", "").equals("control")) {
        return new String(tar.readAllBytes(), StandardCharsets.UTF_8).strip() + "\n";
      }
      entry = tar.getNextEntry();
    }
    throw new IOException(deb + ": there is no control file in it");
  }
}
