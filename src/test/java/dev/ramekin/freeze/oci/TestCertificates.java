package dev.ramekin.freeze.oci;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of the test's own, and a certificate of this machine by it. */
final class TestCertificates {
  private final KeyPair authorityKey = keyPair();
  private final KeyPair serverKey = keyPair();
  private final X509Certificate authority;
  private final X509Certificate server;

  TestCertificates() {
    this.authority = issue("Test authority", authorityKey, authorityKey.getPrivate(), true);
    this.server = issue("localhost", serverKey, authorityKey.getPrivate(), false);
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException exception) {
      throw new IllegalStateException(exception);
    }
  }

  private static X509Certificate issue(
      String name, KeyPair subject, PrivateKey issuer, boolean authority) {
    try {
      Instant now = Instant.now();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Principal("CN=Test authority"),
              BigInteger.valueOf(now.toEpochMilli() + (authority ? 0 : 1)),
              Date.from(now.minusSeconds(60)),
              Date.from(now.plusSeconds(3600)),
              new X500Principal("CN=" + name),
              subject.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (!authority) {
        GeneralName[] names = {
          new GeneralName(GeneralName.dNSName, "localhost"),
          new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        };
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuer)));
    } catch (IOException exception) {
      throw new IllegalStateException(exception);
    } catch (GeneralSecurityException exception) {
      throw new IllegalStateException(exception);
    } catch (OperatorCreationException exception) {
      throw new IllegalStateException(exception);
    }
  }

  X509Certificate server() {
    return server;
  }

  PrivateKey serverKey() {
    return serverKey.getPrivate();
  }

  /** Writes {@code ca.crt}, {@code server.crt} and {@code server.key} into a folder. */
  void write(Path folder) throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("ca.crt"), pem("CERTIFICATE", authority.getEncoded()));
    Files.writeString(folder.resolve("server.crt"), pem("CERTIFICATE", server.getEncoded()));
    Files.writeString(
        folder.resolve("server.key"), pem("PRIVATE KEY", serverKey.getPrivate().getEncoded()));
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind);
  }
}
