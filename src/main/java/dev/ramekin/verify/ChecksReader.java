package dev.ramekin.verify;

import dev.ramekin.verify.ServiceChecks.FileCheck;
import dev.ramekin.verify.ServiceChecks.GroupCheck;
import dev.ramekin.verify.ServiceChecks.ProbeCheck;
import dev.ramekin.verify.ServiceChecks.RoundTrip;
import dev.ramekin.verify.ServiceChecks.UserCheck;
import dev.ramekin.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code checks/*.yaml}. */
final class ChecksReader {
  private static final int PROBE_SECONDS = 10;
  private static final int STOP_SECONDS = 10;

  private ChecksReader() {}

  /**
   * Reads all files of a folder, by name.
   *
   * @throws dev.ramekin.yaml.YamlException when one is not as docs/checks.md says
   */
  static List<ServiceChecks> readAll(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    List<ServiceChecks> all = new ArrayList<>();
    for (Path file : files) {
      all.add(read(YamlNode.parse("checks/" + file.getFileName(), Files.readString(file))));
    }
    return all;
  }

  static ServiceChecks read(YamlNode node) {
    node.only(
        "service",
        "image",
        "source",
        "packages",
        "files",
        "users",
        "groups",
        "process",
        "ports",
        "probe",
        "stop",
        "roundTrip");
    Optional<YamlNode> stop = node.get("stop").map(it -> it.only("seconds", "status"));
    return new ServiceChecks(
        node.require("service").text(),
        node.text("source").orElse(""),
        packages(node.get("packages")),
        items(node, "files").map(ChecksReader::file).toList(),
        items(node, "users").map(ChecksReader::user).toList(),
        items(node, "groups").map(ChecksReader::group).toList(),
        node.get("process").flatMap(process -> process.text("user")),
        items(node, "ports").map(YamlNode::integer).toList(),
        node.get("probe").map(ChecksReader::probe),
        stop.flatMap(it -> it.get("seconds")).map(YamlNode::integer).orElse(STOP_SECONDS),
        stop.stream().flatMap(it -> items(it, "status")).map(YamlNode::integer).toList(),
        node.get("roundTrip").map(ChecksReader::roundTrip));
  }

  private static RoundTrip roundTrip(YamlNode node) {
    node.only("write", "read", "lasting");
    return new RoundTrip(
        node.text("write"),
        node.require("read").text(),
        node.get("lasting").map(YamlNode::bool).orElse(false));
  }

  private static Stream<YamlNode> items(YamlNode node, String key) {
    return node.get(key).map(YamlNode::items).orElse(List.of()).stream();
  }

  private static SortedMap<String, String> packages(Optional<YamlNode> node) {
    SortedMap<String, String> versions = new TreeMap<>();
    node.ifPresent(
        packages ->
            packages.entries().forEach((name, version) -> versions.put(name, version.text())));
    return versions;
  }

  private static FileCheck file(YamlNode node) {
    node.only("path", "type", "mode", "owner", "group", "sha256", "target", "source");
    return new FileCheck(
        node.require("path").text(),
        node.require("type").text(),
        node.text("mode"),
        node.text("owner"),
        node.text("group"),
        node.text("sha256"),
        node.text("target"),
        node.text("source").orElse(""));
  }

  private static UserCheck user(YamlNode node) {
    node.only("name", "uid", "group", "home", "shell", "groups", "source");
    return new UserCheck(
        node.require("name").text(),
        node.text("uid"),
        node.text("group"),
        node.text("home"),
        node.text("shell"),
        node.texts("groups"),
        node.text("source").orElse(""));
  }

  private static GroupCheck group(YamlNode node) {
    node.only("name", "gid", "members", "source");
    return new GroupCheck(
        node.require("name").text(),
        node.text("gid"),
        node.texts("members"),
        node.text("source").orElse(""));
  }

  private static ProbeCheck probe(YamlNode node) {
    node.only("command", "timeoutSeconds");
    return new ProbeCheck(
        node.texts("command"),
        node.get("timeoutSeconds").map(YamlNode::integer).orElse(PROBE_SECONDS));
  }
}
