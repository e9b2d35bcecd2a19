package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.http.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A package archive of our own, signed with a key of our own, as a distribution lays it out. */
public final class TestArchive {
  private final Path root;
  private final PGPKeyPair key;

  private TestArchive(Path root, PGPKeyPair key) {
    this.root = root;
    this.key = key;
  }

  /** Starts an archive without suites. */
  public static TestArchive in(Path root) throws PGPException {
    Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
    generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
    return new TestArchive(
        root,
        new BcPGPKeyPair(
            PublicKeyAlgorithmTags.EDDSA_LEGACY, generator.generateKeyPair(), new Date(0)));
  }

  /** Returns the same key over another folder. */
  public TestArchive movedTo(Path other) {
    return new TestArchive(other, key);
  }

  /** Returns the armored public key. */
  public String publicKey() throws IOException, PGPException {
    PGPKeyRingGenerator ring =
        new PGPKeyRingGenerator(
            PGPSignature.POSITIVE_CERTIFICATION,
            key,
            "Test Archive <archive@example.com>",
            new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
            null,
            null,
            new BcPGPContentSignerBuilder(
                key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
            null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArmoredOutputStream armored = new ArmoredOutputStream(out)) {
      ring.generatePublicKeyRing().encode(armored);
    }
    return out.toString(StandardCharsets.US_ASCII);
  }

  /** Returns the keyring that fits. */
  public Keyring keyring() throws IOException, PGPException, ArchiveException {
    return Keyring.parse("test", publicKey().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Adds a package file for amd64 and returns its stanza.
   *
   * @param fields further lines of the stanza, such as {@code Depends: b}
   */
  public String deb(String name, String version, String... fields) throws IOException {
    return debFor("amd64", name, version, fields);
  }

  /** Adds a package file for an architecture and returns its stanza. */
  public String debFor(String architecture, String name, String version, String... fields)
      throws IOException {
    String file =
        "pool/main/%s/%s_%s_%s.deb"
            .formatted(name, name, version.replace(":", "%3a"), architecture);
    List<String> lines = new ArrayList<>();
    lines.add("Package: " + name);
    lines.add("Version: " + version);
    lines.add("Architecture: " + architecture);
    lines.addAll(List.of(fields));
    byte[] content = TestDeb.bytes(String.join("\n", lines) + "\n");
    Files.createDirectories(root.resolve(file).getParent());
    Files.write(root.resolve(file), content);
    lines.add("Filename: " + file);
    lines.add("Size: " + content.length);
    lines.add("SHA256: " + Hashes.of(content));
    return String.join("\n", lines) + "\n";
  }

  /** Publishes a suite of one component with the stanzas, for amd64. */
  public void publish(String suite, Instant date, String extraFields, String... stanzas)
      throws IOException, PGPException {
    publish(suite, date, extraFields, Map.of("amd64", List.of(stanzas)));
  }

  /** Publishes a suite of one component with the stanzas of each architecture. */
  public void publish(
      String suite, Instant date, String extraFields, Map<String, List<String>> stanzas)
      throws IOException, PGPException {
    Path folder = root.resolve("dists").resolve(suite);
    StringBuilder entries = new StringBuilder();
    for (Map.Entry<String, List<String>> entry : new TreeMap<>(stanzas).entrySet()) {
      byte[] packages = String.join("\n", entry.getValue()).getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (XZOutputStream xz = new XZOutputStream(packed, new LZMA2Options(1))) {
        xz.write(packages);
      }
      String path = "main/binary-" + entry.getKey() + "/Packages.xz";
      Files.createDirectories(folder.resolve(path).getParent());
      Files.write(folder.resolve(path), packed.toByteArray());
      entries.append(" %s %d %s\n".formatted(Hashes.of(packed.toByteArray()), packed.size(), path));
    }
    Files.writeString(
        folder.resolve("InRelease"),
        sign(
            """
            Origin: Test
            Suite: %s
            Date: %s
            %sComponents: main
            SHA256:
            %s"""
                .formatted(suite, httpDate(date), extraFields, entries)));
  }

  /** Returns a time as Release files write it. */
  public static String httpDate(Instant time) {
    return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT)
        .format(time.atZone(ZoneOffset.UTC));
  }

  /** Returns the clear-signed form of a text. */
  public String sign(String text) throws IOException, PGPException {
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(
            new BcPGPContentSignerBuilder(
                key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
            key.getPublicKey());
    generator.init(PGPSignature.CANONICAL_TEXT_DOCUMENT, key.getPrivateKey());
    String canonical = text.stripTrailing().replace("\n", "\r\n");
    generator.update(canonical.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArmoredOutputStream armored = new ArmoredOutputStream(out)) {
      generator.generate().encode(armored);
    }
    return "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n"
        + text.stripTrailing()
        + "\n"
        + out.toString(StandardCharsets.US_ASCII).replace("\r", "");
  }
}
