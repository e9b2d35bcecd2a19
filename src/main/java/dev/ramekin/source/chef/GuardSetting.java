package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * In what a guard's command is run: what the guard itself says, over what {@code execute} hands on
 * to its guards ({@code Chef::Resource::Execute.guard_inherited_attributes}).
 *
 * @param cwd the folder
 * @param environment its variables
 * @param user whose rights it has; empty for those the resource's own step has
 * @param interpreter a resource type such as {@code bash}; empty for the shell
 */
record GuardSetting(
    Optional<String> cwd,
    Map<String, String> environment,
    Optional<String> user,
    Optional<String> interpreter) {
  private static final Set<String> SHELL = Set.of("default", "execute", "sh", "script");
  private static final Map<String, String> INTERPRETERS =
      Map.of(
          "bash", "bash -c",
          "csh", "csh -c",
          "ksh", "ksh -c",
          "perl", "perl -e",
          "python", "python -c",
          "ruby", "ruby -e");

  GuardSetting {
    environment = Map.copyOf(environment);
  }

  /**
   * Returns that of a guard.
   *
   * @param options what stands behind the guard's command
   */
  static GuardSetting of(RubyObject resource, Map<String, Object> options) {
    String type = ChefObjects.state(resource).type();
    Map<String, Object> own = type.equals("execute") ? inherited(resource) : Map.of();
    Map<String, Object> all = new LinkedHashMap<>(own);
    all.putAll(options);
    Optional<String> runsAs = text(resource, "user");
    return new GuardSetting(
        Optional.ofNullable(all.get("cwd")).map(String::valueOf),
        environment(all),
        Optional.ofNullable(all.get("user"))
            .map(String::valueOf)
            .filter(it -> !runsAs.equals(Optional.of(it))),
        text(resource, "guard_interpreter").filter(it -> !SHELL.contains(it)));
  }

  private static Map<String, Object> inherited(RubyObject resource) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : new String[] {"cwd", "environment", "env"}) {
      resource.variable(name).flatMap(Plain::of).ifPresent(it -> values.put(name, it));
    }
    return values;
  }

  private static Optional<String> text(RubyObject resource, String name) {
    return resource.variable(name).flatMap(Plain::of).map(String::valueOf);
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

  /** Returns whether a command can be run so in an image. */
  boolean isPossible() {
    return interpreter.isEmpty() || INTERPRETERS.containsKey(interpreter.get());
  }

  /** Returns whether it is a command of the shell with nothing but a folder around it. */
  boolean isPlain() {
    return interpreter.isEmpty() && user.isEmpty();
  }

  /** Returns a command as it is run in an image. */
  String with(String command) {
    String body =
        interpreter.map(it -> INTERPRETERS.get(it) + " " + quoted(command)).orElse(command.strip());
    StringBuilder text = new StringBuilder();
    cwd.ifPresent(it -> text.append("cd ").append(quoted(it)).append(" && "));
    new TreeMap<>(environment)
        .forEach(
            (name, value) ->
                text.append("export ").append(name).append('=').append(quoted(value)).append("; "));
    if (user.filter(it -> !it.equals("root")).isPresent()) {
      return text + "su " + user.get() + " -s /bin/sh -c " + quoted(body);
    }
    return text.isEmpty() ? body : text + "{ " + body + "; }";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
