package dev.ramekin.verify;

import dev.ramekin.verify.ServiceChecks.GroupCheck;
import dev.ramekin.verify.ServiceChecks.UserCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares a container's accounts ({@code passwd(5)}, {@code group(5)}) with the model's. */
final class AccountComparison {
  private static final int SECONDS = 30;

  private final Map<String, List<String>> users;
  private final Map<String, List<String>> groups;

  private AccountComparison(Map<String, List<String>> users, Map<String, List<String>> groups) {
    this.users = users;
    this.groups = groups;
  }

  /** Reads the accounts of a container. */
  static AccountComparison of(ContainerShell shell) throws EngineException {
    return of(
        shell.asRoot(List.of("cat", "/etc/passwd"), SECONDS).output(),
        shell.asRoot(List.of("cat", "/etc/group"), SECONDS).output());
  }

  static AccountComparison of(String passwd, String group) {
    return new AccountComparison(table(passwd, 7), table(group, 4));
  }

  private static Map<String, List<String>> table(String text, int columns) {
    Map<String, List<String>> rows = new TreeMap<>();
    text.lines()
        .map(line -> Arrays.asList(line.split(":", -1)))
        .filter(row -> row.size() == columns)
        .forEach(row -> rows.put(row.get(0), row));
    return rows;
  }

  /** Returns the name that has a user number, or the number itself. */
  String userName(String uid) {
    return users.values().stream()
        .filter(row -> row.get(2).equals(uid))
        .map(row -> row.get(0))
        .findFirst()
        .orElse(uid);
  }

  /** Compares every user and group. */
  List<CheckResult> compare(ServiceChecks checks) {
    List<CheckResult> results = new ArrayList<>();
    checks.users().forEach(user -> results.add(compare(checks.service(), user)));
    checks.groups().forEach(group -> results.add(compare(checks.service(), group)));
    return results;
  }

  private CheckResult compare(String service, UserCheck user) {
    List<String> expected = new ArrayList<>(List.of("exists"));
    List<String> actual = new ArrayList<>(List.of("exists"));
    List<String> row = users.get(user.name());
    if (row != null) {
      user.uid().ifPresent(uid -> add(expected, actual, "uid ", uid, row.get(2)));
      user.group()
          .ifPresent(group -> add(expected, actual, "group ", group, group(group, row.get(3))));
      user.home().ifPresent(home -> add(expected, actual, "home ", home, row.get(5)));
      user.shell().ifPresent(shell -> add(expected, actual, "shell ", shell, row.get(6)));
      for (String group : new TreeSet<>(user.groups())) {
        add(expected, actual, "in ", group, isMember(user.name(), group) ? group : "not " + group);
      }
    }
    return CheckResult.compare(
        service,
        "user",
        user.name(),
        String.join(", ", expected),
        row == null ? "missing" : String.join(", ", actual),
        user.source());
  }

  private CheckResult compare(String service, GroupCheck group) {
    List<String> expected = new ArrayList<>(List.of("exists"));
    List<String> actual = new ArrayList<>(List.of("exists"));
    List<String> row = groups.get(group.name());
    if (row != null) {
      group.gid().ifPresent(gid -> add(expected, actual, "gid ", gid, row.get(2)));
      for (String member : new TreeSet<>(group.members())) {
        boolean there = isMember(member, group.name());
        add(expected, actual, "has ", member, there ? member : "not " + member);
      }
    }
    return CheckResult.compare(
        service,
        "group",
        group.name(),
        String.join(", ", expected),
        row == null ? "missing" : String.join(", ", actual),
        group.source());
  }

  private static void add(
      List<String> expected, List<String> actual, String label, String wanted, String found) {
    expected.add(label + wanted);
    actual.add(label + found);
  }

  /** Returns a group as the model names it: by number when that is what it gives. */
  private String group(String expected, String gid) {
    if (expected.equals(gid)) {
      return gid;
    }
    return groups.values().stream()
        .filter(row -> row.get(2).equals(gid))
        .map(row -> row.get(0))
        .findFirst()
        .orElse(gid);
  }

  private boolean isMember(String user, String group) {
    Optional<List<String>> row = Optional.ofNullable(groups.get(group));
    Optional<List<String>> account = Optional.ofNullable(users.get(user));
    return row.isPresent()
        && (Arrays.asList(row.get().get(3).split(",")).contains(user)
            || account.filter(it -> it.get(3).equals(row.get().get(2))).isPresent());
  }
}
