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

  /**
   * Returns the argv that succeeds when the first line a server sends is as expected.
   *
   * @param send what is said first, with the escapes of {@code printf}; may be empty
   * @param expected extended regular expression
   */
  public static List<String> answer(int port, String send, String expected) {
    String say = send.isEmpty() ? "" : " && printf '" + send.replace("'", "'\\''") + "' >&3";
    return List.of(
        "bash",
        "-c",
        "exec 3<>/dev/tcp/127.0.0.1/"
            + port
            + say
            + " && read -r -t 4 line <&3 && [[ $line =~ $0 ]]",
        expected);
  }

  /**
   * Returns the argv that succeeds when a name server answers over UDP, if only to refuse: it is
   * asked for the name servers of the root (RFC 1035, 4.1) and the answer begins with the number of
   * the question.
   */
  public static List<String> dns(int port) {
    return List.of(
        "bash",
        "-c",
        "exec 3<>/dev/udp/127.0.0.1/"
            + port
            + " && printf '\\x12\\x34\\1\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\0\\2\\0\\1' >&3"
            + " && read -r -t 4 -N 1 first <&3 && [ \"$first\" = $'\\x12' ]");
  }

  /** Returns the argv that succeeds when there is a unix socket. */
  public static List<String> socket(String path) {
    return List.of("test", "-S", path);
  }

  /**
   * Returns the argv that succeeds when a process of that name runs.
   *
   * @param name as the kernel has it: the program's file name, 15 characters at most (proc(5))
   */
  public static List<String> process(String name) {
    return List.of(
        "sh",
        "-c",
        "for file in /proc/[0-9]*/comm; do"
            + " read -r name <\"$file\" && [ \"$name\" = \"$0\" ] && exit; done 2>/dev/null; exit 1",
        name);
  }
}
