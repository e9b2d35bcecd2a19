package dev.ramekin.freeze.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks registries what an image's tag means and which packages it holds. Mirrors of Docker Hub are
 * asked before Docker Hub itself.
 */
public final class ImageRegistry {
  private static final String STATUS = "var/lib/dpkg/status";
  private static final URI HUB = URI.create("https://registry-1.docker.io");

  private final Registries registries;
  private final List<String> mirrors;
  private final CacheFolder cache;

  /**
   * An image as a registry has it.
   *
   * @param digest of the index, or of the manifest where there is no index
   * @param platforms manifest digest by platform: {@code linux/amd64}
   */
  public record RemoteImage(String digest, Map<String, String> platforms) {
    public RemoteImage {
      platforms = Collections.unmodifiableMap(new TreeMap<>(platforms));
    }
  }

  /**
   * Takes what it works with.
   *
   * @param mirrors addresses of Docker Hub mirrors, best first
   */
  public ImageRegistry(
      Fetcher fetcher,
      Credentials credentials,
      DaemonSettings daemon,
      List<String> mirrors,
      CacheFolder cache) {
    this.registries = new Registries(fetcher, credentials, daemon);
    this.mirrors = List.copyOf(mirrors);
    this.cache = cache;
  }

  /**
   * Returns what a reference means now.
   *
   * @throws FetchException when no registry can tell; names each that was asked
   */
  public RemoteImage resolve(ImageReference reference) throws FetchException {
    return ask(
        reference,
        client -> {
          RegistryClient.Manifest manifest =
              client.manifest(reference.repository(), reference.version());
          return manifest.isIndex()
              ? ofIndex(reference, manifest)
              : ofManifest(client, reference, manifest);
        });
  }

  private static RemoteImage ofIndex(ImageReference reference, RegistryClient.Manifest index)
      throws FetchException {
    Map<String, String> platforms = new TreeMap<>();
    for (JsonNode child : index.children()) {
      JsonNode platform = child.path("platform");
      String name = platform.path("os").asText() + "/" + platform.path("architecture").asText();
      String variant = platform.path("variant").asText("");
      if (!name.equals("unknown/unknown")) {
        platforms.put(
            variant.isEmpty() ? name : name + "/" + variant, child.path("digest").asText());
      }
    }
    if (platforms.isEmpty()) {
      // Docker Hub shows an index without platforms while an image is being rebuilt.
      throw new FetchException(reference + ": the image has no platform at the moment");
    }
    return new RemoteImage(index.digest(), platforms);
  }

  private static RemoteImage ofManifest(
      RegistryClient client, ImageReference reference, RegistryClient.Manifest manifest)
      throws FetchException {
    String configuration = manifest.json().path("config").path("digest").asText();
    try (InputStream stream = client.blob(reference.repository(), configuration)) {
      JsonNode json = new ObjectMapper().readTree(stream);
      String platform = json.path("os").asText("linux") + "/" + json.path("architecture").asText();
      return new RemoteImage(manifest.digest(), Map.of(platform, manifest.digest()));
    } catch (IOException exception) {
      throw new FetchException(reference + ": the configuration cannot be read: " + exception);
    }
  }

  /**
   * Returns the dpkg status file of an image, from the cache or from its layers.
   *
   * @param manifestDigest digest of the platform's manifest
   */
  public String status(ImageReference reference, String manifestDigest) throws FetchException {
    Optional<String> kept = keptStatus(manifestDigest);
    if (kept.isPresent()) {
      return kept.get();
    }
    ImageReference exact = reference.at(manifestDigest);
    String status = ask(exact, client -> statusOfLayers(client, exact));
    try {
      CacheFolder.write(statusFile(manifestDigest), status.getBytes(StandardCharsets.UTF_8));
    } catch (IOException exception) {
      throw new FetchException("the cache cannot be written: " + exception);
    }
    return status;
  }

  /** Returns the dpkg status file of an image that was looked at before. */
  public Optional<String> keptStatus(String manifestDigest) {
    try {
      Path file = statusFile(manifestDigest);
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException exception) {
      return Optional.empty();
    }
  }

  private Path statusFile(String manifestDigest) {
    return cache.file("images", manifestDigest.replace(':', '-') + ".status");
  }

  private static String statusOfLayers(RegistryClient client, ImageReference reference)
      throws FetchException {
    RegistryClient.Manifest manifest = client.manifest(reference.repository(), reference.version());
    List<JsonNode> layers = new ArrayList<>();
    manifest.json().path("layers").forEach(layers::add);
    Collections.reverse(layers);
    for (JsonNode layer : layers) {
      String digest = layer.path("digest").asText();
      try (InputStream stream = client.blob(reference.repository(), digest)) {
        Optional<String> status = LayerReader.read(stream, digest, STATUS);
        if (status.isPresent()) {
          return status.get();
        }
      } catch (IOException exception) {
        throw new FetchException(reference + ": " + exception.getMessage());
      }
    }
    throw new FetchException(reference + ": the image has no " + STATUS);
  }

  /** A question to one registry. */
  private interface Question<T> {
    T ask(RegistryClient client) throws FetchException;
  }

  private <T> T ask(ImageReference reference, Question<T> question) throws FetchException {
    List<String> problems = new ArrayList<>();
    for (URI address : addresses(reference)) {
      try {
        String name = address.equals(HUB) ? reference.registry() : address.getAuthority();
        return question.ask(registries.client(address, name));
      } catch (FetchException exception) {
        problems.add(exception.getMessage());
      }
    }
    throw new FetchException(String.join("; ", problems));
  }

  private List<URI> addresses(ImageReference reference) {
    List<URI> addresses = new ArrayList<>();
    if (reference.registry().equals(ImageReference.DOCKER_HUB)) {
      for (String mirror : mirrors) {
        addresses.addAll(
            mirror.contains("://") ? List.of(URI.create(mirror)) : registries.withScheme(mirror));
      }
      addresses.add(HUB);
    } else {
      addresses.addAll(registries.withScheme(reference.registry()));
    }
    return addresses;
  }
}
