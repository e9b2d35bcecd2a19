package dev.ramekin.lang.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A unit file as it stands: assignments in order (systemd.syntax(7)).
 *
 * @param assignments every {@code Key=value} line with its section
 */
public record UnitFile(List<Assignment> assignments) {
  /**
   * One line {@code Key=value}.
   *
   * @param section {@code Service}
   * @param line 1-based line where it starts
   */
  public record Assignment(String section, String key, String value, int line) {}

  public UnitFile {
    assignments = List.copyOf(assignments);
  }

  /**
   * Reads a unit file. Lines that are neither a section, an assignment nor a comment are left out,
   * as systemd does after a warning.
   */
  public static UnitFile parse(String text) {
    List<Assignment> assignments = new ArrayList<>();
    String section = "";
    String[] lines = text.split("\\R", -1);
    for (int index = 0; index < lines.length; index++) {
      int start = index;
      String line = lines[index].strip();
      if (line.isEmpty() || isComment(line)) {
        continue;
      }
      StringBuilder joined = new StringBuilder(line);
      while (joined.length() > 0
          && joined.charAt(joined.length() - 1) == '\\'
          && index + 1 < lines.length) {
        String next = lines[++index].strip();
        if (!isComment(next)) {
          joined.setCharAt(joined.length() - 1, ' ');
          joined.append(next);
        }
      }
      String whole = joined.toString().strip();
      if (whole.startsWith("[") && whole.endsWith("]")) {
        section = whole.substring(1, whole.length() - 1);
      } else if (whole.indexOf('=') > 0) {
        int equals = whole.indexOf('=');
        assignments.add(
            new Assignment(
                section,
                whole.substring(0, equals).strip(),
                whole.substring(equals + 1).strip(),
                start + 1));
      }
    }
    return new UnitFile(assignments);
  }

  private static boolean isComment(String line) {
    return line.startsWith("#") || line.startsWith(";");
  }

  /** Returns all values of a key in order; an empty assignment forgets the ones before it. */
  public List<String> values(String section, String key) {
    List<String> values = new ArrayList<>();
    for (Assignment assignment : assignments) {
      if (assignment.section().equals(section) && assignment.key().equals(key)) {
        if (assignment.value().isEmpty()) {
          values.clear();
        } else {
          values.add(assignment.value());
        }
      }
    }
    return values;
  }

  /** Returns the last value of a key. */
  public Optional<String> value(String section, String key) {
    List<String> values = values(section, key);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }
}
