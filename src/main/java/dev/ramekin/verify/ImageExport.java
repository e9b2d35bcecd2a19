package dev.ramekin.verify;

import dev.ramekin.verify.ImageContents.Entry;
import dev.ramekin.verify.ImageContents.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the file systems of images through {@code docker export}; nothing in them is run. */
final class ImageExport {
  private static final Duration BRIEF = Duration.ofMinutes(5);
  private static final int PERMISSIONS = 07777;
  private static final int BUFFER = 1 << 16;
  private static final String CRONTABS = "/var/spool/cron/crontabs/";
  private static final String CRON_FILES = "/etc/cron.d/";

  private ImageExport() {}

  /** Returns what the images hold, by their order. */
  static List<ImageContents> read(DockerCli docker, List<BuiltImage> images)
      throws EngineException, IOException {
    List<ImageContents> contents = new ArrayList<>();
    for (BuiltImage image : images) {
      contents.add(read(docker, image));
    }
    return contents;
  }

  private static ImageContents read(DockerCli docker, BuiltImage image)
      throws EngineException, IOException {
    String name = image.tags().get(0);
    String container =
        docker
            .need(
                "making a container of " + name,
                BRIEF,
                List.of("create", "--network", "none", name, "/bin/true"))
            .strip();
    Path archive = Files.createTempFile("ramekin", ".tar");
    try {
      docker.need(
          "exporting " + name, BRIEF, List.of("export", "--output", archive.toString(), container));
      try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), BUFFER)) {
        return read(image.target(), in);
      }
    } finally {
      Files.deleteIfExists(archive);
      docker.run(BRIEF, List.of("rm", "--force", container));
    }
  }

  /** Reads the archive of a file system. */
  static ImageContents read(String target, InputStream archive) throws IOException {
    SortedMap<String, Entry> entries = new TreeMap<>();
    SortedMap<String, String> texts = new TreeMap<>();
    Map<String, String> hardLinks = new TreeMap<>();
    TarArchiveInputStream tar = new TarArchiveInputStream(archive, "UTF-8");
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      String path = absolute(entry.getName());
      if (entry.isLink()) {
        hardLinks.put(path, absolute(entry.getLinkName()));
      } else if (entry.isDirectory()) {
        entries.put(path, of(entry, Kind.DIRECTORY, "", ""));
      } else if (entry.isSymbolicLink()) {
        entries.put(path, of(entry, Kind.LINK, "", entry.getLinkName()));
      } else if (entry.isFile()) {
        entries.put(path, of(entry, Kind.FILE, content(path, tar, texts), ""));
      }
    }
    hardLinks.forEach(
        (path, same) -> {
          Entry first = entries.get(same);
          if (first != null) {
            entries.put(path, first);
          }
        });
    return new ImageContents(target, entries, texts);
  }

  private static String absolute(String name) {
    String plain = name.startsWith("./") ? name.substring(2) : name;
    String path = plain.startsWith("/") ? plain : "/" + plain;
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static Entry of(TarArchiveEntry entry, Kind kind, String sha256, String target) {
    String mode = String.format(Locale.ROOT, "%04o", entry.getMode() & PERMISSIONS);
    return new Entry(kind, mode, entry.getLongUserId(), entry.getLongGroupId(), sha256, target);
  }

  /** Returns the digest of a file, and keeps its text when it is one of those that are asked. */
  private static String content(String path, InputStream in, SortedMap<String, String> texts)
      throws IOException {
    MessageDigest digest = sha256();
    if (ImageContents.KEPT.contains(path)
        || path.startsWith(CRONTABS)
        || path.startsWith(CRON_FILES)) {
      byte[] bytes = in.readAllBytes();
      texts.put(path, new String(bytes, StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(bytes));
    }
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("every Java has SHA-256", exception);
    }
  }
}
