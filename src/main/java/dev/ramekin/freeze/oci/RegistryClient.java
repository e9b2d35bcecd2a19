package dev.ramekin.freeze.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks the OCI distribution protocol (registry v2) with one registry. */
final class RegistryClient {
  private static final String MANIFEST_TYPES =
      String.join(
          ", ",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json");
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final int MOST_REDIRECTS = 5;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  private final Fetcher fetcher;
  private final URI base;
  private final Optional<String> basic;
  private final Map<String, String> authorizations = new TreeMap<>();

  /**
   * Takes the registry's address.
   *
   * @param base {@code https://registry-1.docker.io}
   * @param basic credentials in Base64
   */
  RegistryClient(Fetcher fetcher, URI base, Optional<String> basic) {
    this.fetcher = fetcher;
    this.base = base;
    this.basic = basic;
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
    String digest = "sha256:" + Hashes.of(response.body());
    if (version.startsWith("sha256:") && !digest.equals(version)) {
      throw new FetchException(uri + ": the registry answers with " + digest);
    }
    try {
      return new Manifest(digest, new ObjectMapper().readTree(response.body()));
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
    if (response.statusCode() == NOT_FOUND) {
      throw FetchException.missing(uri + ": the registry does not have it");
    }
    if (response.statusCode() != OK) {
      throw new FetchException(uri + ": the registry answers " + response.statusCode());
    }
    return response;
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
    String challenge = response.headers().firstValue("WWW-Authenticate").orElse("");
    if (challenge.startsWith("Bearer ")) {
      authorizations.put(repository, "Bearer " + token(challenge, repository));
      return true;
    }
    basic.ifPresent(it -> authorizations.put(repository, "Basic " + it));
    return challenge.startsWith("Basic ") && basic.isPresent();
  }

  private String token(String challenge, String repository) throws FetchException {
    Map<String, String> parameters = new TreeMap<>();
    Matcher matcher = PARAMETER.matcher(challenge);
    while (matcher.find()) {
      parameters.put(matcher.group(1), matcher.group(2));
    }
    String scope = parameters.getOrDefault("scope", "repository:" + repository + ":pull");
    URI uri =
        URI.create(
            parameters.getOrDefault("realm", "")
                + "?service="
                + encode(parameters.getOrDefault("service", ""))
                + "&scope="
                + encode(scope));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    basic.ifPresent(it -> request.header("Authorization", "Basic " + it));
    HttpResponse<byte[]> response = fetcher.send(request.build(), BodyHandlers.ofByteArray());
    if (response.statusCode() != OK) {
      throw new FetchException(
          base + ": no access to " + repository + " (" + response.statusCode() + ")");
    }
    try {
      JsonNode json = new ObjectMapper().readTree(response.body());
      return json.path("token").asText(json.path("access_token").asText(""));
    } catch (IOException exception) {
      throw new FetchException(uri.getHost() + ": the token answer is no JSON");
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
