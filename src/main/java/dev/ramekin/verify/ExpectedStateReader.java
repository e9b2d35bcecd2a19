package dev.ramekin.verify;

import dev.ramekin.verify.ExpectedState.Crontab;
import dev.ramekin.verify.ExpectedState.DirectoryState;
import dev.ramekin.verify.ExpectedState.FileState;
import dev.ramekin.verify.ExpectedState.GroupState;
import dev.ramekin.verify.ExpectedState.LinkState;
import dev.ramekin.verify.ExpectedState.Permissions;
import dev.ramekin.verify.ExpectedState.UserState;
import dev.ramekin.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the recorded state of a host; {@code docs/expected-state.md} describes the file. */
final class ExpectedStateReader {
  private ExpectedStateReader() {}

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read
   * @throws dev.ramekin.yaml.YamlException when it is not as the description says
   */
  static ExpectedState read(Path file) throws IOException {
    return read(YamlNode.parse(file.toString(), Files.readString(file)));
  }

  static ExpectedState read(YamlNode node) {
    return new ExpectedState(
        node.require("case").text(),
        items(node, "files").map(ExpectedStateReader::file).toList(),
        items(node, "directories")
            .map(it -> new DirectoryState(it.require("path").text(), permissions(it)))
            .toList(),
        items(node, "links")
            .map(it -> new LinkState(it.require("path").text(), it.require("target").text()))
            .toList(),
        node.texts("removed"),
        items(node, "users").map(ExpectedStateReader::user).toList(),
        items(node, "groups")
            .map(it -> new GroupState(it.require("name").text(), it.texts("members")))
            .toList(),
        items(node, "crontabs").map(ExpectedStateReader::crontab).toList(),
        services(node),
        node.get("packages").map(it -> it.texts("manual")).orElse(List.of()));
  }

  private static Stream<YamlNode> items(YamlNode node, String key) {
    return node.get(key).map(YamlNode::items).orElse(List.of()).stream();
  }

  private static FileState file(YamlNode node) {
    boolean changing = node.text("nondeterministic").filter("true"::equals).isPresent();
    return new FileState(
        node.require("path").text(),
        permissions(node),
        changing ? Optional.empty() : Optional.of(node.require("sha256").text()),
        changing ? Optional.empty() : node.text("content"));
  }

  private static Permissions permissions(YamlNode node) {
    return new Permissions(
        node.require("mode").text(), node.require("owner").text(), node.require("group").text());
  }

  private static UserState user(YamlNode node) {
    return new UserState(
        node.require("name").text(),
        node.require("group").text(),
        node.text("gecos").orElse(""),
        node.require("home").text(),
        node.require("shell").text(),
        node.texts("groups"),
        node.text("password").orElse("locked"));
  }

  private static Crontab crontab(YamlNode node) {
    String path =
        node.text("file")
            .orElseGet(() -> "/var/spool/cron/crontabs/" + node.require("user").text());
    return new Crontab(path, node.texts("lines"));
  }

  /** What the run itself enabled; what packages enable is their own matter. */
  private static List<String> services(YamlNode node) {
    List<String> enabled = new ArrayList<>();
    node.get("services")
        .ifPresent(
            services ->
                services
                    .entries()
                    .forEach(
                        (key, value) -> {
                          if (key.contains("enabled_by_") && !key.endsWith("_by_packages")) {
                            value.items().forEach(item -> enabled.add(item.text()));
                          }
                        }));
    return enabled;
  }
}
