package dev.ramekin.freeze.apt;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/** Reads key files: binary and armored ones, also several armored blocks in one. */
final class KeyReader {
  private static final byte[] BEGIN =
      "-----BEGIN PGP PUBLIC KEY BLOCK".getBytes(StandardCharsets.US_ASCII);

  private KeyReader() {}

  /** Returns the keys by their ids; the name is used in messages. */
  static Map<Long, PGPPublicKey> read(String name, byte[] content) throws ArchiveException {
    Map<Long, PGPPublicKey> keys = new HashMap<>();
    try {
      for (byte[] block : blocks(content)) {
        readBlock(block, keys);
      }
    } catch (IOException | PGPException | RuntimeException exception) {
      throw new ArchiveException("the key file " + name + " is damaged: " + exception.getMessage());
    }
    if (keys.isEmpty()) {
      throw new ArchiveException("the key file " + name + " holds no public key");
    }
    return keys;
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
}
