package dev.ramekin.model.lock;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything the output depends on, by content; {@code ramekin.lock} is its YAML form. Holds pool
 * paths and hashes, no hosts of mirrors.
 *
 * @param strategy how packages are obtained: {@code pantry}, {@code snapshot}, {@code version}
 * @param architectures the packages are frozen for, the usual one first
 * @param baseImages by reference: {@code debian:bookworm-slim}
 * @param archives the package indices the closures were resolved against
 * @param stages what each stage asks for, by its name; an unchanged request keeps its closure
 * @param packages per stage name, the closure beyond what the stage below it holds, by name
 * @param downloads by address
 * @param git what was checked out, by {@link dev.ramekin.model.Operation.CheckOutGit#key()
 *     repository and revision}: the repository's files, then those of its submodules by path
 * @param languages per stage name, what its statements install by package managers of languages, in
 *     their order
 * @param images what the last build gave, by image; empty before the first
 */
public record Lock(
    Strategy strategy,
    List<Architecture> architectures,
    Map<String, BaseImage> baseImages,
    List<Archive> archives,
    Map<String, Stage> stages,
    Map<String, List<Package>> packages,
    Map<String, Download> downloads,
    Map<String, List<GitTree>> git,
    Map<String, List<LanguageSet>> languages,
    Map<String, Image> images) {
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

    /** Returns the manifest's digest for an architecture; empty when the image has none for it. */
    public Optional<String> manifest(Architecture architecture) {
      return platforms.isEmpty()
          ? Optional.of(digest)
          : platforms.entrySet().stream()
              .filter(it -> Architecture.ofPlatform(it.getKey()).equals(Optional.of(architecture)))
              .map(Map.Entry::getValue)
              .findFirst();
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
   * @param uri where it is, when the source itself adds it; that of a distribution depends on the
   *     machine
   */
  public record Archive(
      String name,
      String suite,
      List<String> components,
      String date,
      String releaseSha256,
      Optional<String> snapshot,
      Optional<String> uri) {
    public Archive {
      components = List.copyOf(components);
    }
  }

  /**
   * A stage of the plan as it was frozen.
   *
   * @param from the stage below it, or the reference of its base image
   * @param platform id of the operating system release: {@code debian-12}
   * @param image whether an image ends with it, which then has its name
   * @param epoch seconds since 1970 that builds take for their clock: the date of the newest index
   *     when the stage's packages changed last
   * @param requests what was asked for and is frozen: {@code nginx}, {@code redis=5:7.0.15-1}
   * @param missing what was asked for and could not be frozen: an image of it is not whole
   * @param downloads addresses of the files it fetches
   * @param commits what it checks out: {@code repository#revision}
   */
  public record Stage(
      String from,
      String platform,
      boolean image,
      long epoch,
      List<String> requests,
      List<String> missing,
      List<String> downloads,
      List<String> commits) {
    public Stage {
      requests = List.copyOf(requests);
      missing = List.copyOf(missing);
      downloads = List.copyOf(downloads);
      commits = List.copyOf(commits);
    }
  }

  /**
   * One package file. It belongs to the closure of its own architecture, or of all architectures
   * when it is {@code all}, unless {@code only} says otherwise.
   *
   * @param size in bytes
   * @param sha256 in hex
   * @param filename pool path below the archive's root
   * @param archive name of the {@link Archive} it is in
   * @param only the architectures whose closures it belongs to, where they are not the usual ones
   */
  public record Package(
      String name,
      String version,
      String architecture,
      long size,
      String sha256,
      String filename,
      String archive,
      List<Architecture> only)
      implements Frozen {
    public Package {
      only = List.copyOf(only);
    }

    @Override
    public String title() {
      return name + " " + version;
    }

    @Override
    public Digest digest() {
      return Digest.sha256(sha256);
    }

    /** Returns where the file lies below the pantry folder: {@code debs/<sha256>.deb}. */
    @Override
    public String pantryPath() {
      return "debs/" + sha256 + ".deb";
    }

    /** Returns whether it belongs to the closure of an architecture. */
    public boolean isFor(Architecture wanted) {
      return only.isEmpty()
          ? architecture.equals("all") || architecture.equals(wanted.debian())
          : only.contains(wanted);
    }
  }

  /**
   * A downloaded file.
   *
   * @param url where from
   * @param mirrors further addresses of the same file, best first
   * @param sha256 in hex
   * @param size in bytes; 0 when the source gave the hash and nothing was downloaded yet
   */
  public record Download(String url, List<String> mirrors, String sha256, long size)
      implements Frozen {
    public Download {
      mirrors = List.copyOf(mirrors);
    }

    @Override
    public String title() {
      return url;
    }

    @Override
    public Digest digest() {
      return Digest.sha256(sha256);
    }

    /** Returns where the file lies below the pantry folder: {@code downloads/<sha256>}. */
    @Override
    public String pantryPath() {
      return "downloads/" + sha256;
    }
  }

  /**
   * An image as it was built.
   *
   * @param digest of its manifest, or of its index where it has several platforms
   * @param platforms it was built for: {@code linux/amd64}
   * @param inputs hash of all files it was built from; as long as they are the same, so is the
   *     digest
   */
  public record Image(String digest, List<String> platforms, String inputs) {
    public Image {
      platforms = List.copyOf(platforms);
    }
  }

  public Lock {
    architectures = List.copyOf(architectures);
    baseImages = Collections.unmodifiableMap(new TreeMap<>(baseImages));
    archives = List.copyOf(archives);
    stages = Collections.unmodifiableMap(new TreeMap<>(stages));
    packages = Collections.unmodifiableMap(new TreeMap<>(packages));
    downloads = Collections.unmodifiableMap(new TreeMap<>(downloads));
    git = Collections.unmodifiableMap(new TreeMap<>(git));
    languages = Collections.unmodifiableMap(new TreeMap<>(languages));
    images = Collections.unmodifiableMap(new TreeMap<>(images));
  }

  /** Returns the packages of a stage, of all architectures. */
  public List<Package> packages(String stage) {
    return packages.getOrDefault(stage, List.of());
  }

  /** Returns the packages of a stage for one architecture. */
  public List<Package> packages(String stage, Architecture architecture) {
    return packages(stage).stream().filter(it -> it.isFor(architecture)).toList();
  }

  /** Returns what a stage's statements install by package managers of languages. */
  public List<LanguageSet> languages(String stage) {
    return languages.getOrDefault(stage, List.of());
  }

  /** Returns the build's clock of a stage, in seconds since 1970. */
  public long epoch(String stage) {
    Stage found = stages.get(stage);
    return found == null ? 0 : found.epoch();
  }

  /** Returns the newest clock of all stages. */
  public long newestEpoch() {
    return stages.values().stream().map(Stage::epoch).max(Comparator.naturalOrder()).orElse(0L);
  }

  /** Returns the stages an image of a stage is made of, the lowest first. */
  public List<String> chain(String stage) {
    LinkedList<String> chain = new LinkedList<>();
    String next = stage;
    Stage found = stages.get(next);
    while (found != null && !chain.contains(next)) {
      chain.addFirst(next);
      next = found.from();
      found = stages.get(next);
    }
    return List.copyOf(chain);
  }

  /** Returns the stages that end an image, by name. */
  public List<String> imageNames() {
    return stages.entrySet().stream()
        .filter(it -> it.getValue().image())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns what an image lacks: what was asked for and could not be frozen. */
  public List<String> missing(String image) {
    return chain(image).stream()
        .flatMap(stage -> Optional.ofNullable(stages.get(stage)).stream())
        .flatMap(it -> it.missing().stream())
        .distinct()
        .toList();
  }

  /** Returns whether everything that was asked for is frozen. */
  public boolean isWhole() {
    return stages.values().stream().allMatch(it -> it.missing().isEmpty());
  }

  /** Returns the same with other images. */
  public Lock withImages(Map<String, Image> built) {
    return new Lock(
        strategy,
        architectures,
        baseImages,
        archives,
        stages,
        packages,
        downloads,
        git,
        languages,
        built);
  }

  /** Returns the package files, once each. */
  public Collection<Package> packageFiles() {
    Map<String, Package> files = new TreeMap<>();
    packages.values().forEach(own -> own.forEach(it -> files.putIfAbsent(it.pantryPath(), it)));
    return files.values();
  }

  /** Returns every file of the pantry, once each, by its path there. */
  public Collection<Frozen> files() {
    Map<String, Frozen> files = new TreeMap<>();
    Stream.of(
            packages.values().stream().flatMap(List::stream),
            downloads.values().stream(),
            git.values().stream().flatMap(List::stream),
            languages.values().stream().flatMap(List::stream).flatMap(it -> it.packages().stream()))
        .flatMap(it -> it)
        .forEach(it -> files.putIfAbsent(it.pantryPath(), it));
    return files.values();
  }
}
