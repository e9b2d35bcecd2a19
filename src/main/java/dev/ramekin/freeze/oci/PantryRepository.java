package dev.ramekin.freeze.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.model.lock.Digest;
import dev.ramekin.model.lock.Frozen;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A pantry in a registry: an OCI artifact (image manifest 1.1 with an artifact type) whose layers
 * are the files, each under its own hash, so that locks with common files share them. Each lock's
 * set of files has a tag of its own, which keeps a registry from clearing them away.
 */
public final class PantryRepository {
  /** Type of the artifact. */
  static final String ARTIFACT = "application/vnd.ramekin.pantry.v1";

  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String EMPTY = "application/vnd.oci.empty.v1+json";
  private static final String TITLE = "org.opencontainers.image.title";
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
  private static final int TAG_DIGITS = 16;

  private final RegistryClient client;
  private final String repository;

  private PantryRepository(RegistryClient client, String repository) {
    this.client = client;
    this.repository = repository;
  }

  /**
   * Opens the pantry of an address.
   *
   * @param address {@code oci://registry.example.com/team/pantry}
   * @throws FetchException when it names no repository
   */
  public static PantryRepository open(
      URI address, Fetcher fetcher, Credentials credentials, DaemonSettings daemon)
      throws FetchException {
    String path = Optional.ofNullable(address.getPath()).orElse("").replaceAll("^/+|/+$", "");
    String host = Optional.ofNullable(address.getAuthority()).orElse("");
    Optional<ImageReference> reference = ImageReference.parse(host + "/" + path);
    if (path.isEmpty() || host.isEmpty() || reference.isEmpty()) {
      throw new FetchException(
          address + " names no repository; expected oci://registry/repository");
    }
    Registries registries = new Registries(fetcher, credentials, daemon);
    FetchException problem = new FetchException(address + " cannot be reached");
    for (URI candidate : registries.withScheme(host)) {
      try {
        RegistryClient client = registries.client(candidate, host);
        client.has(path, "sha256:" + Hashes.of(NOTHING));
        return new PantryRepository(client, path);
      } catch (FetchException exception) {
        problem = exception;
      }
    }
    throw problem;
  }

  /**
   * Puts a file to its place, once its hash is right.
   *
   * @throws FetchException when the registry does not have it, or something else
   */
  public void bring(Frozen file, Path target) throws FetchException {
    String owner = ProcessHandle.current().pid() + "-" + Thread.currentThread().getId();
    Path part = target.resolveSibling(target.getFileName() + ".oci-" + owner);
    try (InputStream stream = client.blob(repository, blob(file.digest()))) {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.copy(stream, part, StandardCopyOption.REPLACE_EXISTING);
      if (!Hashes.of(part, file.digest().algorithm()).equals(file.digest().hex())) {
        throw new FetchException("the registry has something else under " + blob(file.digest()));
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException exception) {
      throw new FetchException(
          "%s from the registry to %s: %s".formatted(file.title(), target, exception));
    } finally {
      deleteQuietly(part);
    }
  }

  /** Blobs may be named by SHA-256 or SHA-512 (OCI image specification, digests). */
  private static String blob(Digest digest) throws FetchException {
    if (digest.algorithm() == Digest.Algorithm.SHA1) {
      throw new FetchException("a registry keeps no file that is known by its SHA-1 only");
    }
    return digest.algorithm().word() + ":" + digest.hex();
  }

  /**
   * Puts files there that it does not have yet, and a tag for all.
   *
   * @param pantry where they are, checked
   * @param progress hears of every file that is there
   * @return the reference of the artifact: {@code team/pantry:lock-0123456789abcdef}
   * @throws FetchException when the registry does not take them
   */
  public String publish(Collection<Frozen> files, Path pantry, Consumer<String> progress)
      throws FetchException {
    ObjectNode manifest = new ObjectMapper().createObjectNode();
    manifest.put("schemaVersion", 2).put("mediaType", MANIFEST).put("artifactType", ARTIFACT);
    try {
      manifest.set("config", nothing());
      ArrayNode layers = manifest.putArray("layers");
      for (Frozen file : files) {
        Path path = pantry.resolve(file.pantryPath());
        String digest = blob(file.digest());
        if (!client.has(repository, digest)) {
          client.upload(repository, digest, path);
        }
        layers.add(layer(file, digest, Files.size(path)));
        progress.accept(file.title());
      }
      byte[] bytes = new ObjectMapper().writeValueAsBytes(manifest);
      String tag = "lock-" + Hashes.of(bytes).substring(0, TAG_DIGITS);
      client.putManifest(repository, tag, MANIFEST, bytes);
      return repository + ":" + tag;
    } catch (IOException exception) {
      throw new FetchException("the pantry cannot be read: " + exception);
    }
  }

  private JsonNode nothing() throws FetchException, IOException {
    String digest = "sha256:" + Hashes.of(NOTHING);
    if (!client.has(repository, digest)) {
      Path file = Files.createTempFile("ramekin", ".json");
      try {
        Files.write(file, NOTHING);
        client.upload(repository, digest, file);
      } finally {
        Files.deleteIfExists(file);
      }
    }
    return new ObjectMapper()
        .createObjectNode()
        .put("mediaType", EMPTY)
        .put("digest", digest)
        .put("size", NOTHING.length);
  }

  private static JsonNode layer(Frozen file, String digest, long size) {
    ObjectNode layer = new ObjectMapper().createObjectNode();
    String type =
        file.pantryPath().endsWith(".deb")
            ? "application/vnd.debian.binary-package"
            : "application/octet-stream";
    layer.put("mediaType", type).put("digest", digest).put("size", size);
    layer.putObject("annotations").put(TITLE, file.pantryPath());
    return layer;
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException exception) {
      // A left-over beside the pantry's files does no harm.
      return;
    }
  }
}
