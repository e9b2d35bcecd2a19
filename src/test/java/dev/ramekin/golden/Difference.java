package dev.ramekin.golden;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says how two sets of files differ, in a form people read. */
final class Difference {
  private static final int CONTEXT = 3;

  private Difference() {}

  /** Returns the differences as one unified diff; empty when every byte is the same. */
  static String between(SortedMap<String, byte[]> expected, SortedMap<String, byte[]> actual) {
    TreeSet<String> paths = new TreeSet<>(expected.keySet());
    paths.addAll(actual.keySet());
    StringBuilder text = new StringBuilder();
    for (String path : paths) {
      text.append(of(path, expected.get(path), actual.get(path)));
    }
    return text.toString();
  }

  private static String of(String path, byte @Nullable [] expected, byte @Nullable [] actual) {
    if (actual == null) {
      return "missing: " + path + "\n";
    }
    if (expected == null) {
      return "not expected: " + path + "\n" + unified(path, new byte[0], actual);
    }
    return Arrays.equals(expected, actual) ? "" : unified(path, expected, actual);
  }

  private static String unified(String path, byte[] expected, byte[] actual) {
    List<String> before = lines(expected);
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            "expected/" + path, path, before, DiffUtils.diff(before, lines(actual)), CONTEXT);
    return diff.isEmpty()
        ? path + ": the same lines, but other bytes\n"
        : String.join("\n", diff) + "\n";
  }

  private static List<String> lines(byte[] bytes) {
    return bytes.length == 0
        ? List.of()
        : List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
  }
}
