package dev.ramekin.verify;

import dev.ramekin.verify.ServiceChecks.FileCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares paths of a container with what they must be. */
final class FileComparison {
  private static final int PATHS_AT_A_TIME = 500;
  private static final int SECONDS = 120;
  private static final int FIELDS = 9;

  /** Prints nine fields for each path, every one ended by a zero byte. */
  private static final String LOOK =
      """
      for path do
        target= sum=
        if [ -L "$path" ]; then
          target=$(readlink "$path")
        elif [ -f "$path" ]; then
          sum=$(sha256sum <"$path")
        elif [ ! -e "$path" ]; then
          printf '%s\\0missing\\0\\0\\0\\0\\0\\0\\0\\0' "$path"
          continue
        fi
        printf '%s\\0' "$path"
        stat --printf '%F\\0%a\\0%U\\0%u\\0%G\\0%g\\0' "$path"
        printf '%s\\0%s\\0' "${sum%% *}" "$target"
      done
      """;

  private FileComparison() {}

  /** What a path of a container is. */
  record Found(
      String type,
      String mode,
      String owner,
      String uid,
      String group,
      String gid,
      String sha256,
      String target) {
    static final Found MISSING = new Found("missing", "", "", "", "", "", "", "");
  }

  /** Looks at every path and compares it. */
  static List<CheckResult> compare(ContainerShell shell, ServiceChecks checks)
      throws EngineException {
    Map<String, Found> found = new TreeMap<>();
    List<String> paths = checks.files().stream().map(FileCheck::path).distinct().toList();
    for (int from = 0; from < paths.size(); from += PATHS_AT_A_TIME) {
      List<String> some = paths.subList(from, Math.min(paths.size(), from + PATHS_AT_A_TIME));
      List<String> command = new ArrayList<>(List.of("sh", "-c", LOOK, "sh"));
      command.addAll(some);
      found.putAll(parse(shell.asRoot(command, SECONDS).output()));
    }
    return checks.files().stream()
        .map(
            file -> compare(checks.service(), file, found.getOrDefault(file.path(), Found.MISSING)))
        .toList();
  }

  static Map<String, Found> parse(String output) {
    List<String> fields = Arrays.asList(output.split("\0", -1));
    Map<String, Found> found = new TreeMap<>();
    for (int at = 0; at + FIELDS <= fields.size(); at += FIELDS) {
      List<String> entry = fields.subList(at, at + FIELDS);
      found.put(
          entry.get(0),
          new Found(
              type(entry.get(1)),
              entry.get(2),
              entry.get(3),
              entry.get(4),
              entry.get(5),
              entry.get(6),
              entry.get(7),
              entry.get(8)));
    }
    return found;
  }

  /** Returns our word for the type that {@code stat} names. */
  private static String type(String stat) {
    return switch (stat) {
      case "regular file", "regular empty file" -> "file";
      case "symbolic link" -> "link";
      default -> stat;
    };
  }

  static CheckResult compare(String service, FileCheck file, Found found) {
    List<String> expected = new ArrayList<>(List.of(file.type()));
    List<String> actual = new ArrayList<>(List.of(found.type()));
    file.target().ifPresent(target -> add(expected, actual, "→ ", target, found.target()));
    if (!file.type().equals("link")) {
      file.mode().ifPresent(mode -> add(expected, actual, "", octal(mode), octal(found.mode())));
      file.owner()
          .ifPresent(
              it -> add(expected, actual, "owner ", it, named(it, found.owner(), found.uid())));
      file.group()
          .ifPresent(
              it -> add(expected, actual, "group ", it, named(it, found.group(), found.gid())));
    }
    file.sha256().ifPresent(sum -> add(expected, actual, "sha256 ", sum, found.sha256()));
    boolean missing = found.type().equals("missing");
    return CheckResult.compare(
        service,
        "file",
        file.path(),
        String.join(", ", expected),
        missing ? "missing" : String.join(", ", actual),
        file.source());
  }

  private static void add(
      List<String> expected, List<String> actual, String label, String wanted, String found) {
    expected.add(label + wanted);
    actual.add(label + found);
  }

  /** Returns the number when the model has a number, else the name. */
  private static String named(String expected, String name, String number) {
    return Optional.of(expected).filter(it -> it.matches("[0-9]+")).map(it -> number).orElse(name);
  }

  private static String octal(String mode) {
    return "0".repeat(Math.max(0, 4 - mode.length())) + mode;
  }
}
