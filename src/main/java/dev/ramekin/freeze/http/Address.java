package dev.ramekin.freeze.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a request goes, and as whom.
 *
 * @param uri without user and password, so that it may be shown
 * @param authorization value of the header; empty for nobody
 */
record Address(URI uri, Optional<String> authorization) {
  /** Takes user and password out of an address. */
  static Address of(URI uri) {
    String user = uri.getRawUserInfo();
    if (user == null) {
      return new Address(uri, Optional.empty());
    }
    try {
      URI plain =
          new URI(
              uri.getScheme(),
              null,
              uri.getHost(),
              uri.getPort(),
              uri.getPath(),
              uri.getQuery(),
              null);
      byte[] bytes =
          URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8)
              .getBytes(StandardCharsets.UTF_8);
      String basic = Base64.getEncoder().encodeToString(bytes);
      return new Address(plain, Optional.of("Basic " + basic));
    } catch (URISyntaxException exception) {
      throw new IllegalArgumentException(exception);
    }
  }

  HttpRequest.Builder request() {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    authorization.ifPresent(it -> request.header("Authorization", it));
    return request;
  }

  /**
   * Returns where an answer leads; empty when it leads nowhere, or from https to http. Credentials
   * go along to the same host only.
   */
  Optional<Address> redirected(HttpResponse<?> response) {
    Optional<String> location = response.headers().firstValue("Location");
    if (response.statusCode() / 100 != 3 || location.isEmpty()) {
      return Optional.empty();
    }
    URI next;
    try {
      next = uri.resolve(location.get());
    } catch (IllegalArgumentException exception) {
      return Optional.empty();
    }
    boolean safe = "https".equals(next.getScheme()) || next.getScheme().equals(uri.getScheme());
    boolean same =
        next.getRawAuthority() != null && next.getRawAuthority().equals(uri.getRawAuthority());
    return safe
        ? Optional.of(new Address(next, same ? authorization : Optional.empty()))
        : Optional.empty();
  }
}
