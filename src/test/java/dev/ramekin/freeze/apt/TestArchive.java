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
   * Adds a package file and returns its stanza.
   *
   * @param fields further lines of the stanza, such as {@code Depends: b}
   */
  public String deb(String name, String version, String... fields) throws IOException {
    String file = "pool/main/%s/%s_%s_amd64.deb".formatted(name, name, version.replace(":", "%3a"));
    byte[] content = ("package " + name + " " + version).getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(root.resolve(file).getParent());
    Files.write(root.resolve(file), content);
    List<String> lines = new ArrayList<>();
    lines.add("Package: " + name);
    lines.add("Version: " + version);
    lines.add("Architecture: amd64");
    lines.addAll(List.of(fields));
    lines.add("Filename: " + file);
    lines.add("Size: " + content.length);
    lines.add("SHA256: " + Hashes.of(content));
    return String.join("\n", lines) + "\n";
  }

  /** Publishes a suite of one component with the stanzas. */
  public void publish(String suite, Instant date, String extraFields, String... stanzas)
      throws IOException, PGPException {
    Path folder = root.resolve("dists").resolve(suite);
    byte[] packages = String.join("\n", stanzas).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (XZOutputStream xz = new XZOutputStream(packed, new LZMA2Options(1))) {
      xz.write(packages);
    }
    Path index = folder.resolve("main/binary-amd64/Packages.xz");
    Files.createDirectories(index.getParent());
    Files.write(index, packed.toByteArray());
    String release =
        """
        Origin: Test
        Suite: %s
        Date: %s
        %sComponents: main
        SHA256:
         %s %d main/binary-amd64/Packages.xz
        """
            .formatted(
                suite, httpDate(date), extraFields, Hashes.of(packed.toByteArray()), packed.size());
    Files.writeString(folder.resolve("InRelease"), sign(release));
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
