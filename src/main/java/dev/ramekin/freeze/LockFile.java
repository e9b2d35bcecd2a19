package dev.ramekin.freeze;

import dev.ramekin.model.lock.Lock;
import dev.ramekin.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * {@code ramekin.lock}: the YAML form of a {@link Lock}. Made for code review: sorted, one package
 * a line, and what is read and written again is the same to the byte.
 */
public final class LockFile {
  private static final int FORMAT = 1;

  private static final String HEADER =
      """
      # What this output depends on, by content. Written by Ramekin; commit it, and review its changes
      # like code. `ramekin fetch` fills the pantry from it; converting without it takes what is new.
      """;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9._+/~@-]*");
  private static final Pattern WORD_WITH_MEANING =
      Pattern.compile("true|false|null|yes|no|on|off|y|n", Pattern.CASE_INSENSITIVE);

  private LockFile() {}

  /** Returns the text of the file. */
  public static String write(Lock lock) {
    StringBuilder out = new StringBuilder(HEADER);
    out.append("lock: ").append(FORMAT).append('\n');
    out.append("strategy: ").append(word(lock.strategy())).append('\n');
    out.append("epoch: ").append(lock.epoch()).append('\n');
    section(out, "baseImages", lock.baseImages(), LockFile::baseImage);
    out.append("archives:").append(lock.archives().isEmpty() ? " []\n" : "\n");
    sorted(lock.archives()).forEach(archive -> archive(out, archive));
    section(out, "requests", lock.requests(), LockFile::request);
    section(out, "packages", lock.packages(), LockFile::packages);
    section(out, "downloads", lock.downloads(), LockFile::download);
    section(out, "gitCommits", lock.gitCommits(), LockFile::commit);
    return out.toString();
  }

  private static String word(Lock.Strategy strategy) {
    return strategy.name().toLowerCase(Locale.ROOT);
  }

  private static List<Lock.Archive> sorted(List<Lock.Archive> archives) {
    return archives.stream()
        .sorted(
            Comparator.comparing(Lock.Archive::name)
                .thenComparing(Lock.Archive::suite)
                .thenComparing(Lock.Archive::releaseSha256))
        .toList();
  }

  private static <T> void section(
      StringBuilder out, String name, Map<String, T> map, BiConsumer<StringBuilder, T> body) {
    out.append(name).append(":").append(map.isEmpty() ? " {}\n" : "\n");
    map.forEach(
        (key, value) -> {
          out.append("  ").append(quote(key)).append(":");
          body.accept(out, value);
        });
  }

  private static void baseImage(StringBuilder out, Lock.BaseImage image) {
    out.append("\n    digest: ").append(quote(image.digest())).append("\n    platforms:");
    out.append(image.platforms().isEmpty() ? " {}\n" : "\n");
    image
        .platforms()
        .forEach((key, digest) -> out.append("      " + key + ": " + quote(digest) + "\n"));
  }

  private static void archive(StringBuilder out, Lock.Archive archive) {
    out.append("  - {name: ").append(quote(archive.name()));
    out.append(", suite: ").append(quote(archive.suite()));
    out.append(", components: ").append(flow(archive.components()));
    out.append(", date: ").append(quote(archive.date()));
    out.append(", releaseSha256: '").append(archive.releaseSha256()).append('\'');
    archive.snapshot().ifPresent(it -> out.append(", snapshot: ").append(quote(it)));
    out.append("}\n");
  }

  private static void request(StringBuilder out, List<String> words) {
    out.append(' ').append(flow(words)).append('\n');
  }

  private static String flow(List<String> words) {
    return "[" + String.join(", ", words.stream().map(LockFile::quote).toList()) + "]";
  }

  private static void packages(StringBuilder out, List<Lock.Package> packages) {
    out.append(packages.isEmpty() ? " []\n" : "\n");
    packages.stream()
        .sorted(Comparator.comparing(Lock.Package::name).thenComparing(Lock.Package::architecture))
        .forEach(
            it ->
                out.append(
                    "    - {name: %s, version: '%s', architecture: %s, size: %d, sha256: '%s', filename: %s, archive: %s}\n"
                        .formatted(
                            quote(it.name()),
                            it.version(),
                            it.architecture(),
                            it.size(),
                            it.sha256(),
                            quote(it.filename()),
                            quote(it.archive()))));
  }

  private static void download(StringBuilder out, Lock.Download download) {
    out.append(" {sha256: '%s', size: %d}\n".formatted(download.sha256(), download.size()));
  }

  private static void commit(StringBuilder out, String commit) {
    out.append(' ').append(quote(commit)).append('\n');
  }

  private static String quote(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORD_WITH_MEANING.matcher(text).matches();
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }

  /**
   * Reads the file.
   *
   * @param name used in messages
   * @throws dev.ramekin.yaml.YamlException with the place of the mistake
   */
  public static Lock read(String name, String text) {
    YamlNode root = YamlNode.parse(name, text);
    root.only(
        "lock",
        "strategy",
        "epoch",
        "baseImages",
        "archives",
        "requests",
        "packages",
        "downloads",
        "gitCommits");
    if (root.require("lock").integer() != FORMAT) {
      throw root.require("lock").error("this Ramekin reads lock files of format " + FORMAT);
    }
    return new Lock(
        strategy(root.require("strategy")),
        number(root.require("epoch")),
        map(root, "baseImages", LockFile::readBaseImage),
        root.require("archives").items().stream().map(LockFile::readArchive).toList(),
        map(root, "requests", YamlNode::texts),
        map(root, "packages", LockFile::readPackages),
        map(root, "downloads", LockFile::readDownload),
        map(root, "gitCommits", YamlNode::text));
  }

  private static <T> Map<String, T> map(YamlNode root, String key, Function<YamlNode, T> reader) {
    Map<String, T> map = new TreeMap<>();
    root.get(key)
        .ifPresent(
            node -> node.entries().forEach((name, value) -> map.put(name, reader.apply(value))));
    return map;
  }

  private static Lock.Strategy strategy(YamlNode node) {
    for (Lock.Strategy strategy : Lock.Strategy.values()) {
      if (word(strategy).equals(node.text())) {
        return strategy;
      }
    }
    throw node.error("expected pantry, snapshot or version, found '" + node.text() + "'");
  }

  private static long number(YamlNode node) {
    if (!node.text().matches("[0-9]{1,18}")) {
      throw node.error("expected a whole number, found '" + node.text() + "'");
    }
    return Long.parseLong(node.text());
  }

  private static Lock.BaseImage readBaseImage(YamlNode node) {
    node.only("digest", "platforms");
    Map<String, String> platforms = new TreeMap<>();
    node.require("platforms").entries().forEach((key, value) -> platforms.put(key, digest(value)));
    return new Lock.BaseImage(digest(node.require("digest")), platforms);
  }

  private static String digest(YamlNode node) {
    return matching(node, "sha256:[0-9a-f]{64}", "sha256: and 64 hex digits");
  }

  private static String sha256(YamlNode node) {
    return matching(node.require("sha256"), "[0-9a-f]{64}", "64 hex digits");
  }

  private static String matching(YamlNode node, String pattern, String expected) {
    if (!node.text().matches(pattern)) {
      throw node.error("expected " + expected + ", found '" + node.text() + "'");
    }
    return node.text();
  }

  private static Lock.Archive readArchive(YamlNode node) {
    node.only("name", "suite", "components", "date", "releaseSha256", "snapshot");
    Optional<String> snapshot = node.text("snapshot");
    return new Lock.Archive(
        node.require("name").text(),
        node.require("suite").text(),
        node.texts("components"),
        node.require("date").text(),
        matching(node.require("releaseSha256"), "[0-9a-f]{64}", "64 hex digits"),
        snapshot);
  }

  private static List<Lock.Package> readPackages(YamlNode node) {
    List<Lock.Package> packages = new ArrayList<>();
    for (YamlNode item : node.items()) {
      item.only("name", "version", "architecture", "size", "sha256", "filename", "archive");
      packages.add(
          new Lock.Package(
              item.require("name").text(),
              item.require("version").text(),
              item.require("architecture").text(),
              number(item.require("size")),
              sha256(item),
              poolPath(item.require("filename")),
              item.require("archive").text()));
    }
    return packages;
  }

  /** A path below an archive's root: it must not lead out of it. */
  private static String poolPath(YamlNode node) {
    String path = node.text();
    if (path.startsWith("/") || path.contains("://") || List.of(path.split("/")).contains("..")) {
      throw node.error("expected a path below the archive's root, found '" + path + "'");
    }
    return path;
  }

  private static Lock.Download readDownload(YamlNode node) {
    node.only("sha256", "size");
    return new Lock.Download(sha256(node), number(node.require("size")));
  }
}
