package dev.ramekin.freeze.oci;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Signs tokens that a registry believes: to {@code me} with {@code secret} by GET, to the bearer of
 * the identity token {@code refresh} by POST. The registry itself checks what it is given.
 */
final class TokenServer implements AutoCloseable {
  private final HttpServer server;
  private final TestCertificates certificates;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  TokenServer(TestCertificates certificates) throws IOException {
    this.certificates = certificates;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::answer);
    server.start();
  }

  String realm() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean post = exchange.getRequestMethod().equals("POST");
      String text =
          post
              ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
              : exchange.getRequestURI().getRawQuery();
      Map<String, String> form = form(text);
      asked.add(exchange.getRequestMethod() + " " + form.getOrDefault("scope", ""));
      String expected =
          Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
      String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      boolean known =
          post
              ? form.getOrDefault("refresh_token", "").equals("refresh")
              : given.equals("Basic " + expected);
      if (!known) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      String name = post ? "access_token" : "token";
      byte[] body = "{\"%s\":\"%s\"}".formatted(name, token(form)).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (GeneralSecurityException exception) {
      throw new IOException(exception);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  private String token(Map<String, String> form) throws GeneralSecurityException {
    String[] scope = form.getOrDefault("scope", "").split(":");
    long now = Instant.now().getEpochSecond();
    String header =
        "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5c\":[\"%s\"]}"
            .formatted(Base64.getEncoder().encodeToString(certificates.server().getEncoded()));
    String claims =
        "{\"iss\":\"test\",\"sub\":\"me\",\"aud\":\"%s\",\"exp\":%d,\"nbf\":%d,\"iat\":%d,\"jti\":\"1\","
                .formatted(form.get("service"), now + 300, now - 10, now)
            + "\"access\":[{\"type\":\"%s\",\"name\":\"%s\",\"actions\":[\"pull\"]}]}"
                .formatted(scope[0], scope[1]);
    String signed =
        encoded(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + encoded(claims.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(certificates.serverKey());
    signature.update(signed.getBytes(StandardCharsets.UTF_8));
    return signed + "." + encoded(signature.sign());
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
