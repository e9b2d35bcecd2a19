package dev.ramekin.freeze.apt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * A text with OpenPGP signatures: the clear-signed form of {@code InRelease} (RFC 4880, chapter 7),
 * or {@code Release} with {@code Release.gpg} beside it.
 */
final class SignedText {
  /** Hashes that still count; apt takes no others. */
  private static final Set<Integer> STRONG =
      Set.of(
          HashAlgorithmTags.SHA256,
          HashAlgorithmTags.SHA384,
          HashAlgorithmTags.SHA512,
          HashAlgorithmTags.SHA224);

  private SignedText() {}

  /**
   * Returns the signed text of a clear-signed file after checking its signature.
   *
   * @param title used in messages
   */
  static String open(String title, byte[] file, Keyring keyring) throws ArchiveException {
    ClearText text = ClearText.of(title, file);
    byte[] signature = text.signature().getBytes(StandardCharsets.UTF_8);
    check(title, text.canonical(), signature, keyring);
    return text.text();
  }

  /** Checks a signature that stands in a file of its own. */
  static void checkDetached(String title, byte[] text, byte[] signature, Keyring keyring)
      throws ArchiveException {
    check(title, text, signature, keyring);
  }

  private static void check(String title, byte[] text, byte[] signature, Keyring keyring)
      throws ArchiveException {
    List<String> strangers = new ArrayList<>();
    for (PGPSignature candidate : signatures(title, signature)) {
      String id = "%016X".formatted(candidate.getKeyID());
      PGPPublicKey key = keyring.find(candidate.getKeyID()).orElse(null);
      if (key == null) {
        strangers.add(id);
      } else if (!STRONG.contains(candidate.getHashAlgorithm())) {
        strangers.add(id + " (with a hash that is too weak)");
      } else if (key.hasRevocation()) {
        strangers.add(id + " (a key that was revoked)");
      } else if (madeAfterExpiry(candidate, key)) {
        strangers.add(id + " (a key that had expired)");
      } else if (isGood(title, candidate, key, text)) {
        return;
      } else {
        throw new ArchiveException(
            title + ": the signature by " + id + " is wrong; the Release file was changed");
      }
    }
    throw new ArchiveException(
        title
            + ": the Release file is signed by "
            + String.join(", ", strangers)
            + ", of which no key is known and good; [signed-by=FILE] in the source names another");
  }

  private static List<PGPSignature> signatures(String title, byte[] armored)
      throws ArchiveException {
    List<PGPSignature> found = new ArrayList<>();
    try {
      BcPGPObjectFactory factory =
          new BcPGPObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(armored)));
      for (Object object : factory) {
        if (object instanceof PGPSignatureList list) {
          list.forEach(found::add);
        }
      }
    } catch (IOException | RuntimeException exception) {
      throw new ArchiveException(title + ": the signature is damaged: " + exception.getMessage());
    }
    if (found.isEmpty()) {
      throw new ArchiveException(title + ": the Release file is not signed");
    }
    return found;
  }

  private static boolean isGood(String title, PGPSignature signature, PGPPublicKey key, byte[] text)
      throws ArchiveException {
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), key);
      signature.update(text);
      return signature.verify();
    } catch (PGPException exception) {
      throw new ArchiveException(
          title + ": the signature cannot be checked: " + exception.getMessage());
    }
  }

  private static boolean madeAfterExpiry(PGPSignature signature, PGPPublicKey key) {
    long validSeconds = key.getValidSeconds();
    long age = (signature.getCreationTime().getTime() - key.getCreationTime().getTime()) / 1000;
    return validSeconds > 0 && age > validSeconds;
  }
}
