package dev.ramekin.plan;

import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.converters.services.ServiceEntry.Listening;
import dev.ramekin.lang.unit.ServiceUnit;
import dev.ramekin.lang.unit.UnitFile;
import dev.ramekin.lang.unit.UnitWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the ports a service listens on: in its configuration by the catalogue's patterns, else what
 * it listens on as shipped; for a unit of the source's own in its command line and variables, else
 * what its neighbours connect to on this host and nobody else listens on.
 */
final class PortFinder {
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "(?:--?(?:[\\w-]*port|p|listen|bind|b|addr|address|http))[= ](?:\\S*:)?(\\d{2,5})\\b");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:^|\\s)(?:0\\.0\\.0\\.0|127\\.0\\.0\\.1|localhost|\\[::])?:(\\d{2,5})\\b");
  private static final Pattern LOCAL =
      Pattern.compile("(?:127\\.0\\.0\\.1|localhost):(\\d{2,5})\\b");
  private static final Set<String> VARIABLES =
      Set.of("PORT", "LISTEN_PORT", "HTTP_PORT", "SERVER_PORT", "BIND", "LISTEN", "BIND_ADDRESS");
  private static final Pattern LAST_NUMBER = Pattern.compile("(?:^|:)(\\d{2,5})$");
  private static final Pattern SETTING =
      Pattern.compile(
          "(?im)^\\s*[\"']?(?:http[._-]?|server[._-]?|listen[._-]?)?port[\"']?\\s*[:=]\\s*[\"']?(\\d{2,5})\\b");
  private static final int MOST = 65535;

  /** Below it only root may listen on a host (ip(7), {@code ip_unprivileged_port_start}). */
  private static final int UNPRIVILEGED = 1024;

  private PortFinder() {}

  /**
   * Fills in the ports of all services.
   *
   * @param wellKnown ports of the services in the catalogue: a setting of such a port names another
   */
  static void find(List<Draft> drafts, Set<Integer> wellKnown) {
    drafts.forEach(draft -> draft.ports = List.copyOf(ofOne(draft)));
    for (Draft draft : drafts) {
      if (draft.ports.isEmpty() && draft.workload.unit().isPresent()) {
        draft.ports = List.copyOf(ofSettings(draft, drafts, wellKnown));
      }
    }
    for (Draft draft : drafts) {
      if (draft.ports.isEmpty() && draft.workload.unit().isPresent()) {
        draft.ports = List.copyOf(askedFor(draft, drafts));
      }
    }
  }

  private static Set<Integer> ofSettings(Draft draft, List<Draft> drafts, Set<Integer> wellKnown) {
    Set<Integer> ports = new TreeSet<>();
    draft.operations.forEach(it -> collect(SETTING, Texts.of(it), ports));
    ports.removeAll(wellKnown);
    ports.removeIf(port -> port < UNPRIVILEGED && draft.workload.user().isPresent());
    drafts.forEach(other -> ports.removeAll(other.ports));
    return ports.size() == 1 ? ports : Set.of();
  }

  private static Set<Integer> ofOne(Draft draft) {
    return draft.workload.entry().isPresent()
        ? ofEntry(draft, draft.workload.entry().get())
        : ofUnit(draft);
  }

  private static Set<Integer> ofEntry(Draft draft, ServiceEntry entry) {
    Set<Integer> ports = new TreeSet<>();
    for (String expression : entry.network().listen()) {
      Pattern pattern = Pattern.compile(expression, Pattern.MULTILINE);
      draft.texts().forEach(text -> collect(pattern, text, ports));
    }
    if (ports.isEmpty()) {
      entry.network().ports().stream().map(Listening::number).forEach(ports::add);
    }
    return ports;
  }

  private static Set<Integer> ofUnit(Draft draft) {
    Set<Integer> ports = new TreeSet<>();
    if (draft.unitText.isEmpty()) {
      return ports;
    }
    ServiceUnit unit = ServiceUnit.of(UnitFile.parse(Units.marked(draft.unitText.get())));
    unit.environment()
        .forEach(
            (name, value) -> {
              String own = draft.name.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
              if (VARIABLES.contains(name) || name.equals(own)) {
                collect(LAST_NUMBER, value, ports);
              }
            });
    for (String line : unit.start()) {
      String command = String.join(" ", UnitWords.command(line, unit.environment()));
      collect(ARGUMENT, command, ports);
      collect(ADDRESS, command, ports);
    }
    return ports;
  }

  private static Set<Integer> askedFor(Draft draft, List<Draft> drafts) {
    Set<Integer> asked = new TreeSet<>();
    Set<Integer> taken = new TreeSet<>();
    List<Draft> silent = new ArrayList<>();
    for (Draft other : drafts) {
      if (other == draft || other.neighbourOf(draft)) {
        taken.addAll(other.ports);
        if (other.ports.isEmpty() && other.workload.unit().isPresent()) {
          silent.add(other);
        }
      }
      if (other.neighbourOf(draft)) {
        other.texts().forEach(text -> collect(LOCAL, text, asked));
      }
    }
    asked.removeAll(taken);
    return silent.size() == 1 ? asked : Set.of();
  }

  private static void collect(Pattern pattern, String text, Set<Integer> ports) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int port = Integer.parseInt(matcher.group(1));
      if (port > 0 && port <= MOST) {
        ports.add(port);
      }
    }
  }
}
