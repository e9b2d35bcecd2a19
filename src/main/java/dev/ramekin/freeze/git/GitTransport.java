package dev.ramekin.freeze.git;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Proxies;
import dev.ramekin.model.Content;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.transport.NetRCCredentialsProvider;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/** How git servers are reached: proxies, passwords, ssh, patience. */
final class GitTransport {
  private static final int SECONDS = 60;
  private static final int DEEPEST = 5;

  private final Proxies proxies;

  GitTransport(Map<String, String> environment) {
    GitSettings.apply();
    this.proxies = new Proxies(environment);
  }

  <C extends TransportCommand<C, ?>> C set(C command) {
    return command
        .setTimeout(SECONDS)
        .setCredentialsProvider(new NetRCCredentialsProvider())
        .setTransportConfigCallback(this::configure);
  }

  private void configure(Transport transport) {
    if (transport instanceof SshTransport ssh) {
      ssh.setSshSessionFactory(new SshProgram());
    } else if (transport instanceof TransportHttp http) {
      http.setHttpConnectionFactory(new ThroughProxies(proxies));
    }
  }

  /** Connections that go through the proxies of the environment. */
  private record ThroughProxies(Proxies proxies) implements HttpConnectionFactory {
    @Override
    public HttpConnection create(URL url) throws IOException {
      try {
        Proxy proxy = proxies.select(URI.create(url.toString())).get(0);
        return new JDKHttpConnectionFactory().create(url, proxy);
      } catch (IllegalArgumentException exception) {
        throw new MalformedURLException(exception.getMessage());
      }
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
      return create(url);
    }
  }

  /** Says what went wrong, in one line, and without a password. */
  static FetchException problem(String repository, Exception exception) {
    String name = Content.Remote.withoutUser(repository);
    StringBuilder words = new StringBuilder(String.valueOf(exception.getMessage()));
    Throwable cause = exception.getCause();
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause.getMessage() != null && !words.toString().contains(message)) {
        words.append(": ").append(message);
      }
    }
    String line =
        Content.Remote.withoutUser(words.toString().replace(repository, name))
            .strip()
            .replaceAll("\\s*\\R\\s*", "; ");
    return new FetchException(line.startsWith(name) ? line : name + ": " + line);
  }
}
