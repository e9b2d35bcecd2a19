package dev.ramekin.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares who runs in a container and where it listens with what must be. */
final class ProcessComparison {
  private static final int SECONDS = 30;

  /** TCP_LISTEN and, for UDP, an unconnected socket; {@code proc_net_tcp(5)}. */
  private static final Set<String> LISTENING = Set.of("0A", "07");

  /** The user number of the main process: process 1, or the child when 1 is the small init. */
  private static final String ROOT = "root";

  private static final String MAIN_USER =
      """
      main=1
      case $(cat /proc/1/comm) in
        docker-init|tini|catatonit)
          for status in /proc/[0-9]*/status; do
            if grep -q '^PPid:[[:space:]]*1$' "$status" 2>/dev/null; then
              main=${status#/proc/}
              main=${main%/status}
              break
            fi
          done ;;
      esac
      sed -n 's/^Uid:[[:space:]]*[0-9]*[[:space:]]*\\([0-9]*\\).*/\\1/p' "/proc/$main/status"
      """;

  private ProcessComparison() {}

  static List<CheckResult> compare(
      ContainerShell shell, ServiceChecks checks, AccountComparison accounts)
      throws EngineException {
    List<CheckResult> results = new ArrayList<>();
    Optional<String> expected = checks.process();
    if (expected.isPresent()) {
      String uid = shell.asRoot(List.of("sh", "-c", MAIN_USER), SECONDS).output().strip();
      String actual = expected.get().equals(uid) ? uid : accounts.userName(uid);
      results.add(ofUser(checks.service(), expected.get(), actual, checks.source()));
    }
    if (!checks.ports().isEmpty()) {
      String sockets =
          shell.asRoot(List.of("sh", "-c", "cat /proc/net/[tu][cd]p*"), SECONDS).output();
      results.addAll(compare(checks, listening(sockets)));
    }
    return results;
  }

  /** A daemon that is started as root may become somebody with fewer rights. */
  static CheckResult ofUser(String service, String expected, String actual, String source) {
    boolean passed = expected.equals(actual) || (ROOT.equals(expected) && !actual.isBlank());
    return new CheckResult(service, "process", "user", expected, actual, passed, source);
  }

  static List<CheckResult> compare(ServiceChecks checks, Set<Integer> listening) {
    return checks.ports().stream()
        .map(
            port ->
                new CheckResult(
                    checks.service(),
                    "port",
                    port.toString(),
                    "listening",
                    listening.contains(port) ? "listening" : "open are " + listening,
                    listening.contains(port),
                    checks.source()))
        .toList();
  }

  /** Returns the ports of sockets that wait for others, from the kernel's tables. */
  static Set<Integer> listening(String tables) {
    Set<Integer> ports = new TreeSet<>();
    tables
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(row -> row.length > 3 && LISTENING.contains(row[3]) && row[1].contains(":"))
        .forEach(row -> ports.add(Integer.parseInt(row[1].substring(row[1].indexOf(':') + 1), 16)));
    return ports;
  }
}
