package dev.ramekin.converters.platforms;

import dev.ramekin.converters.platforms.PlatformDescription.ArchiveAddress;
import dev.ramekin.converters.platforms.PlatformDescription.EndOfLife;
import dev.ramekin.converters.platforms.PlatformDescription.ImageRecord;
import dev.ramekin.model.Platform;
import dev.ramekin.yaml.YamlNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns a platform file into a {@link PlatformDescription}. */
final class PlatformReader {
  private final Function<String, Optional<String>> files;

  /** Takes what gives the text of a file below {@code platforms/}, such as a package list. */
  PlatformReader(Function<String, Optional<String>> files) {
    this.files = files;
  }

  PlatformDescription read(YamlNode root) {
    root.only(
        "id",
        "name",
        "version",
        "family",
        "codename",
        "packageManager",
        "endOfLife",
        "baseImage",
        "archives",
        "facts");
    YamlNode image = root.require("baseImage").only("reference", "records");
    return new PlatformDescription(
        platform(root),
        root.require("packageManager").text(),
        facts(root),
        endOfLife(root.require("endOfLife")),
        image.require("reference").text(),
        image.require("records").items().stream().map(this::image).toList(),
        root.require("archives").items().stream().map(PlatformReader::archive).toList());
  }

  private static Platform platform(YamlNode root) {
    return new Platform(
        root.require("id").text(),
        root.require("name").text(),
        root.require("version").text(),
        root.require("family").text(),
        root.require("codename").text(),
        "amd64");
  }

  private static Map<String, Object> facts(YamlNode root) {
    Map<String, Object> facts = new LinkedHashMap<>();
    root.require("facts")
        .entries()
        .forEach((key, value) -> value.value().ifPresent(it -> facts.put(key, it)));
    return facts;
  }

  private static EndOfLife endOfLife(YamlNode node) {
    node.only("standard", "extended", "paid");
    return new EndOfLife(
        date(node.require("standard")),
        node.get("extended").map(PlatformReader::date),
        node.get("paid").map(PlatformReader::date));
  }

  /** A day, or a month that stands for its last day. */
  private static LocalDate date(YamlNode node) {
    try {
      return node.text().length() == "2026-06".length()
          ? YearMonth.parse(node.text()).atEndOfMonth()
          : LocalDate.parse(node.text());
    } catch (DateTimeParseException exception) {
      throw node.error(
          "expected a date such as 2026-06-10 or 2026-06, found '" + node.text() + "'");
    }
  }

  private ImageRecord image(YamlNode node) {
    node.only("tag", "date", "index", "platforms", "installed");
    Map<String, String> platforms = new TreeMap<>();
    node.require("platforms").entries().forEach((key, value) -> platforms.put(key, digest(value)));
    return new ImageRecord(
        node.require("tag").text(),
        node.require("date").text(),
        node.get("index").map(PlatformReader::digest),
        platforms,
        node.get("installed").map(this::installed).orElseGet(TreeMap::new));
  }

  private static String digest(YamlNode node) {
    if (!node.text().matches("sha256:[0-9a-f]{64}")) {
      throw node.error("expected sha256: and 64 hex digits, found '" + node.text() + "'");
    }
    return node.text();
  }

  private SortedMap<String, String> installed(YamlNode node) {
    String table =
        files
            .apply(node.text())
            .orElseThrow(() -> node.error("there is no file '" + node.text() + "'"));
    SortedMap<String, String> versions = new TreeMap<>();
    List<String> lines = table.lines().toList();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      if (cells.length != 2) {
        throw node.error("expected a package, a tab and a version, found '" + line + "'");
      }
      versions.put(cells[0], cells[1]);
    }
    return versions;
  }

  private static ArchiveAddress archive(YamlNode node) {
    node.only("name", "uri", "archived", "suites", "components", "keyring", "snapshot");
    return new ArchiveAddress(
        node.require("name").text(),
        node.require("uri").text(),
        node.text("archived"),
        node.texts("suites"),
        node.texts("components"),
        node.text("keyring"),
        node.text("snapshot"));
  }
}
