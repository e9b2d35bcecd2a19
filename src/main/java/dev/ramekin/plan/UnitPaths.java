package dev.ramekin.plan;

import dev.ramekin.lang.unit.ServiceUnit;
import dev.ramekin.lang.unit.UnitWords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths a unit of the source's own names or implies. */
final class UnitPaths {
  private static final Pattern PATH = Pattern.compile("(?<![\\w.:/])/[\\w.+-]+(?:/[\\w.+-]+)+");
  private static final List<String> HOMES =
      List.of("/etc/", "/opt/", "/srv/", "/var/lib/", "/var/log/", "/var/www/", "/etc/default/");

  private UnitPaths() {}

  static List<String> of(String name, ServiceUnit unit) {
    List<String> paths = new ArrayList<>();
    HOMES.forEach(home -> paths.add(home + name));
    paths.add("/usr/local/bin/" + name);
    unit.workingDirectory().ifPresent(paths::add);
    paths.addAll(unit.environmentFiles());
    unit.start().forEach(line -> UnitWords.split(line).forEach(word -> addAll(word, paths)));
    unit.environment().values().forEach(value -> addAll(value, paths));
    unit.stateDirectories().forEach(it -> paths.add("/var/lib/" + it));
    unit.logDirectories().forEach(it -> paths.add("/var/log/" + it));
    unit.runtimeDirectories().forEach(it -> paths.add("/run/" + it));
    return paths.stream()
        .filter(path -> path.startsWith("/usr/local/") || !Paths.ofTheSystem(path))
        .distinct()
        .toList();
  }

  private static void addAll(String text, List<String> paths) {
    Matcher matcher = PATH.matcher(text);
    while (matcher.find()) {
      paths.add(matcher.group());
    }
  }
}
