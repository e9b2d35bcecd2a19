package dev.ramekin.freeze.oci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Passwords for registries as the docker command line keeps them: {@code ~/.docker/config.json}
 * with what {@code docker login} wrote, or with the names of programs that keep them.
 */
public final class Credentials {
  private static final String HUB_KEY = "https://index.docker.io/v1/";

  private final JsonNode configuration;

  private Credentials(JsonNode configuration) {
    this.configuration = configuration;
  }

  /** Reads the file that {@code DOCKER_CONFIG} or the home folder leads to; none is fine. */
  public static Credentials ofUser(Map<String, String> environment) {
    String folder =
        environment.getOrDefault(
            "DOCKER_CONFIG", environment.getOrDefault("HOME", "/root") + "/.docker");
    return read(Path.of(folder).resolve("config.json"));
  }

  static Credentials read(Path file) {
    return new Credentials(json(file));
  }

  static JsonNode json(Path file) {
    ObjectMapper mapper = new ObjectMapper();
    try {
      return Files.isReadable(file)
          ? mapper.readTree(Files.readAllBytes(file))
          : mapper.createObjectNode();
    } catch (JsonProcessingException exception) {
      return mapper.createObjectNode();
    } catch (IOException exception) {
      return mapper.createObjectNode();
    }
  }

  /** Returns how the user is known to a registry; a program for that registry alone comes first. */
  Optional<Login> login(String registry) {
    String key = registry.equals(ImageReference.DOCKER_HUB) ? HUB_KEY : registry;
    String own = configuration.path("credHelpers").path(key).asText("");
    String store = own.isEmpty() ? configuration.path("credsStore").asText("") : own;
    Optional<Login> kept =
        store.isEmpty()
            ? Optional.empty()
            : new CredentialHelper("docker-credential-" + store).get(key);
    return kept.or(() -> written(key));
  }

  private Optional<Login> written(String key) {
    for (String candidate :
        List.of(key, "https://" + key, "http://" + key, "https://" + key + "/v1/")) {
      JsonNode entry = configuration.path("auths").path(candidate);
      String token = entry.path("identitytoken").asText("");
      if (!token.isEmpty()) {
        return Optional.of(new Login.IdentityToken(token));
      }
      Optional<Login> password = password(entry);
      if (password.isPresent()) {
        return password;
      }
    }
    return Optional.empty();
  }

  private static Optional<Login> password(JsonNode entry) {
    String user = entry.path("username").asText("");
    String secret = entry.path("password").asText("");
    String both = entry.path("auth").asText("");
    if (!both.isEmpty()) {
      String plain = decoded(both);
      int colon = plain.indexOf(':');
      user = colon < 0 ? "" : plain.substring(0, colon);
      secret = colon < 0 ? "" : plain.substring(colon + 1);
    }
    return user.isEmpty() ? Optional.empty() : Optional.of(new Login.Password(user, secret));
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException exception) {
      return "";
    }
  }
}
