package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.http.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * Public keys. Takes binary and armored key files, also several blocks in one. The files are read
 * when a key is looked for: a signature that was checked before needs none.
 */
public final class Keyring {
  private final List<KeyFile> files;

  /** A key file; the name is used in messages. */
  private record KeyFile(String name, byte[] content) {
    String hash() {
      return Hashes.of(content);
    }

    Map<Long, PGPPublicKey> keys() throws ArchiveException {
      return KeyReader.read(name, content);
    }
  }

  private Keyring(List<KeyFile> files) {
    this.files = List.copyOf(files);
  }

  /** Returns a keyring without keys. */
  public static Keyring empty() {
    return new Keyring(List.of());
  }

  /**
   * Takes a key file, whose content is looked at when it is needed.
   *
   * @throws ArchiveException when it cannot be read
   */
  public static Keyring read(Path file) throws ArchiveException {
    try {
      return of(file.toString(), Files.readAllBytes(file));
    } catch (IOException exception) {
      throw new ArchiveException("the key file " + file + " cannot be read: " + exception);
    }
  }

  /**
   * Takes the content of a key file, which is looked at when it is needed.
   *
   * @param name used in messages
   */
  public static Keyring of(String name, byte[] content) {
    return new Keyring(List.of(new KeyFile(name, content.clone())));
  }

  /**
   * Reads the content of a key file.
   *
   * @param name used in messages
   * @throws ArchiveException when it is no key file
   */
  public static Keyring parse(String name, byte[] content) throws ArchiveException {
    Keyring keyring = of(name, content);
    keyring.files.get(0).keys();
    return keyring;
  }

  /** Returns a keyring with the keys of both. */
  public Keyring with(Keyring other) {
    List<KeyFile> all = new ArrayList<>(files);
    all.addAll(other.files);
    return new Keyring(all);
  }

  /** Returns what tells these key files from any others. */
  String fingerprint() {
    return files.stream().map(KeyFile::hash).distinct().sorted().collect(Collectors.joining(","));
  }

  /**
   * Returns the key of an id.
   *
   * @throws ArchiveException when a key file is damaged
   */
  Optional<PGPPublicKey> find(long id) throws ArchiveException {
    for (KeyFile file : files) {
      PGPPublicKey key = file.keys().get(id);
      if (key != null) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** Returns whether there is no key at all. */
  public boolean isEmpty() {
    return files.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Keyring that && fingerprint().equals(that.fingerprint());
  }

  @Override
  public int hashCode() {
    return fingerprint().hashCode();
  }
}
