package dev.ramekin.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The accounts of an image: {@code passwd(5)}, {@code group(5)}, {@code shadow(5)}. */
final class ImageAccounts {
  private static final int NAME = 0;
  private static final int NUMBER = 2;
  private static final int PRIMARY = 3;
  private static final int MEMBERS = 3;
  private static final int PASSWORD = 1;

  private final Map<String, List<String>> users;
  private final Map<String, List<String>> groups;
  private final Map<String, List<String>> shadows;

  private ImageAccounts(
      Map<String, List<String>> users,
      Map<String, List<String>> groups,
      Map<String, List<String>> shadows) {
    this.users = users;
    this.groups = groups;
    this.shadows = shadows;
  }

  static ImageAccounts of(ImageContents image) {
    return new ImageAccounts(
        table(image.text("/etc/passwd").orElse("")),
        table(image.text("/etc/group").orElse("")),
        table(image.text("/etc/shadow").orElse("")));
  }

  private static Map<String, List<String>> table(String text) {
    Map<String, List<String>> rows = new TreeMap<>();
    text.lines()
        .map(line -> Arrays.asList(line.split(":", -1)))
        .filter(row -> row.size() > MEMBERS)
        .forEach(row -> rows.put(row.get(NAME), row));
    return rows;
  }

  /** Returns the row of a user. */
  Optional<List<String>> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  /** Returns whether there is such a group. */
  boolean hasGroup(String name) {
    return groups.containsKey(name);
  }

  /** Returns the members a group lists. */
  List<String> members(String group) {
    return Optional.ofNullable(groups.get(group)).map(ImageAccounts::members).orElse(List.of());
  }

  private static List<String> members(List<String> row) {
    return Arrays.stream(row.get(MEMBERS).split(",")).filter(it -> !it.isEmpty()).sorted().toList();
  }

  /** Returns the groups that list a user. */
  List<String> groupsOf(String user) {
    List<String> names = new ArrayList<>();
    groups.forEach(
        (name, row) -> {
          if (members(row).contains(user)) {
            names.add(name);
          }
        });
    return names;
  }

  /** Returns the name of a user's own group, or its number. */
  String primaryGroup(List<String> user) {
    return name(groups, user.get(PRIMARY));
  }

  /** Returns {@code locked}, {@code empty} or {@code set}. */
  String password(String user) {
    String hash = Optional.ofNullable(shadows.get(user)).map(row -> row.get(PASSWORD)).orElse("!");
    if (hash.isEmpty()) {
      return "empty";
    }
    return hash.startsWith("!") || hash.startsWith("*") ? "locked" : "set";
  }

  /** Returns the name of a user number, or the number. */
  String owner(long uid) {
    return name(users, Long.toString(uid));
  }

  /** Returns the name of a group number, or the number. */
  String group(long gid) {
    return name(groups, Long.toString(gid));
  }

  private static String name(Map<String, List<String>> rows, String number) {
    return rows.values().stream()
        .filter(row -> row.get(NUMBER).equals(number))
        .map(row -> row.get(NAME))
        .findFirst()
        .orElse(number);
  }
}
