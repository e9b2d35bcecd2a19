package dev.ramekin.generate;

import dev.ramekin.lang.ShellWords;
import dev.ramekin.model.Operation.CreateGroup;
import dev.ramekin.model.Operation.CreateUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Shell lines that make users and groups, or bring existing ones to the state asked for. */
final class AccountCommands {
  private final AccountNumbers numbers;
  private final Set<String> groups;

  /**
   * @param groups names of the groups made so far; added to
   */
  AccountCommands(AccountNumbers numbers, Set<String> groups) {
    this.numbers = numbers;
    this.groups = groups;
  }

  List<String> group(CreateGroup group) {
    String name = ShellWords.quote(group.name());
    String number = group.gid().orElseGet(() -> String.valueOf(numbers.of(group.name())));
    List<String> lines = new ArrayList<>();
    String change = group.gid().map(gid -> "groupmod --gid " + gid + " " + name).orElse(":");
    lines.add(
        "if getent group "
            + name
            + " >/dev/null; then "
            + change
            + "; else groupadd"
            + (group.system() ? " --system" : "")
            + " --gid "
            + number
            + " "
            + name
            + "; fi");
    for (String member : group.members()) {
      String who = ShellWords.quote(member);
      lines.add(
          "! getent passwd "
              + who
              + " >/dev/null || usermod --append --groups "
              + name
              + " "
              + who);
    }
    groups.add(group.name());
    return lines;
  }

  List<String> user(CreateUser user) {
    String name = ShellWords.quote(user.name());
    List<String> common = new ArrayList<>();
    user.comment().ifPresent(it -> common.add("--comment " + ShellWords.quote(it)));
    user.shell().ifPresent(it -> common.add("--shell " + ShellWords.quote(it)));
    user.home().ifPresent(it -> common.add("--home-dir " + ShellWords.quote(it)));
    user.gid().ifPresent(it -> common.add("--gid " + ShellWords.quote(it)));
    if (!user.groups().isEmpty()) {
      common.add("--groups " + String.join(",", user.groups()));
    }
    List<String> lines = new ArrayList<>();
    if (user.manageHome()) {
      user.home()
          .filter(home -> home.lastIndexOf('/') > 0)
          .map(home -> home.substring(0, home.lastIndexOf('/')))
          .filter(parent -> !parent.equals("/home"))
          .ifPresent(parent -> lines.add("mkdir -p " + ShellWords.quote(parent)));
    }
    String change =
        common.isEmpty()
            ? ":"
            : "usermod --append "
                .repeat(user.groups().isEmpty() ? 0 : 1)
                .concat(user.groups().isEmpty() ? "usermod " : "")
                .concat(String.join(" ", common).replace("--home-dir", "--home"))
                .concat(" " + name);
    lines.add(
        "if getent passwd "
            + name
            + " >/dev/null; then "
            + change
            + "; else "
            + add(user, common)
            + "; fi");
    groups.add(user.name());
    return lines;
  }

  private String add(CreateUser user, List<String> common) {
    List<String> words = new ArrayList<>(List.of("useradd", "--no-log-init"));
    if (user.system()) {
      words.add("--system");
    }
    words.add("--uid " + user.uid().orElseGet(() -> String.valueOf(numbers.of(user.name()))));
    if (user.gid().isEmpty()) {
      words.add(
          groups.contains(user.name()) ? "--gid " + ShellWords.quote(user.name()) : "--user-group");
    }
    words.add(user.manageHome() ? "--create-home" : "--no-create-home");
    words.addAll(common);
    words.add(ShellWords.quote(user.name()));
    return String.join(" ", words);
  }
}
