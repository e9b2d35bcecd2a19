package dev.ramekin.verify;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What must hold inside one running container; {@code checks/<service>.yaml}, described in {@code
 * docs/checks.md}.
 *
 * @param service name in compose.yaml
 * @param packages version by package name
 * @param process user of the main process, when the model says
 * @param ports listening in the container
 * @param stopSeconds grace period
 * @param exitStatuses good ones beside 0 and those that tell a signal
 */
record ServiceChecks(
    String service,
    String source,
    SortedMap<String, String> packages,
    List<FileCheck> files,
    List<UserCheck> users,
    List<GroupCheck> groups,
    Optional<String> process,
    List<Integer> ports,
    Optional<ProbeCheck> probe,
    int stopSeconds,
    List<Integer> exitStatuses,
    Optional<RoundTrip> roundTrip) {
  /** What a path must be; empty parts are not compared. */
  record FileCheck(
      String path,
      String type,
      Optional<String> mode,
      Optional<String> owner,
      Optional<String> group,
      Optional<String> sha256,
      Optional<String> target,
      String source) {}

  /** What an account must be; empty parts are not compared. */
  record UserCheck(
      String name,
      Optional<String> uid,
      Optional<String> group,
      Optional<String> home,
      Optional<String> shell,
      List<String> groups,
      String source) {
    UserCheck {
      groups = List.copyOf(groups);
    }
  }

  /** What a group must be. */
  record GroupCheck(String name, Optional<String> gid, List<String> members, String source) {
    GroupCheck {
      members = List.copyOf(members);
    }
  }

  /** A command that ends with 0 when the service answers. */
  record ProbeCheck(List<String> command, int timeoutSeconds) {
    ProbeCheck {
      command = List.copyOf(command);
    }
  }

  /**
   * One piece of state.
   *
   * @param write bash that gives the service something to keep
   * @param read bash that succeeds when it is there
   * @param lasting whether it must be there after a restart
   */
  record RoundTrip(Optional<String> write, String read, boolean lasting) {}

  ServiceChecks {
    packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
    files = List.copyOf(files);
    users = List.copyOf(users);
    groups = List.copyOf(groups);
    ports = List.copyOf(ports);
    exitStatuses = List.copyOf(exitStatuses);
  }
}
