package dev.ramekin.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Knocks at a port that a service shows to the outside. */
final class PublishedPort {
  private static final int MILLISECONDS = 5000;

  private PublishedPort() {}

  static CheckResult check(ServiceChecks checks, int port) {
    Optional<String> answer = knock(port);
    return new CheckResult(
        checks.service(),
        "published",
        Integer.toString(port),
        "takes connections",
        answer.orElse("refuses connections"),
        answer.isPresent(),
        checks.source());
  }

  /**
   * Connects and asks as a browser would; returns the first line of an HTTP answer if it is one.
   */
  static Optional<String> knock(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLISECONDS);
      socket.setSoTimeout(MILLISECONDS);
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return Optional.of(firstLine(socket));
    } catch (IOException exception) {
      return Optional.empty();
    }
  }

  private static String firstLine(Socket socket) throws IOException {
    try {
      String line =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
              .readLine();
      return line != null && line.startsWith("HTTP/")
          ? "takes connections (" + line + ")"
          : "takes connections";
    } catch (SocketTimeoutException silent) {
      return "takes connections";
    }
  }
}
