package dev.ramekin.freeze.oci;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Opens clients of registries with what docker knows of them: logins, authorities, insecure ones.
 */
final class Registries {
  private final Fetcher fetcher;
  private final Credentials credentials;
  private final DaemonSettings daemon;

  Registries(Fetcher fetcher, Credentials credentials, DaemonSettings daemon) {
    this.fetcher = fetcher;
    this.credentials = credentials;
    this.daemon = daemon;
  }

  /**
   * Returns a client.
   *
   * @param name what its login and certificates are filed under
   */
  RegistryClient client(URI address, String name) throws FetchException {
    try {
      Fetcher trusting = daemon.trust(name).map(fetcher::trusting).orElse(fetcher);
      return new RegistryClient(trusting, address, credentials.login(name));
    } catch (IOException exception) {
      throw new FetchException("the certificates for " + name + " cannot be read: " + exception);
    }
  }

  /**
   * As docker does: a registry on this machine needs no TLS, and one that is named as insecure is
   * asked without it when it has none.
   */
  List<URI> withScheme(String host) {
    URI secure = URI.create("https://" + host);
    URI plain = URI.create("http://" + host);
    if (daemon.isInsecure(host)) {
      return List.of(secure, plain);
    }
    boolean here = host.startsWith("127.") || host.startsWith("localhost");
    return List.of(here && !daemon.hasCertificates(host) ? plain : secure);
  }
}
