package dev.ramekin.freeze.oci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the docker command line knows of registries: passwords in {@code ~/.docker/config.json} (as
 * {@code docker login} leaves them without a helper program), mirrors in the daemon's {@code
 * daemon.json}.
 */
public final class Credentials {
  private static final String HUB_KEY = "https://index.docker.io/v1/";

  private final JsonNode logins;

  private Credentials(JsonNode logins) {
    this.logins = logins;
  }

  /** Reads the file that {@code DOCKER_CONFIG} or the home folder leads to; none is fine. */
  public static Credentials ofUser(Map<String, String> environment) {
    String folder =
        environment.getOrDefault(
            "DOCKER_CONFIG", environment.getOrDefault("HOME", "/root") + "/.docker");
    return read(Path.of(folder).resolve("config.json"));
  }

  static Credentials read(Path file) {
    return new Credentials(json(file).path("auths"));
  }

  /** Returns the mirrors of Docker Hub that a daemon is configured with. */
  public static List<String> daemonMirrors(Path daemonJson) {
    List<String> mirrors = new ArrayList<>();
    json(daemonJson).path("registry-mirrors").forEach(it -> mirrors.add(it.asText()));
    return mirrors;
  }

  private static JsonNode json(Path file) {
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

  /** Returns what follows {@code Basic } in the Authorization header for a registry. */
  Optional<String> basic(String registry) {
    String key = registry.equals(ImageReference.DOCKER_HUB) ? HUB_KEY : registry;
    for (String candidate : List.of(key, "https://" + key, "http://" + key)) {
      String auth = logins.path(candidate).path("auth").asText("");
      if (!auth.isEmpty()) {
        return Optional.of(auth);
      }
    }
    return Optional.empty();
  }
}
