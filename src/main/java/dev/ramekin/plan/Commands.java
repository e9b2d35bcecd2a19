package dev.ramekin.plan;

import dev.ramekin.converters.services.HostRules;
import dev.ramekin.converters.services.HostRules.CommandKind;
import dev.ramekin.converters.services.HostRules.CommandRule;
import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.model.Operation.RunCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What commands are to an image, by the command lines in them. */
final class Commands {
  private static final Pattern AS_OTHER_USER =
      Pattern.compile(
          "^(?:sudo|runuser)\\s+(?:-\\w+\\s+)*?(?:-u\\s+\\S+\\s+)?(?:-\\w\\s+)*(?:--\\s+)?");
  private static final Pattern SWITCH_USER =
      Pattern.compile("^su\\s+(?:-l?\\s+)?\\S+\\s+(?:-s\\s+\\S+\\s+)?-c\\s+[\"']?");
  private static final Pattern BEFORE_COMMAND =
      Pattern.compile(
          "^(?:(?:if|then|else|do|while|until|!|\\{|\\(|exec|time|nohup|env)\\s+|[A-Za-z_]\\w*=\\S*\\s+)+");
  private static final Pattern SEPARATOR = Pattern.compile("\\R|&&|\\|\\||[;|]");

  private final HostRules rules;

  Commands(HostRules rules) {
    this.rules = rules;
  }

  /**
   * Returns the rule that decides what becomes of a command: what needs the network comes first,
   * then what runs in a build; only a command of which every line is the host's or needless is so.
   */
  CommandRule classify(RunCommand command) {
    List<CommandRule> found = new ArrayList<>();
    CommandRule build = new CommandRule(List.of(), CommandKind.BUILD, "");
    for (String line : lines(Texts.of(command.script()))) {
      found.add(rules.forCommand(line).orElse(build));
    }
    return found.stream()
        .filter(rule -> rule.kind() == CommandKind.NETWORK)
        .findFirst()
        .or(() -> found.stream().filter(rule -> rule.kind() == CommandKind.BUILD).findFirst())
        .or(() -> found.stream().filter(rule -> rule.kind() == CommandKind.HOST).findFirst())
        .or(() -> found.stream().findFirst())
        .orElse(build);
  }

  /** Returns whether a command, or its guard, calls one of a service's clients. */
  static boolean needsRunning(RunCommand command, ServiceEntry entry) {
    if (entry.clients().isEmpty()) {
      return false;
    }
    return lines(Texts.of(command.script())).stream()
        .map(Commands::program)
        .anyMatch(program -> entry.clients().contains(program));
  }

  /** Returns a script without the changes of user that the container's own user makes needless. */
  static String withoutUserSwitch(String script, Optional<String> user) {
    if (user.isEmpty()) {
      return script;
    }
    String name = Pattern.quote(user.get());
    return script
        .replaceAll(
            "\\b(?:sudo|runuser)\\s+(?:-\\w\\s+)*-u\\s*" + name + "\\s+(?:-\\w\\s+)*(?:--\\s+)?",
            "")
        .replaceAll("\\bsu\\s+(?:-l?\\s+)?" + name + "\\s+(?:-s\\s+\\S+\\s+)?-c\\s+", "sh -c ")
        .replaceAll("\\bsudo\\s+(?=[a-z])", "");
  }

  static String program(String line) {
    String[] words = line.split("\\s+", 2);
    return Paths.last(words[0]);
  }

  /** Returns the simple commands of a script, without changes of user and assignments before. */
  static List<String> lines(String script) {
    List<String> lines = new ArrayList<>();
    for (String part : SEPARATOR.split(script.replace("\\\n", " "))) {
      String line = strip(part.strip());
      if (!line.isEmpty() && !line.startsWith("#")) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String strip(String part) {
    String line = part;
    for (Pattern pattern : List.of(BEFORE_COMMAND, AS_OTHER_USER, SWITCH_USER, BEFORE_COMMAND)) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.lookingAt()) {
        line = line.substring(matcher.end());
      }
    }
    return line;
  }
}
