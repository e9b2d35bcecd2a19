package dev.ramekin.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Chef sources that were never on a disk. */
public final class ChefFiles {
  private ChefFiles() {}

  /** Makes a cookbook of files by path, with metadata of its own. */
  public static SourceTree cookbook(String name, Map<String, String> texts) {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    texts.forEach((path, text) -> put(files, path, text));
    put(files, "metadata.rb", "name '" + name + "'\n");
    return new SourceTree(
        name, SourceKind.CHEF_COOKBOOK, files, ChefLayout.of(files, List.of("")), List.of());
  }

  private static void put(Map<String, SourceFile> files, String path, String text) {
    files.put(path, new SourceFile(path, text.getBytes(StandardCharsets.UTF_8)));
  }
}
