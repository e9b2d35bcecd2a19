package dev.ramekin.cli;

import dev.ramekin.freeze.LockChange;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows what differs between two locks, for people and for programs. */
final class LockChanges {
  private final List<LockChange> changes;
  private final Lock lock;
  private final Style style;

  /**
   * Takes what it shows.
   *
   * @param lock one of the two; tells which images a stage is in
   */
  LockChanges(List<LockChange> changes, Lock lock, Style style) {
    this.changes = List.copyOf(changes);
    this.lock = lock;
    this.style = style;
  }

  void print(PrintStream data) {
    Map<LockChange.Kind, List<LockChange>> kinds = new TreeMap<>();
    for (LockChange.Kind kind : LockChange.Kind.values()) {
      List<LockChange> own = changes.stream().filter(it -> it.kind() == kind).toList();
      if (!own.isEmpty()) {
        kinds.put(kind, own);
      }
    }
    kinds.forEach(
        (kind, own) -> {
          data.println(style.bold(own.size() + " " + kind.word() + (own.size() == 1 ? "" : "s")));
          int width = own.stream().mapToInt(it -> it.name().length()).max().orElse(0);
          own.forEach(it -> data.println(line(it, Math.min(width, 32))));
        });
  }

  private String line(LockChange change, int width) {
    String name = change.name() + " ".repeat(Math.max(0, width - change.name().length()));
    return "  %s  %s  %s".formatted(name, versions(change), style.faint(where(change)));
  }

  private String versions(LockChange change) {
    if (change.before().isEmpty()) {
      return style.green("new") + " " + change.after().orElse("");
    }
    return change.after().isEmpty()
        ? style.red("gone") + " " + change.before().orElse("")
        : change.before().orElse("") + " -> " + change.after().orElse("");
  }

  private String where(LockChange change) {
    String names = "in " + String.join(", ", images(change));
    return lock.architectures().size() > 1 && !change.architectures().isEmpty()
        ? names + "; " + String.join(", ", architectures(change))
        : names;
  }

  private static List<String> architectures(LockChange change) {
    return change.architectures().stream().map(Architecture::debian).toList();
  }

  /** The images a changing stage is a part of. */
  private List<String> images(LockChange change) {
    return lock.imageNames().stream()
        .filter(it -> lock.chain(it).stream().anyMatch(change.stages()::contains))
        .toList();
  }

  /** Returns the changes as maps and lists. */
  List<Map<String, Object>> json() {
    return changes.stream().map(this::json).toList();
  }

  private Map<String, Object> json(LockChange change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", change.kind().word());
    json.put("name", change.name());
    json.put("before", change.before());
    json.put("after", change.after());
    json.put("stages", change.stages());
    json.put("images", images(change));
    json.put("architectures", architectures(change));
    return json;
  }

  /** Returns how many there are, in words: {@code 3 differences}. */
  static String count(List<LockChange> changes) {
    return changes.size() + (changes.size() == 1 ? " difference" : " differences");
  }
}
