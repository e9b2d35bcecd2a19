package dev.ramekin.model.lock;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything the output depends on, by content; {@code ramekin.lock} is its YAML form. Holds pool
 * paths and hashes, no hosts.
 *
 * @param strategy how packages are obtained: {@code pantry}, {@code snapshot}, {@code version}
 * @param epoch seconds since 1970 that every build takes for its clock: the date of the newest
 *     index
 * @param baseImages by reference: {@code debian:bookworm-slim}
 * @param archives the package indices the closures were resolved against
 * @param requests per stage name, what was asked for: {@code nginx}, {@code redis=5:7.0.15-1}; an
 *     unchanged request keeps its closure
 * @param packages per stage name, the closure beyond what the stage below it holds, by name
 * @param downloads by address
 * @param gitCommits by {@code repository#revision}
 */
public record Lock(
    Strategy strategy,
    long epoch,
    Map<String, BaseImage> baseImages,
    List<Archive> archives,
    Map<String, List<String>> requests,
    Map<String, List<Package>> packages,
    Map<String, Download> downloads,
    Map<String, String> gitCommits) {
  /** How packages get into an image. */
  public enum Strategy {
    /** From a content-addressed folder. */
    PANTRY,
    /** From the distribution's snapshot archive at the lock's time. */
    SNAPSHOT,
    /** By name and version from the live mirror. */
    VERSION
  }

  /**
   * A base image.
   *
   * @param digest of the index, or of the manifest where there is no index: {@code sha256:…}
   * @param platforms manifest digest by platform: {@code linux/amd64}
   */
  public record BaseImage(String digest, Map<String, String> platforms) {
    public BaseImage {
      platforms = Collections.unmodifiableMap(new TreeMap<>(platforms));
    }
  }

  /**
   * A package archive as it was seen.
   *
   * @param name {@code debian}, {@code debian-security}, or the repository's own short name
   * @param suite {@code bookworm-security}
   * @param components {@code main}
   * @param date the Release file's own date, RFC 3339
   * @param releaseSha256 of the Release text that was checked
   * @param snapshot time stamp in the snapshot archive, {@code 20261101T000000Z}; where there is
   *     one
   */
  public record Archive(
      String name,
      String suite,
      List<String> components,
      String date,
      String releaseSha256,
      Optional<String> snapshot) {
    public Archive {
      components = List.copyOf(components);
    }
  }

  /**
   * One package file.
   *
   * @param size in bytes
   * @param sha256 in hex
   * @param filename pool path below the archive's root
   * @param archive name of the {@link Archive} it is in
   */
  public record Package(
      String name,
      String version,
      String architecture,
      long size,
      String sha256,
      String filename,
      String archive) {
    /** Returns where the file lies below the pantry folder: {@code debs/<sha256>.deb}. */
    public String pantryPath() {
      return "debs/" + sha256 + ".deb";
    }
  }

  /**
   * A downloaded file.
   *
   * @param sha256 in hex
   * @param size in bytes; 0 when the source gave the hash and nothing was downloaded yet
   */
  public record Download(String sha256, long size) {
    /** Returns where the file lies below the pantry folder: {@code downloads/<sha256>}. */
    public String pantryPath() {
      return "downloads/" + sha256;
    }
  }

  public Lock {
    baseImages = Collections.unmodifiableMap(new TreeMap<>(baseImages));
    archives = List.copyOf(archives);
    requests = Collections.unmodifiableMap(new TreeMap<>(requests));
    packages = Collections.unmodifiableMap(new TreeMap<>(packages));
    downloads = Collections.unmodifiableMap(new TreeMap<>(downloads));
    gitCommits = Collections.unmodifiableMap(new TreeMap<>(gitCommits));
  }
}
