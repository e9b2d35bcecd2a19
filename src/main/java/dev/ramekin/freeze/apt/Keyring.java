package dev.ramekin.freeze.apt;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/** Public keys, by key id. Reads binary and armored key files, also several blocks in one. */
public final class Keyring {
  private static final byte[] BEGIN =
      "-----BEGIN PGP PUBLIC KEY BLOCK".getBytes(StandardCharsets.US_ASCII);

  private final Map<Long, PGPPublicKey> keys;

  private Keyring(Map<Long, PGPPublicKey> keys) {
    this.keys = Collections.unmodifiableMap(keys);
  }

  /** Returns a keyring without keys. */
  public static Keyring empty() {
    return new Keyring(Map.of());
  }

  /**
   * Reads a key file.
   *
   * @throws ArchiveException when it is no key file
   */
  public static Keyring read(Path file) throws ArchiveException {
    try {
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException exception) {
      throw new ArchiveException("the key file " + file + " cannot be read: " + exception);
    }
  }

  /**
   * Reads the content of a key file.
   *
   * @param name used in messages
   */
  public static Keyring parse(String name, byte[] content) throws ArchiveException {
    Map<Long, PGPPublicKey> keys = new LinkedHashMap<>();
    try {
      for (byte[] block : blocks(content)) {
        readBlock(block, keys);
      }
    } catch (IOException | PGPException exception) {
      throw new ArchiveException("the key file " + name + " is damaged: " + exception.getMessage());
    }
    if (keys.isEmpty()) {
      throw new ArchiveException("the key file " + name + " holds no public key");
    }
    return new Keyring(keys);
  }

  private static void readBlock(byte[] block, Map<Long, PGPPublicKey> keys)
      throws IOException, PGPException {
    try (InputStream stream =
        PGPUtil.getDecoderStream(new BufferedInputStream(new ByteArrayInputStream(block)))) {
      PGPObjectFactory factory = new BcPGPObjectFactory(stream);
      for (Object object : factory) {
        if (object instanceof PGPPublicKeyRing ring) {
          ring.getPublicKeys().forEachRemaining(key -> keys.put(key.getKeyID(), key));
        }
      }
    }
  }

  /** Cuts a text with several armored blocks; binary content is one block. */
  private static List<byte[]> blocks(byte[] content) {
    List<Integer> starts = new ArrayList<>();
    for (int index = 0; index + BEGIN.length <= content.length; index++) {
      if (content[index] == BEGIN[0]
          && Arrays.equals(content, index, index + BEGIN.length, BEGIN, 0, BEGIN.length)) {
        starts.add(index);
      }
    }
    if (starts.isEmpty()) {
      return List.of(content);
    }
    List<byte[]> blocks = new ArrayList<>();
    for (int number = 0; number < starts.size(); number++) {
      int end = number + 1 < starts.size() ? starts.get(number + 1) : content.length;
      blocks.add(Arrays.copyOfRange(content, starts.get(number), end));
    }
    return blocks;
  }

  /** Returns a keyring with the keys of both. */
  public Keyring with(Keyring other) {
    Map<Long, PGPPublicKey> all = new LinkedHashMap<>(keys);
    all.putAll(other.keys);
    return new Keyring(all);
  }

  Optional<PGPPublicKey> find(long id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** Returns whether there is no key at all. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Keyring that && keys.keySet().equals(that.keys.keySet());
  }

  @Override
  public int hashCode() {
    return keys.keySet().hashCode();
  }
}
