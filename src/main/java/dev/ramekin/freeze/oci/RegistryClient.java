package dev.ramekin.freeze.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Speaks the OCI distribution protocol (registry v2) with one registry. */
final class RegistryClient {
  private static final String MANIFEST_TYPES =
      String.join(
          ", ",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json");
  private static final int MOST_REDIRECTS = 5;

  /** As registries have it themselves (OCI distribution specification, manifests). */
  private static final int MOST_MANIFEST = 4 << 20;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;

  private final Fetcher fetcher;
  private final URI base;
  private final Optional<Login> login;
  private final Map<String, String> authorizations = new ConcurrentHashMap<>();

  /**
   * Takes the registry's address.
   *
   * @param base {@code https://registry-1.docker.io}
   * @param login how the user is known there
   */
  RegistryClient(Fetcher fetcher, URI base, Optional<Login> login) {
    this.fetcher = fetcher;
    this.base = base;
    this.login = login;
  }

  /**
   * A manifest or an index.
   *
   * @param digest of its bytes
   */
  record Manifest(String digest, JsonNode json) {
    boolean isIndex() {
      return json.has("manifests");
    }

    List<JsonNode> children() {
      return json.path("manifests").findParents("digest");
    }
  }

  /**
   * Returns a manifest or an index.
   *
   * @param version tag or digest
   */
  Manifest manifest(String repository, String version) throws FetchException {
    URI uri = resolve("/v2/" + repository + "/manifests/" + version);
    HttpResponse<byte[]> response =
        get(uri, repository, MANIFEST_TYPES, BodyHandlers.ofByteArray());
    if (response.body().length > MOST_MANIFEST) {
      throw new FetchException(uri + ": the manifest has more than " + MOST_MANIFEST + " bytes");
    }
    String digest = "sha256:" + Hashes.of(response.body());
    if (version.startsWith("sha256:") && !digest.equals(version)) {
      throw new FetchException(uri + ": the registry answers with " + digest);
    }
    try {
      Manifest manifest = new Manifest(digest, new ObjectMapper().readTree(response.body()));
      if (!manifest.isIndex() && !manifest.json().has("config")) {
        throw new FetchException(
            uri + ": the image is kept in a form that engines no longer read (schema 1)");
      }
      return manifest;
    } catch (IOException exception) {
      throw new FetchException(uri + ": the manifest is no JSON");
    }
  }

  /** Opens a blob; the caller checks its hash and closes it. */
  InputStream blob(String repository, String digest) throws FetchException {
    URI uri = resolve("/v2/" + repository + "/blobs/" + digest);
    return get(uri, repository, "*/*", BodyHandlers.ofInputStream()).body();
  }

  private URI resolve(String path) {
    String text = base.toString();
    return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
  }

  /** Returns whether the registry has a blob. */
  boolean has(String repository, String digest) throws FetchException {
    URI uri = resolve("/v2/" + repository + "/blobs/" + digest);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method("HEAD", BodyPublishers.noBody());
    int status = send(request, repository, BodyHandlers.discarding()).statusCode();
    if (status == NOT_FOUND) {
      return false;
    }
    check(uri, status / 100 == 3 ? OK : status);
    return true;
  }

  /**
   * Puts a blob into the registry, in one piece.
   *
   * @param file its content
   */
  void upload(String repository, String digest, Path file) throws FetchException {
    URI uri = resolve("/v2/" + repository + "/blobs/uploads/");
    HttpRequest.Builder begin = HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody());
    HttpResponse<Void> begun = send(begin, repository, BodyHandlers.discarding());
    expect(uri, begun.statusCode(), ACCEPTED);
    URI place = uri.resolve(begun.headers().firstValue("Location").orElse(""));
    String separator = place.getQuery() == null ? "?" : "&";
    try {
      HttpRequest.Builder put =
          HttpRequest.newBuilder(URI.create(place + separator + "digest=" + digest))
              .header("Content-Type", "application/octet-stream")
              .PUT(BodyPublishers.ofFile(file));
      expect(uri, send(put, repository, BodyHandlers.discarding()).statusCode(), CREATED);
    } catch (FileNotFoundException exception) {
      throw new FetchException(file + ": there is no such file");
    }
  }

  /** Puts a manifest into the registry. */
  void putManifest(String repository, String tag, String type, byte[] manifest)
      throws FetchException {
    URI uri = resolve("/v2/" + repository + "/manifests/" + tag);
    HttpRequest.Builder put =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofByteArray(manifest));
    expect(uri, send(put, repository, BodyHandlers.discarding()).statusCode(), CREATED);
  }

  private void expect(URI uri, int status, int expected) throws FetchException {
    if (status != expected) {
      check(uri, status);
      throw new FetchException(uri + ": the registry answers " + status);
    }
  }

  private <T> HttpResponse<T> get(URI uri, String repository, String accept, BodyHandler<T> handler)
      throws FetchException {
    HttpResponse<T> response =
        send(HttpRequest.newBuilder(uri).header("Accept", accept), repository, handler);
    for (int count = 0; isRedirect(response) && count < MOST_REDIRECTS; count++) {
      URI next = response.uri().resolve(response.headers().firstValue("Location").orElse(""));
      response = fetcher.sendStraight(HttpRequest.newBuilder(next).build(), handler);
    }
    check(uri, response.statusCode());
    return response;
  }

  private void check(URI uri, int status) throws FetchException {
    if (status == NOT_FOUND) {
      throw FetchException.missing(uri + ": the registry does not have it");
    }
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      throw new FetchException(
          "%s: %d, the registry does not give it to %s; log in with `docker login %s`"
              .formatted(
                  uri,
                  status,
                  login.isPresent() ? "the login in docker's configuration" : "everybody",
                  base.getAuthority()));
    }
    if (status == TOO_MANY_REQUESTS) {
      throw new FetchException(
          uri + ": the registry was asked too often; log in, wait, or name a mirror of it");
    }
    if (status != OK) {
      throw new FetchException(uri + ": the registry answers " + status);
    }
  }

  private static boolean isRedirect(HttpResponse<?> response) {
    return response.statusCode() / 100 == 3;
  }

  /** Sends a request, once more with what the registry's challenge asks for. */
  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, String repository, BodyHandler<T> handler)
      throws FetchException {
    HttpResponse<T> response = sendOnce(request, repository, handler);
    return response.statusCode() == UNAUTHORIZED && authorize(response, repository)
        ? sendOnce(request, repository, handler)
        : response;
  }

  private <T> HttpResponse<T> sendOnce(
      HttpRequest.Builder request, String repository, BodyHandler<T> handler)
      throws FetchException {
    Optional.ofNullable(authorizations.get(repository))
        .ifPresent(it -> request.setHeader("Authorization", it));
    return fetcher.sendStraight(request.build(), handler);
  }

  /** Answers the registry's challenge; returns whether there is something to answer with. */
  private boolean authorize(HttpResponse<?> response, String repository) throws FetchException {
    List<Challenge> challenges = Challenge.of(response.headers().allValues("WWW-Authenticate"));
    Optional<Challenge> bearer = Challenge.find(challenges, "bearer");
    if (bearer.isPresent()) {
      authorizations.put(
          repository,
          new TokenClient(fetcher, login).authorization(base, bearer.get(), repository));
      return true;
    }
    boolean basic = Challenge.find(challenges, "basic").isPresent();
    if (basic && login.orElse(null) instanceof Login.Password password) {
      authorizations.put(repository, password.header());
      return true;
    }
    return false;
  }
}
