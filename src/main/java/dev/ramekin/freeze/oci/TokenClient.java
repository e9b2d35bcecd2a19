package dev.ramekin.freeze.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gets bearer tokens from the token server a registry names: by GET with a password or nothing, by
 * OAuth 2 with an identity token (the specification of the Distribution project).
 */
final class TokenClient {
  private static final int OK = 200;

  private final Fetcher fetcher;
  private final Optional<Login> login;

  TokenClient(Fetcher fetcher, Optional<Login> login) {
    this.fetcher = fetcher;
    this.login = login;
  }

  /**
   * Returns the value of the Authorization header.
   *
   * @param registry for messages
   */
  String authorization(URI registry, Challenge challenge, String repository) throws FetchException {
    Map<String, String> form = new TreeMap<>();
    String scope = challenge.parameter("scope");
    form.put("scope", scope.isEmpty() ? "repository:" + repository + ":pull" : scope);
    form.put("service", challenge.parameter("service"));
    HttpResponse<byte[]> response = send(registry, challenge.parameter("realm"), form);
    if (response.statusCode() != OK) {
      throw new FetchException(
          "%s: %s gives no access to %s (%d)"
              .formatted(
                  registry,
                  login.isPresent() ? "the login in docker's configuration" : "being nobody",
                  repository,
                  response.statusCode()));
    }
    try {
      JsonNode json = new ObjectMapper().readTree(response.body());
      return "Bearer " + json.path("token").asText(json.path("access_token").asText(""));
    } catch (IOException exception) {
      throw new FetchException(registry + ": the token server's answer is no JSON");
    }
  }

  private HttpResponse<byte[]> send(URI registry, String realm, Map<String, String> form)
      throws FetchException {
    try {
      if (login.orElse(null) instanceof Login.IdentityToken identity) {
        form.put("grant_type", "refresh_token");
        form.put("client_id", "ramekin");
        form.put("refresh_token", identity.token());
        HttpRequest.Builder request =
            HttpRequest.newBuilder(URI.create(realm))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form)));
        return fetcher.send(request.build(), BodyHandlers.ofByteArray());
      }
      String separator = realm.contains("?") ? "&" : "?";
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(realm + separator + encoded(form)));
      if (login.orElse(null) instanceof Login.Password password) {
        request.header("Authorization", password.header());
      }
      return fetcher.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IllegalArgumentException exception) {
      throw new FetchException(registry + ": its token server '" + realm + "' is no address");
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
