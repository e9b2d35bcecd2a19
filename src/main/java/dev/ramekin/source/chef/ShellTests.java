package dev.ramekin.source.chef;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shell commands of guards: those that need no shell to be decided, and what is set for them. */
final class ShellTests {
  private static final Pattern ONE_PATH =
      Pattern.compile("(?:test\\s+|\\[\\s+)(-[edfs])\\s+['\"]?(/[\\w./@+-]+)['\"]?(?:\\s+])?");

  private ShellTests() {}

  /** Decides a test of one path that earlier operations made; empty when only the image knows. */
  static Optional<Boolean> decide(String command, HostState state) {
    Matcher matcher = ONE_PATH.matcher(command.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String path = matcher.group(2);
    boolean file = state.isFile(path).orElse(false);
    boolean directory = state.isDirectory(path).orElse(false);
    return switch (matcher.group(1)) {
      case "-d" -> file || directory ? Optional.of(directory) : Optional.empty();
      case "-f" -> file || directory ? Optional.of(file) : Optional.empty();
      case "-e" -> file || directory ? Optional.of(true) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * Returns a command as it is run with a guard's {@code cwd}, {@code environment}, {@code user}.
   */
  static String with(Map<String, Object> options, String command) {
    StringBuilder text = new StringBuilder();
    Optional.ofNullable(options.get("cwd"))
        .ifPresent(it -> text.append("cd ").append(quoted(String.valueOf(it))).append(" && "));
    environment(options)
        .forEach(
            (name, value) ->
                text.append("export ").append(name).append('=').append(quoted(value)).append("; "));
    String user = String.valueOf(options.getOrDefault("user", "root"));
    if (user.equals("root")) {
      return text.isEmpty() ? command : text + "{ " + command.strip() + "; }";
    }
    return text + "su " + user + " -s /bin/sh -c " + quoted(command.strip());
  }

  private static Map<String, String> environment(Map<String, Object> options) {
    Map<String, String> variables = new TreeMap<>();
    for (String key : new String[] {"environment", "env"}) {
      if (options.get(key) instanceof Map<?, ?> map) {
        map.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
      }
    }
    return variables;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
