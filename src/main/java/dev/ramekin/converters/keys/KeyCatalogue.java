package dev.ramekin.converters.keys;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.yaml.YamlNode;
import java.util.List;

/** The keys that package scripts make: {@code converters/plan/keys.yaml}. */
public final class KeyCatalogue {
  private static final String PATH = "plan/keys.yaml";

  private KeyCatalogue() {}

  /**
   * Reads the catalogue.
   *
   * @throws dev.ramekin.yaml.YamlException when the file is not as it should be
   */
  public static List<GeneratedKey> read(ConverterFiles files) {
    YamlNode root = files.yaml(PATH).orElseThrow();
    root.only("keys");
    return root.require("keys").items().stream().map(KeyCatalogue::key).toList();
  }

  private static GeneratedKey key(YamlNode node) {
    node.only("package", "makes", "files", "command");
    return new GeneratedKey(
        node.require("package").text(),
        node.require("makes").text(),
        node.require("files").items().stream().map(KeyCatalogue::file).toList(),
        node.require("command").text());
  }

  private static GeneratedKey.KeyFile file(YamlNode node) {
    node.only("path", "mode", "owner");
    return new GeneratedKey.KeyFile(
        node.require("path").text(), node.require("mode").text(), node.require("owner").text());
  }
}
