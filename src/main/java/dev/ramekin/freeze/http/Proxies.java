package dev.ramekin.freeze.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses proxies by {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and {@code
 * no_proxy}, as curl does.
 */
public final class Proxies extends ProxySelector {
  private static final int DEFAULT_PORT = 80;

  private final Map<String, String> environment;

  /** Takes the variables. */
  public Proxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    Optional<String> proxy =
        variable(String.valueOf(uri.getScheme()) + "_proxy").or(() -> variable("all_proxy"));
    if (proxy.isEmpty() || isExcepted(host)) {
      return List.of(Proxy.NO_PROXY);
    }
    String address = proxy.get().contains("://") ? proxy.get() : "http://" + proxy.get();
    URI parsed = URI.create(address);
    int port = parsed.getPort() < 0 ? DEFAULT_PORT : parsed.getPort();
    return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(parsed.getHost(), port)));
  }

  /**
   * {@code http_proxy} counts in lower case only, since a CGI program gets the other by a header.
   */
  private Optional<String> variable(String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty() && !name.equals("http_proxy")) {
      value = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
    }
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /** A name in {@code no_proxy} stands for itself and all names below it; {@code *} for all. */
  private boolean isExcepted(String host) {
    for (String entry : variable("no_proxy").orElse("").split("[,\\s]+")) {
      String name = entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
      if (entry.equals("*")
          || !name.isEmpty() && (host.equals(name) || host.endsWith("." + name))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException exception) {
    // Whoever sends the request gets the exception.
  }
}
