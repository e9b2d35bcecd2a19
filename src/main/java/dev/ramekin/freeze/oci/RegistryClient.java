package dev.ramekin.freeze.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

  private final Fetcher fetcher;
  private final URI base;
  private final Optional<Login> login;
  private final Map<String, String> authorizations = new TreeMap<>();

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

  private <T> HttpResponse<T> get(URI uri, String repository, String accept, BodyHandler<T> handler)
      throws FetchException {
    HttpResponse<T> response = send(uri, repository, accept, handler);
    if (response.statusCode() == UNAUTHORIZED && authorize(response, repository)) {
      response = send(uri, repository, accept, handler);
    }
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

  private <T> HttpResponse<T> send(
      URI uri, String repository, String accept, BodyHandler<T> handler) throws FetchException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", accept);
    Optional.ofNullable(authorizations.get(repository))
        .ifPresent(it -> request.header("Authorization", it));
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
