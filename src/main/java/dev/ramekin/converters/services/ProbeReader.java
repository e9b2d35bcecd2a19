package dev.ramekin.converters.services;

import dev.ramekin.model.deployment.Service.Probe;
import dev.ramekin.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Reads a health check: one of several kinds, and how often. */
final class ProbeReader {
  private static final int DEFAULT_INTERVAL = 5;
  private static final int DEFAULT_TIMEOUT = 5;
  private static final int DEFAULT_RETRIES = 6;
  private static final int DEFAULT_START = 30;

  private ProbeReader() {}

  static Probe read(YamlNode node) {
    node.only(
        "command",
        "http",
        "tcp",
        "send",
        "expect",
        "dns",
        "socket",
        "process",
        "interval",
        "timeout",
        "retries",
        "start");
    return new Probe(
        command(node),
        number(node, "interval", DEFAULT_INTERVAL),
        number(node, "timeout", DEFAULT_TIMEOUT),
        number(node, "retries", DEFAULT_RETRIES),
        number(node, "start", DEFAULT_START));
  }

  private static List<String> command(YamlNode node) {
    Optional<YamlNode> tcp = node.get("tcp");
    if (tcp.isPresent()) {
      int port = tcp.get().integer();
      return node.text("expect")
          .map(expected -> Probes.answer(port, node.text("send").orElse(""), expected))
          .orElseGet(() -> Probes.tcp(port));
    }
    return node.get("http")
        .map(it -> Probes.http(it.integer()))
        .or(() -> node.get("dns").map(it -> Probes.dns(it.integer())))
        .or(() -> node.get("socket").map(it -> Probes.socket(it.text())))
        .or(() -> node.get("process").map(it -> Probes.process(it.text())))
        .orElseGet(() -> node.require("command").texts());
  }

  private static int number(YamlNode node, String key, int otherwise) {
    return node.get(key).map(YamlNode::integer).orElse(otherwise);
  }
}
