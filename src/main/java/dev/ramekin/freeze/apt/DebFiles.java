package dev.ramekin.freeze.apt;

import dev.ramekin.model.PackageFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of a package that tell how its service runs. */
public final class DebFiles {
  private static final int LONGEST = 256 * 1024;
  private static final Pattern TELLING =
      Pattern.compile(
          "/(?:usr/)?lib/systemd/system/[^/]+\\.(?:service|socket|timer)"
              + "|/usr/lib/tmpfiles\\.d/[^/]+|/etc/.+");

  private DebFiles() {}

  /**
   * Reads them out of a package file.
   *
   * @param name the package's name
   * @param source the folder it has in the archive's pool
   * @throws IOException when the file is damaged
   */
  public static PackageFiles read(Path deb, String name, String source) throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    List<String> directories = new ArrayList<>();
    List<String> conffiles = new ArrayList<>();
    DebArchive.visit(
        deb,
        "control",
        (path, entry, content) -> {
          if (path.equals("conffiles")) {
            text(content).lines().map(String::strip).forEach(conffiles::add);
          } else if (path.equals("postinst")) {
            texts.put("/var/lib/dpkg/info/" + name + ".postinst", text(content));
          }
        });
    DebArchive.visit(
        deb,
        "data",
        (path, entry, content) -> {
          String absolute = "/" + path;
          if (entry.isDirectory()) {
            directories.add(absolute);
          } else if (entry.isFile()
              && entry.getSize() <= LONGEST
              && TELLING.matcher(absolute).matches()) {
            texts.put(absolute, text(content));
          }
        });
    return new PackageFiles(name, source, texts, directories, conffiles);
  }

  private static String text(InputStream content) throws IOException {
    return new String(content.readAllBytes(), StandardCharsets.UTF_8);
  }
}
