package dev.ramekin.converters.services;

import java.util.List;

/**
 * Health checks that need nothing but bash, which every Debian and RHEL base image has; curl and nc
 * are in none of them.
 */
public final class Probes {
  private Probes() {}

  /** Returns the argv that succeeds when an HTTP server answers, with whatever status. */
  public static List<String> http(int port) {
    return List.of(
        "bash",
        "-c",
        "exec 3<>/dev/tcp/127.0.0.1/"
            + port
            + " && printf 'GET / HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3"
            + " && read -r -t 4 line <&3 && [ \"${line#HTTP/}\" != \"$line\" ]");
  }

  /** Returns the argv that succeeds when the port accepts a connection. */
  public static List<String> tcp(int port) {
    return List.of("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/" + port);
  }
}
