package dev.ramekin.freeze.apt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    List<String> found = new ArrayList<>();
    DebArchive.visit(
        deb,
        "control",
        (path, entry, content) -> {
          if (path.equals("control")) {
            found.add(new String(content.readAllBytes(), StandardCharsets.UTF_8).strip() + "\n");
          }
        });
    if (found.isEmpty()) {
      throw new IOException(deb + ": there is no control file in it");
    }
    return found.get(0);
  }
}
