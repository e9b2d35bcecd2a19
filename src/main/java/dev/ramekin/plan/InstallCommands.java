package dev.ramekin.plan;

import dev.ramekin.converters.services.HostRules;
import dev.ramekin.converters.services.HostRules.InstallRule;
import dev.ramekin.model.Content;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Guard.Condition;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Operation.RunCommand;
import dev.ramekin.model.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands that do nothing but install packages of a language: {@code gem install rack -v 2.2.8}.
 */
final class InstallCommands {
  private static final Pattern WORD =
      Pattern.compile("'([^']*)'|\"([^\"$`\\\\]*)\"|([^\\s'\"$`\\\\<>&*?(){}]+)");

  private InstallCommands() {}

  /** Returns the installations a command stands for; none when it does anything else as well. */
  static List<InstallPackages> of(RunCommand command, HostRules rules) {
    boolean plain =
        command.script() instanceof Content.Inline
            && command.environment().isEmpty()
            && command.user().filter(it -> !it.equals("root")).isEmpty()
            && command.tolerance().isEmpty()
            && (command.interpreter().equals("sh") || command.interpreter().equals("bash"));
    if (!plain) {
      return List.of();
    }
    List<InstallPackages> installs = new ArrayList<>();
    for (String line : Commands.lines(Texts.of(command.script()))) {
      Optional<InstallPackages> install = install(command, line, rules);
      if (install.isEmpty()) {
        return List.of();
      }
      installs.add(install.get());
    }
    return installs;
  }

  private static Optional<InstallPackages> install(
      RunCommand command, String line, HostRules rules) {
    for (InstallRule rule : rules.installs()) {
      for (String start : rule.words()) {
        if (line.startsWith(start + " ")) {
          return words(line.substring(start.length()))
              .flatMap(it -> packages(it, rule))
              .map(it -> new InstallPackages(provenance(command), rule.manager(), it, List.of()));
        }
      }
    }
    return Optional.empty();
  }

  /** A path whose existence makes the command needless is a condition like others. */
  private static Provenance provenance(RunCommand command) {
    Provenance own = command.provenance();
    if (command.creates().isEmpty()) {
      return own;
    }
    List<Condition> conditions = new ArrayList<>(own.guard().conditions());
    String path = command.creates().get().replace("'", "'\\''");
    conditions.add(new Condition("test -e '" + path + "'", true, true));
    return new Provenance(
        own.statement(), own.origin(), own.group(), new Guard(conditions), own.triggers());
  }

  /** Returns the words of a line; empty when a shell would make something else of it. */
  private static Optional<List<String>> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    int end = 0;
    StringBuilder word = new StringBuilder();
    while (matcher.find(end)) {
      String between = line.substring(end, matcher.start());
      if (!between.isBlank()) {
        return Optional.empty();
      }
      if (!between.isEmpty() && word.length() > 0) {
        words.add(word.toString());
        word.setLength(0);
      }
      for (int group = 1; group <= matcher.groupCount(); group++) {
        word.append(matcher.group(group) == null ? "" : matcher.group(group));
      }
      end = matcher.end();
    }
    if (word.length() > 0) {
      words.add(word.toString());
    }
    return line.substring(end).isBlank() ? Optional.of(words) : Optional.empty();
  }

  private static Optional<List<PackageSpec>> packages(List<String> words, InstallRule rule) {
    List<String> names = new ArrayList<>();
    Optional<String> version = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String option = word.startsWith("--") ? word.replaceFirst("=.*", "") : word;
      String value = word.contains("=") ? word.substring(word.indexOf('=') + 1) : "";
      boolean separate = value.isEmpty() && i + 1 < words.size();
      if (rule.versions().contains(option)) {
        version = Optional.of(separate ? words.get(++i) : value);
      } else if (rule.values().contains(option)) {
        i += separate ? 1 : 0;
      } else if (!rule.flags().contains(word)) {
        names.add(word);
      }
    }
    // An option that no rule knows, or a file, makes the command something else.
    boolean known = names.stream().noneMatch(it -> it.startsWith("-") || it.matches("[./~].*"));
    if (names.isEmpty() || !known) {
      return Optional.empty();
    }
    Optional<String> common = version;
    return Optional.of(names.stream().map(it -> spec(it, common, rule.separator())).toList());
  }

  private static PackageSpec spec(String word, Optional<String> version, String separator) {
    int at = separator.isEmpty() ? -1 : word.indexOf(separator);
    return at > 0
        ? new PackageSpec(word.substring(0, at), Optional.of(word.substring(at + 1)))
        : new PackageSpec(word, version);
  }
}
