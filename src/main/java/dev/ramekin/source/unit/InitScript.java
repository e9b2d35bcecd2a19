package dev.ramekin.source.unit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SysV init script, as far as it can be told without running it.
 *
 * @param name its file's name
 * @param program the name of the process it leaves behind
 */
record InitScript(String name, String program) {
  private static final Pattern DAEMON =
      Pattern.compile(
          "(?m)^\\s*(?:DAEMON|PROG|EXEC|PROGRAM|BIN)=[\"']?(?:\\S*/)?([\\w.+-]+)[\"']?\\s*$");

  /** Reads one that names its daemon in a variable, as Debian's skeleton does. */
  static Optional<InitScript> read(String name, String text) {
    Matcher matcher = DAEMON.matcher(text);
    return matcher.find() ? Optional.of(new InitScript(name, matcher.group(1))) : Optional.empty();
  }
}
