package dev.ramekin.source.chef;

import dev.ramekin.model.Platform;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands that every host of a release has, whatever was installed later: those of Debian's
 * essential packages and apt, or of the Red Hat family's rpm and its front end.
 */
final class ReleaseCommands {
  private static final Set<String> EVERYWHERE =
      Set.of(
          "/bin/bash",
          "/bin/cat",
          "/bin/chmod",
          "/bin/chown",
          "/bin/cp",
          "/bin/grep",
          "/bin/ln",
          "/bin/ls",
          "/bin/mkdir",
          "/bin/mv",
          "/bin/rm",
          "/bin/sed",
          "/bin/sh",
          "/bin/tar",
          "/usr/bin/env",
          "/usr/bin/find",
          "/usr/bin/test",
          "/usr/sbin/groupadd",
          "/usr/sbin/useradd",
          "/usr/sbin/usermod");
  private static final Set<String> DEBIAN =
      Set.of(
          "/usr/bin/apt-cache",
          "/usr/bin/apt-get",
          "/usr/bin/apt-mark",
          "/usr/bin/dpkg",
          "/usr/bin/dpkg-query",
          "/usr/sbin/update-rc.d");
  private static final Set<String> RED_HAT = Set.of("/usr/bin/rpm", "/usr/bin/yum");

  private ReleaseCommands() {}

  /** Returns their paths. */
  static Set<String> of(Platform platform) {
    Set<String> own =
        switch (platform.family()) {
          case "debian" -> DEBIAN;
          case "rhel", "fedora", "amazon" -> RED_HAT;
          default -> Set.of();
        };
    return Stream.concat(EVERYWHERE.stream(), own.stream()).collect(Collectors.toSet());
  }
}
