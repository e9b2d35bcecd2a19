package dev.ramekin.freeze.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * What docker's daemon on this machine is told of registries: mirrors and registries without TLS in
 * {@code /etc/docker/daemon.json}, certificate authorities in {@code
 * /etc/docker/certs.d/HOST/*.crt}.
 */
public final class DaemonSettings {
  private final Path folder;
  private final JsonNode settings;

  /** Takes the folder, usually {@code /etc/docker}; it need not be there. */
  public DaemonSettings(Path folder) {
    this.folder = folder;
    this.settings = Credentials.json(folder.resolve("daemon.json"));
  }

  /** Returns the mirrors of Docker Hub. */
  public List<String> mirrors() {
    return texts("registry-mirrors");
  }

  /** Returns whether a registry is named as one that may have no TLS. */
  boolean isInsecure(String host) {
    return texts("insecure-registries").contains(host);
  }

  /** Returns whether a registry has certificate authorities of its own here. */
  boolean hasCertificates(String host) {
    return Files.isDirectory(certificates(host));
  }

  private Path certificates(String host) {
    return folder.resolve("certs.d").resolve(host);
  }

  private List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    settings.path(key).forEach(it -> texts.add(it.asText()));
    return texts;
  }

  /**
   * Returns whom to trust for a registry: the usual authorities with those of its folder; empty
   * when there is no such folder.
   *
   * @throws IOException when a certificate cannot be read
   */
  Optional<SSLContext> trust(String host) throws IOException {
    Path own = certificates(host);
    if (!Files.isDirectory(own)) {
      return Optional.empty();
    }
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null);
      int number = 0;
      for (Certificate it : usual()) {
        store.setCertificateEntry("usual" + number++, it);
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(own, "*.crt")) {
        for (Path file : files) {
          for (Certificate it : read(file)) {
            store.setCertificateEntry("own" + number++, it);
          }
        }
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return Optional.of(context);
    } catch (GeneralSecurityException exception) {
      throw new IOException(own + ": " + exception.getMessage(), exception);
    }
  }

  private static List<Certificate> usual() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    List<Certificate> certificates = new ArrayList<>();
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager trust) {
        certificates.addAll(List.of(trust.getAcceptedIssuers()));
      }
    }
    return certificates;
  }

  private static List<Certificate> read(Path file) throws IOException, GeneralSecurityException {
    try (InputStream stream = Files.newInputStream(file)) {
      return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(stream));
    }
  }
}
