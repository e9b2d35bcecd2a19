package dev.ramekin.verify;

import dev.ramekin.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code report/ramekin.json} says of the things that no image holds as the host did. */
final class ReportReasons {
  private final Map<String, List<String>> bySubject;

  private ReportReasons(Map<String, List<String>> bySubject) {
    this.bySubject = bySubject;
  }

  /** Reads the report of an output folder. */
  static ReportReasons read(Path out) throws IOException {
    Path file = out.resolve("report").resolve("ramekin.json");
    return read(YamlNode.parse(file.toString(), Files.readString(file)));
  }

  static ReportReasons read(YamlNode report) {
    Map<String, List<String>> bySubject = new TreeMap<>();
    for (YamlNode statement : report.require("statements").items()) {
      String where = where(statement);
      for (YamlNode elsewhere : statement.get("elsewhere").map(YamlNode::items).orElse(List.of())) {
        bySubject
            .computeIfAbsent(elsewhere.require("subject").text(), key -> new ArrayList<>())
            .add(where + elsewhere.require("reason").text());
      }
    }
    return new ReportReasons(bySubject);
  }

  private static String where(YamlNode statement) {
    YamlNode origin = statement.require("origin");
    return origin.require("file").text()
        + ":"
        + origin.text("line").orElse("0")
        + " "
        + statement.require("type").text()
        + ": ";
  }

  /**
   * Returns the reasons for a path: those that name it, else those of the nearest folder of which
   * all that is below is spoken of ({@code /srv/shop/}).
   */
  List<String> ofPath(String path) {
    List<String> exact = bySubject.get(path);
    if (exact != null) {
      return exact;
    }
    for (String at = path;
        at.length() > 1;
        at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
      List<String> reasons = bySubject.get(at + "/");
      if (reasons != null) {
        return reasons;
      }
    }
    return List.of();
  }

  /** Returns the reasons for an account, a service or a package: {@code user:alice}. */
  List<String> of(String kind, String name) {
    return bySubject.getOrDefault(kind + ":" + name, List.of());
  }
}
