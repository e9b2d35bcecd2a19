package dev.ramekin.freeze;

import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.yaml.YamlNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the text of {@code ramekin.lock}; a mistake is named with its place. */
final class LockReader {
  private static final String HEX = "[0-9a-f]{64}";

  private LockReader() {}

  static Lock read(String name, String text) {
    YamlNode root = YamlNode.parse(name, text);
    YamlNode format = root.require("lock");
    if (!format.text().equals(String.valueOf(LockFile.FORMAT))) {
      throw format.error(
          "this Ramekin reads lock files of format "
              + LockFile.FORMAT
              + "; move this one away and convert again");
    }
    root.only(
        "lock",
        "strategy",
        "architectures",
        "baseImages",
        "archives",
        "stages",
        "packages",
        "downloads",
        "git",
        "languages",
        "images");
    return new Lock(
        strategy(root.require("strategy")),
        architectures(root, "architectures"),
        map(root, "baseImages", LockReader::baseImage),
        root.require("archives").items().stream().map(LockReader::archive).toList(),
        map(root, "stages", LockReader::stage),
        map(root, "packages", LockReader::packages),
        downloads(root),
        map(root, "git", LockReader::trees),
        map(root, "languages", LanguageReader::sets),
        map(root, "images", LockReader::image));
  }

  private static <T> Map<String, T> map(YamlNode root, String key, Function<YamlNode, T> reader) {
    Map<String, T> map = new TreeMap<>();
    root.get(key)
        .ifPresent(
            node -> node.entries().forEach((name, value) -> map.put(name, reader.apply(value))));
    return map;
  }

  private static Lock.Strategy strategy(YamlNode node) {
    return Stream.of(Lock.Strategy.values())
        .filter(it -> LockWriter.word(it).equals(node.text()))
        .findFirst()
        .orElseThrow(
            () -> node.error("expected pantry, snapshot or version, found '" + node.text() + "'"));
  }

  static List<Architecture> architectures(YamlNode parent, String key) {
    List<Architecture> architectures = new ArrayList<>();
    for (String word : parent.texts(key)) {
      architectures.add(
          Architecture.ofDebian(word)
              .orElseThrow(
                  () -> parent.require(key).error("'" + word + "' is no known architecture")));
    }
    return architectures;
  }

  static long number(YamlNode node) {
    if (!node.text().matches("[0-9]{1,18}")) {
      throw node.error("expected a whole number, found '" + node.text() + "'");
    }
    return Long.parseLong(node.text());
  }

  private static Lock.BaseImage baseImage(YamlNode node) {
    node.only("digest", "platforms");
    Map<String, String> platforms = new TreeMap<>();
    node.require("platforms").entries().forEach((key, value) -> platforms.put(key, digest(value)));
    return new Lock.BaseImage(digest(node.require("digest")), platforms);
  }

  private static String digest(YamlNode node) {
    return matching(node, "sha256:" + HEX, "sha256: and 64 hex digits");
  }

  private static String sha256(YamlNode node) {
    return matching(node, HEX, "64 hex digits");
  }

  private static String matching(YamlNode node, String pattern, String expected) {
    if (!node.text().matches(pattern)) {
      throw node.error("expected " + expected + ", found '" + node.text() + "'");
    }
    return node.text();
  }

  private static Lock.Archive archive(YamlNode node) {
    node.only("name", "suite", "components", "date", "releaseSha256", "snapshot", "uri");
    return new Lock.Archive(
        node.require("name").text(),
        node.require("suite").text(),
        node.texts("components"),
        node.require("date").text(),
        sha256(node.require("releaseSha256")),
        node.text("snapshot"),
        node.get("uri").map(LockReader::address));
  }

  private static String address(YamlNode node) {
    try {
      return URI.create(node.text()).toString();
    } catch (IllegalArgumentException exception) {
      throw node.error("'" + node.text() + "' is no address");
    }
  }

  private static Lock.Stage stage(YamlNode node) {
    node.only("from", "platform", "image", "epoch", "requests", "missing", "downloads", "commits");
    return new Lock.Stage(
        node.require("from").text(),
        node.require("platform").text(),
        node.get("image").map(YamlNode::bool).orElse(false),
        number(node.require("epoch")),
        node.texts("requests"),
        node.texts("missing"),
        node.texts("downloads"),
        node.texts("commits"));
  }

  private static List<Lock.Package> packages(YamlNode node) {
    return node.items().stream().map(LockReader::onePackage).toList();
  }

  private static Lock.Package onePackage(YamlNode node) {
    node.only("name", "version", "architecture", "size", "sha256", "filename", "archive", "only");
    return new Lock.Package(
        node.require("name").text(),
        node.require("version").text(),
        node.require("architecture").text(),
        number(node.require("size")),
        sha256(node.require("sha256")),
        poolPath(node.require("filename")),
        node.require("archive").text(),
        architectures(node, "only"));
  }

  /** A path below an archive's root: it must not lead out of it. */
  static String poolPath(YamlNode node) {
    String path = node.text();
    if (path.startsWith("/") || path.contains("://") || List.of(path.split("/")).contains("..")) {
      throw node.error("expected a path below the archive's root, found '" + path + "'");
    }
    return path;
  }

  private static Map<String, Lock.Download> downloads(YamlNode root) {
    Map<String, Lock.Download> downloads = new TreeMap<>();
    root.get("downloads")
        .ifPresent(
            all -> all.entries().forEach((url, it) -> downloads.put(url, download(url, it))));
    return downloads;
  }

  private static Lock.Download download(String url, YamlNode node) {
    node.only("sha256", "size", "mirrors");
    return new Lock.Download(
        url, node.texts("mirrors"), sha256(node.require("sha256")), number(node.require("size")));
  }

  private static List<GitTree> trees(YamlNode node) {
    return node.items().stream().map(LockReader::tree).toList();
  }

  private static GitTree tree(YamlNode node) {
    node.only("path", "repository", "commit", "sha256", "size");
    return new GitTree(
        node.get("path").map(LockReader::poolPath).orElse(""),
        node.require("repository").text(),
        matching(node.require("commit"), "[0-9a-f]{40}", "40 hex digits"),
        sha256(node.require("sha256")),
        number(node.require("size")));
  }

  private static Lock.Image image(YamlNode node) {
    node.only("digest", "platforms", "inputs");
    return new Lock.Image(
        digest(node.require("digest")), node.texts("platforms"), sha256(node.require("inputs")));
  }
}
