package dev.ramekin.plan;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.AddHostEntry;
import dev.ramekin.model.Operation.Edit;
import dev.ramekin.model.Operation.EditFile;
import dev.ramekin.model.Operation.WriteFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names that a host's {@code /etc/hosts} gives to addresses (hosts(5)). The engine writes that file
 * in a container, so they go into compose's {@code extra_hosts}; loopback is the container's own.
 */
final class HostEntries {
  private static final String FILE = "/etc/hosts";
  private static final Pattern LINE =
      Pattern.compile("^\\s*(\\d+(?:\\.\\d+){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*)\\s+([^#\\n]+)");
  private static final Pattern LOOPBACK = Pattern.compile("127\\..*|::1?|f[ef]0.*");

  private HostEntries() {}

  /** Returns addresses by name. */
  static Map<String, String> of(HostPlan plan) {
    Map<String, String> entries = new TreeMap<>();
    for (Operation operation : plan.all()) {
      if (operation instanceof AddHostEntry entry) {
        entry.names().forEach(name -> add(entries, entry.address(), name));
      } else if (operation instanceof WriteFile file && file.path().equals(FILE)) {
        Texts.of(file.content()).lines().forEach(line -> read(entries, line));
      } else if (operation instanceof EditFile file && file.path().equals(FILE)) {
        lines(file.edit()).forEach(line -> read(entries, line));
      }
    }
    return entries;
  }

  private static Stream<String> lines(Edit edit) {
    if (edit instanceof Edit.Several several) {
      return several.edits().stream().flatMap(HostEntries::lines);
    }
    if (edit instanceof Edit.EnsureLine line) {
      return Stream.of(line.line());
    }
    if (edit instanceof Edit.AppendUnless line) {
      return Stream.of(line.line());
    }
    if (edit instanceof Edit.ReplaceOrAdd line) {
      return Stream.of(line.line());
    }
    if (edit instanceof Edit.InsertAfter line) {
      return Stream.of(line.line());
    }
    return edit instanceof Edit.Block block ? block.text().lines() : Stream.empty();
  }

  private static void read(Map<String, String> entries, String line) {
    Matcher matcher = LINE.matcher(line);
    if (matcher.find()) {
      List.of(matcher.group(2).strip().split("\\s+"))
          .forEach(name -> add(entries, matcher.group(1), name));
    }
  }

  private static void add(Map<String, String> entries, String address, String name) {
    if (!LOOPBACK.matcher(address).matches()) {
      entries.putIfAbsent(name, address);
    }
  }
}
