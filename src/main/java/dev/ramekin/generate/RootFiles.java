package dev.ramekin.generate;

import dev.ramekin.model.Content;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files a stage copies into its image, by their path below {@code rootfs}. */
final class RootFiles {
  /** Where templates of files with secrets lie in an image. */
  static final String TEMPLATES = "/usr/local/share/ramekin/templates";

  /** Where they are put together at start; held in memory. */
  static final String RENDERED = "/run/ramekin";

  private final SortedMap<String, byte[]> files = new TreeMap<>();

  /** Adds a file and returns its path in the build. */
  String add(String path, byte[] bytes) {
    String free = path;
    for (int number = 2; clashes(free); number++) {
      free = "/" + number + path;
    }
    String place = free;
    for (int number = 2;
        files.containsKey(free) && !Arrays.equals(files.get(free), bytes);
        number++) {
      free = place + "." + number;
    }
    files.put(free, bytes);
    return "/rootfs" + free;
  }

  /** A path may be a file at one step and a directory at another one. */
  private boolean clashes(String path) {
    boolean holdsOthers = !files.subMap(path + "/", path + "0").isEmpty();
    return holdsOthers || files.keySet().stream().anyMatch(it -> path.startsWith(it + "/"));
  }

  String add(String path, Content content) {
    return add(path, bytes(content));
  }

  SortedMap<String, byte[]> files() {
    return new TreeMap<>(files);
  }

  /** Returns a content's bytes; a secret stands as {@code @secret:name@}. */
  static byte[] bytes(Content content) {
    if (content instanceof Content.Inline inline) {
      return inline.text().getBytes(StandardCharsets.UTF_8);
    }
    if (content instanceof Content.Bytes bytes) {
      return bytes.bytes();
    }
    if (content instanceof Content.WithSecrets secrets) {
      return secrets.parts().stream()
          .map(RootFiles::part)
          .collect(Collectors.joining())
          .getBytes(StandardCharsets.UTF_8);
    }
    return new byte[0];
  }

  private static String part(Content.Part part) {
    return part instanceof Content.Part.Text text
        ? text.text()
        : "@secret:" + ((Content.Part.Reference) part).secret() + "@";
  }
}
