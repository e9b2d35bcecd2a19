package dev.ramekin.converters.services;

import dev.ramekin.converters.services.ServiceEntry.FirstStart;
import dev.ramekin.converters.services.ServiceEntry.Kind;
import dev.ramekin.converters.services.ServiceEntry.Line;
import dev.ramekin.converters.services.ServiceEntry.Listening;
import dev.ramekin.converters.services.ServiceEntry.Rewrite;
import dev.ramekin.converters.services.ServiceEntry.Setting;
import dev.ramekin.converters.services.ServiceEntry.State;
import dev.ramekin.converters.services.ServiceEntry.Version;
import dev.ramekin.model.deployment.Service.Isolation;
import dev.ramekin.model.deployment.Service.Limits;
import dev.ramekin.model.deployment.Service.Probe;
import dev.ramekin.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a file of {@code converters/services} into a {@link ServiceEntry}. */
final class ServiceReader {
  private static final int DEFAULT_INTERVAL = 5;
  private static final int DEFAULT_TIMEOUT = 5;
  private static final int DEFAULT_RETRIES = 6;
  private static final int DEFAULT_START = 30;
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
        "environment",
        "ports",
        "listen",
        "sockets",
        "owns",
        "state",
        "runtime",
        "temporary",
        "logs",
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
        "init");
    Kind kind = kind(root);
    return new ServiceEntry(
        root.require("service").text(),
        kind,
        kind == Kind.HOST ? root.require("instead").text().strip() : "",
        root.texts("units"),
        lists(root, "packages"),
        root.texts("starts"),
        root.get("version").map(ServiceReader::version).orElse(Version.NONE),
        lists(root, "extraPackages"),
        kind == Kind.CONTAINER ? root.require("command").texts() : List.of(),
        root.text("user"),
        texts(root, "environment"),
        items(root, "ports").stream().map(ServiceReader::port).toList(),
        root.texts("listen"),
        root.texts("sockets"),
        root.texts("owns"),
        items(root, "state").stream().map(ServiceReader::state).toList(),
        root.texts("runtime"),
        root.texts("temporary"),
        texts(root, "logs"),
        items(root, "files").stream().map(ServiceReader::setting).toList(),
        items(root, "lines").stream().map(ServiceReader::line).toList(),
        items(root, "rewrites").stream().map(ServiceReader::rewrite).toList(),
        root.get("firstStart").map(ServiceReader::firstStart),
        root.texts("clients"),
        root.texts("words"),
        root.get("front").map(YamlNode::bool).orElse(false),
        root.get("probe").map(ServiceReader::probe),
        limits(root),
        isolation(root),
        root.get("stop").flatMap(stop -> stop.text("signal")),
        root.get("stop")
            .flatMap(stop -> stop.get("seconds"))
            .map(YamlNode::integer)
            .orElse(DEFAULT_GRACE),
        root.get("init").map(YamlNode::bool).orElse(false));
  }

  private static Kind kind(YamlNode root) {
    YamlNode node = root.require("kind");
    return switch (node.text()) {
      case "container" -> Kind.CONTAINER;
      case "host" -> Kind.HOST;
      default -> throw node.error("expected container or host, found '" + node.text() + "'");
    };
  }

  private static Version version(YamlNode node) {
    node.only("package", "platforms");
    return new Version(node.text("package"), texts(node, "platforms"));
  }

  private static Listening port(YamlNode node) {
    String[] parts = node.text().split("/", -1);
    if (!parts[0].matches("\\d{1,5}")) {
      throw node.error("expected a port such as 53/udp, found '" + node.text() + "'");
    }
    return new Listening(Integer.parseInt(parts[0]), parts.length > 1 ? parts[1] : "tcp");
  }

  private static State state(YamlNode node) {
    node.only("path", "purpose");
    return new State(node.require("path").text(), node.require("purpose").text());
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
    node.only("path", "line", "why");
    return new Line(
        node.require("path").text(), node.require("line").text(), node.require("why").text());
  }

  private static Rewrite rewrite(YamlNode node) {
    node.only("pattern", "replacement", "why");
    return new Rewrite(
        node.require("pattern").text(),
        node.require("replacement").text(),
        node.require("why").text());
  }

  private static FirstStart firstStart(YamlNode node) {
    node.only("ready", "prepare", "finish", "forCommands");
    return new FirstStart(
        node.require("ready").text().strip(),
        node.require("prepare").text().stripTrailing(),
        node.require("finish").text().stripTrailing(),
        node.get("forCommands").map(YamlNode::bool).orElse(false));
  }

  private static Probe probe(YamlNode node) {
    node.only("command", "http", "tcp", "interval", "timeout", "retries", "start");
    return new Probe(
        probeCommand(node),
        number(node, "interval", DEFAULT_INTERVAL),
        number(node, "timeout", DEFAULT_TIMEOUT),
        number(node, "retries", DEFAULT_RETRIES),
        number(node, "start", DEFAULT_START));
  }

  private static List<String> probeCommand(YamlNode node) {
    Optional<YamlNode> http = node.get("http");
    if (http.isPresent()) {
      return Probes.http(http.get().integer());
    }
    Optional<YamlNode> tcp = node.get("tcp");
    return tcp.isPresent() ? Probes.tcp(tcp.get().integer()) : node.require("command").texts();
  }

  private static Limits limits(YamlNode root) {
    Optional<YamlNode> node = root.get("limits");
    if (node.isEmpty()) {
      return new Limits(0, "", 0, "");
    }
    node.get().only("memory", "cpus", "pids");
    return new Limits(
        node.get().require("memory").integer(),
        node.get().require("cpus").text(),
        node.get().require("pids").integer(),
        "service catalogue");
  }

  private static Isolation isolation(YamlNode root) {
    return new Isolation(
        root.get("readOnly").map(YamlNode::bool).orElse(false),
        root.texts("capabilities"),
        Map.of(),
        Map.of());
  }

  private static int number(YamlNode node, String key, int otherwise) {
    return node.get(key).map(YamlNode::integer).orElse(otherwise);
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
