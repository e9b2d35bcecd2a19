package dev.ramekin.freeze.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** HTTP clients, made when they are needed: making one takes longer than reading an index. */
final class Clients {
  private final Map<String, String> environment;
  private final Duration connect;
  private final Optional<SSLContext> trust;
  private final Map<HttpClient.Redirect, HttpClient> made =
      new EnumMap<>(HttpClient.Redirect.class);

  /** Takes what they are made with; without {@code trust} Java's own authorities count. */
  Clients(Map<String, String> environment, Duration connect, Optional<SSLContext> trust) {
    this.environment = Map.copyOf(environment);
    this.connect = connect;
    this.trust = trust;
  }

  Clients trusting(SSLContext other) {
    return new Clients(environment, connect, Optional.of(other));
  }

  synchronized HttpClient following(HttpClient.Redirect redirect) {
    return made.computeIfAbsent(redirect, this::make);
  }

  private HttpClient make(HttpClient.Redirect redirect) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(redirect)
            .connectTimeout(connect)
            .proxy(new Proxies(environment));
    trust.ifPresent(builder::sslContext);
    return builder.build();
  }
}
