package dev.ramekin.freeze;

import dev.ramekin.model.lock.Digest;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.LanguageSet;
import dev.ramekin.yaml.YamlNode;
import java.util.List;

/** Reads the packages of languages in a lock. */
final class LanguageReader {
  private LanguageReader() {}

  static List<LanguageSet> sets(YamlNode node) {
    return node.items().stream().map(LanguageReader::set).toList();
  }

  private static LanguageSet set(YamlNode node) {
    node.only("manager", "runtime", "request", "packages");
    YamlNode word = node.require("manager");
    LanguageManager manager =
        LanguageManager.of(word.text())
            .orElseThrow(() -> word.error("expected npm, pip or gem, found '" + word.text() + "'"));
    return new LanguageSet(
        manager,
        node.require("runtime").text(),
        node.texts("request"),
        node.require("packages").items().stream().map(it -> onePackage(manager, it)).toList());
  }

  private static LanguagePackage onePackage(LanguageManager manager, YamlNode node) {
    node.only("name", "version", "location", "size", "digest", "filename", "only");
    YamlNode digest = node.require("digest");
    return new LanguagePackage(
        manager,
        node.require("name").text(),
        node.require("version").text(),
        node.get("location").map(LockReader::poolPath).orElse(""),
        Digest.parse(digest.text())
            .orElseThrow(
                () ->
                    digest.error(
                        "expected an algorithm and hex digits, found '" + digest.text() + "'")),
        node.get("size").map(LockReader::number).orElse(0L),
        LockReader.poolPath(node.require("filename")),
        LockReader.architectures(node, "only"));
  }
}
