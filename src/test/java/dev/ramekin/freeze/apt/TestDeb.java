package dev.ramekin.freeze.apt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A package file as dpkg-deb builds it (deb(5)); the same control text gives the same bytes. */
final class TestDeb {
  private TestDeb() {}

  static byte[] bytes(String control) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArArchiveOutputStream archive = new ArArchiveOutputStream(out)) {
      member(archive, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
      member(archive, "control.tar.xz", tar(Map.of("./control", control)));
      member(archive, "data.tar.xz", tar(Map.of()));
    }
    return out.toByteArray();
  }

  private static void member(ArArchiveOutputStream archive, String name, byte[] content)
      throws IOException {
    archive.putArchiveEntry(new ArArchiveEntry(name, content.length, 0, 0, 0100644, 0));
    archive.write(content);
    archive.closeArchiveEntry();
  }

  private static byte[] tar(Map<String, String> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream xz = new XZOutputStream(out, new LZMA2Options(1));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(xz)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }
}
