package dev.ramekin.freeze.pip;

import dev.ramekin.freeze.http.FetchException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** Reads what a wheel or a source archive says of itself. Nothing in it is run. */
final class Distribution {
  private static final int MOST_BYTES = 1 << 22;
  private static final Pattern WANTED =
      Pattern.compile(
          "[^/]+\\.dist-info/METADATA|[^/]+/PKG-INFO|(?:[^/]+/)*[^/]+\\.egg-info/(?:requires|SOURCES)\\.txt");

  private Distribution() {}

  /**
   * Returns what a file says.
   *
   * @throws FetchException when it says nothing, or a source archive leaves open what it needs
   */
  static PipMetadata metadata(Path archive, PipFile file) throws FetchException {
    Map<String, String> texts;
    try {
      texts = texts(archive, file);
    } catch (IOException exception) {
      throw PipIndex.unreadable(file, exception);
    }
    PipMetadata metadata =
        texts.entrySet().stream()
            .filter(it -> !it.getKey().endsWith(".txt"))
            .findFirst()
            .map(it -> PipMetadata.parse(it.getValue()))
            .orElseThrow(() -> new FetchException(file.filename() + " does not say what it needs"));
    if (file.isWheel() || metadata.complete()) {
      return metadata;
    }
    if (texts.keySet().stream().anyMatch(it -> it.contains(".egg-info/"))) {
      // setuptools lists there what it needs, and nothing when it needs nothing.
      return metadata.with(
          texts.entrySet().stream()
              .filter(it -> it.getKey().endsWith("/requires.txt"))
              .findFirst()
              .map(Map.Entry::getValue)
              .orElse(""));
    }
    throw new FetchException(
        file.filename()
            + " is a source archive that only says what it needs when it is built, and nothing is"
            + " run here");
  }

  private static Map<String, String> texts(Path archive, PipFile file) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(archive))) {
      if (file.isWheel() || file.filename().endsWith(".zip")) {
        ZipInputStream zip = new ZipInputStream(stream);
        for (ZipEntry it = zip.getNextEntry(); it != null; it = zip.getNextEntry()) {
          add(it.getName(), zip, texts);
        }
      } else {
        InputStream plain =
            new BufferedInputStream(
                new CompressorStreamFactory().createCompressorInputStream(stream));
        TarArchiveInputStream tar = new TarArchiveInputStream(plain);
        for (TarArchiveEntry it = tar.getNextEntry(); it != null; it = tar.getNextEntry()) {
          add(it.getName(), tar, texts);
        }
      }
    } catch (CompressorException exception) {
      throw new IOException(exception);
    }
    return texts;
  }

  private static void add(String name, InputStream entry, Map<String, String> texts)
      throws IOException {
    if (WANTED.matcher(name).matches()) {
      texts.put(name, new String(entry.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
    }
  }
}
