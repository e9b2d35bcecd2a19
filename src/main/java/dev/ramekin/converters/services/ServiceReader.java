package dev.ramekin.converters.services;

import dev.ramekin.converters.services.ServiceEntry.Changes;
import dev.ramekin.converters.services.ServiceEntry.FirstStart;
import dev.ramekin.converters.services.ServiceEntry.Kind;
import dev.ramekin.converters.services.ServiceEntry.Line;
import dev.ramekin.converters.services.ServiceEntry.Listening;
import dev.ramekin.converters.services.ServiceEntry.Network;
import dev.ramekin.converters.services.ServiceEntry.Packaging;
import dev.ramekin.converters.services.ServiceEntry.Places;
import dev.ramekin.converters.services.ServiceEntry.Rewrite;
import dev.ramekin.converters.services.ServiceEntry.Running;
import dev.ramekin.converters.services.ServiceEntry.Setting;
import dev.ramekin.converters.services.ServiceEntry.Size;
import dev.ramekin.converters.services.ServiceEntry.SizeUnit;
import dev.ramekin.converters.services.ServiceEntry.State;
import dev.ramekin.converters.services.ServiceEntry.Version;
import dev.ramekin.model.deployment.Service.Isolation;
import dev.ramekin.model.deployment.Service.Limits;
import dev.ramekin.model.deployment.Service.RoundTrip;
import dev.ramekin.model.deployment.Service.Upkeep;
import dev.ramekin.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a file of {@code converters/services} into a {@link ServiceEntry}; {@code
 * converters/schemas/service.json} is the same knowledge for editors.
 */
final class ServiceReader {
  private static final int DEFAULT_GRACE = 10;

  private ServiceReader() {}

  static ServiceEntry read(YamlNode root) {
    root.only(
        "service",
        "kind",
        "instead",
        "units",
        "packages",
        "starts",
        "version",
        "extraPackages",
        "command",
        "user",
        "workingDirectory",
        "environment",
        "environmentFiles",
        "before",
        "ports",
        "listen",
        "sockets",
        "owns",
        "state",
        "runtime",
        "temporary",
        "logs",
        "generated",
        "files",
        "lines",
        "rewrites",
        "firstStart",
        "clients",
        "words",
        "front",
        "probe",
        "limits",
        "readOnly",
        "capabilities",
        "stop",
        "init",
        "upkeep",
        "roundTrip");
    Kind kind = kind(root);
    return new ServiceEntry(
        root.require("service").text(),
        kind,
        kind == Kind.HOST ? root.require("instead").text().strip() : "",
        packaging(root),
        running(root, kind),
        network(root),
        places(root),
        changes(root),
        root.get("firstStart").map(ServiceReader::firstStart),
        root.texts("clients"),
        root.get("probe").map(ProbeReader::read),
        limits(root),
        sizes(root),
        isolation(root),
        upkeep(root));
  }

  private static Kind kind(YamlNode root) {
    YamlNode node = root.require("kind");
    return switch (node.text()) {
      case "container" -> Kind.CONTAINER;
      case "host" -> Kind.HOST;
      default -> throw node.error("expected container or host, found '" + node.text() + "'");
    };
  }

  private static Packaging packaging(YamlNode root) {
    return new Packaging(
        root.texts("units"),
        lists(root, "packages"),
        root.texts("starts"),
        root.get("version").map(ServiceReader::version).orElse(Version.NONE),
        lists(root, "extraPackages"));
  }

  private static Version version(YamlNode node) {
    node.only("package", "platforms");
    return new Version(node.text("package"), texts(node, "platforms"));
  }

  private static Running running(YamlNode root, Kind kind) {
    Optional<YamlNode> stop = root.get("stop").map(it -> it.only("signal", "seconds", "status"));
    return new Running(
        kind == Kind.CONTAINER ? root.require("command").texts() : List.of(),
        root.text("user"),
        root.text("workingDirectory"),
        texts(root, "environment"),
        root.texts("environmentFiles"),
        root.text("before").map(it -> it.strip().lines().toList()).orElse(List.of()),
        stop.flatMap(it -> it.text("signal")),
        stop.flatMap(it -> it.get("seconds")).map(YamlNode::integer).orElse(DEFAULT_GRACE),
        flag(root, "init"));
  }

  private static Network network(YamlNode root) {
    return new Network(
        items(root, "ports").stream().map(ServiceReader::port).toList(),
        root.texts("listen"),
        root.texts("sockets"),
        root.texts("words"),
        flag(root, "front"));
  }

  private static Listening port(YamlNode node) {
    String[] parts = node.text().split("/", -1);
    if (!parts[0].matches("\\d{1,5}")) {
      throw node.error("expected a port such as 53/udp, found '" + node.text() + "'");
    }
    return new Listening(Integer.parseInt(parts[0]), parts.length > 1 ? parts[1] : "tcp");
  }

  private static Places places(YamlNode root) {
    return new Places(
        root.texts("owns"),
        items(root, "state").stream().map(ServiceReader::state).toList(),
        root.texts("runtime"),
        root.texts("temporary"),
        texts(root, "logs"),
        root.texts("generated"));
  }

  private static State state(YamlNode node) {
    node.only("path", "purpose");
    return new State(node.require("path").text(), node.require("purpose").text());
  }

  private static Changes changes(YamlNode root) {
    return new Changes(
        items(root, "files").stream().map(ServiceReader::setting).toList(),
        items(root, "lines").stream().map(ServiceReader::line).toList(),
        items(root, "rewrites").stream().map(ServiceReader::rewrite).toList());
  }

  private static Setting setting(YamlNode node) {
    node.only("path", "text", "mode", "why");
    return new Setting(
        node.require("path").text(),
        node.require("text").text(),
        node.text("mode").orElse("0644"),
        node.require("why").text());
  }

  private static Line line(YamlNode node) {
    node.only("path", "line", "replaces", "why");
    return new Line(
        node.require("path").text(),
        node.require("line").text(),
        node.text("replaces"),
        node.require("why").text());
  }

  private static Rewrite rewrite(YamlNode node) {
    node.only("pattern", "replacement", "why");
    return new Rewrite(
        node.require("pattern").text(),
        node.require("replacement").text(),
        node.require("why").text());
  }

  private static FirstStart firstStart(YamlNode node) {
    node.only("ready", "makes", "prepare", "finish", "forCommands");
    return new FirstStart(
        node.require("ready").text().strip(),
        node.require("makes").text(),
        node.require("prepare").text().stripTrailing(),
        node.text("finish").map(String::stripTrailing).orElse(""),
        flag(node, "forCommands"));
  }

  private static Limits limits(YamlNode root) {
    Optional<YamlNode> node = root.get("limits");
    if (node.isEmpty()) {
      return new Limits(0, "", 0, "");
    }
    node.get().only("memory", "cpus", "pids", "sizes");
    return new Limits(
        node.get().require("memory").integer(),
        node.get().require("cpus").text(),
        node.get().require("pids").integer(),
        "service catalogue");
  }

  private static List<Size> sizes(YamlNode root) {
    return root.get("limits").stream()
        .flatMap(limits -> items(limits, "sizes").stream())
        .map(ServiceReader::size)
        .toList();
  }

  private static Size size(YamlNode node) {
    node.only("name", "pattern", "unit", "times");
    Optional<YamlNode> unit = node.get("unit");
    return new Size(
        node.require("name").text(),
        node.require("pattern").text(),
        switch (unit.map(YamlNode::text).orElse("bytes")) {
          case "bytes" -> SizeUnit.BYTES;
          case "KiB" -> SizeUnit.KIBIBYTES;
          case "MiB" -> SizeUnit.MEBIBYTES;
          default -> throw unit.orElse(node).error("expected bytes, KiB or MiB");
        },
        node.get("times").map(YamlNode::integer).orElse(1));
  }

  private static Isolation isolation(YamlNode root) {
    return new Isolation(flag(root, "readOnly"), root.texts("capabilities"), Map.of(), Map.of());
  }

  private static Upkeep upkeep(YamlNode root) {
    Optional<YamlNode> node = root.get("upkeep").map(it -> it.only("reload", "dump", "restore"));
    return new Upkeep(
        node.flatMap(it -> it.text("reload")),
        node.flatMap(it -> it.text("dump")),
        node.flatMap(it -> it.text("restore")),
        root.get("stop").stream()
            .flatMap(stop -> items(stop, "status").stream())
            .map(YamlNode::integer)
            .toList(),
        root.get("roundTrip").map(ServiceReader::roundTrip));
  }

  private static RoundTrip roundTrip(YamlNode node) {
    node.only("write", "read");
    return new RoundTrip(
        node.text("write").map(String::strip), node.require("read").text().strip());
  }

  private static boolean flag(YamlNode node, String key) {
    return node.get(key).map(YamlNode::bool).orElse(false);
  }

  private static List<YamlNode> items(YamlNode node, String key) {
    return node.get(key).map(YamlNode::items).orElse(List.of());
  }

  private static Map<String, String> texts(YamlNode node, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.get(key)
        .ifPresent(it -> it.entries().forEach((name, value) -> texts.put(name, value.text())));
    return texts;
  }

  private static Map<String, List<String>> lists(YamlNode node, String key) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    node.get(key)
        .ifPresent(it -> it.entries().forEach((name, value) -> lists.put(name, value.texts())));
    return lists;
  }
}
