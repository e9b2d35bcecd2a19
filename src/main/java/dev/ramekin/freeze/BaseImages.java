package dev.ramekin.freeze;

import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.converters.platforms.PlatformDescription.ImageRecord;
import dev.ramekin.freeze.apt.InstalledSystem;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.oci.Credentials;
import dev.ramekin.freeze.oci.EngineMirrors;
import dev.ramekin.freeze.oci.ImageReference;
import dev.ramekin.freeze.oci.ImageRegistry;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.lock.Lock.BaseImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Freezes base images: what the lock has stays, else the registry is asked, else the catalogue
 * answers. Also says which packages an image holds.
 */
final class BaseImages {
  private static final String PLATFORM = "linux/amd64";

  private final FreezeOptions options;
  private final Map<String, BaseImage> old;
  private final ImageRegistry registry;
  private final List<Finding> findings;
  private final Map<String, Optional<Frozen>> known = new TreeMap<>();

  /**
   * A base image.
   *
   * @param installed what it holds; empty when that cannot be known
   */
  record Frozen(BaseImage image, Optional<InstalledSystem> installed) {}

  BaseImages(
      FreezeOptions options, Fetcher fetcher, Map<String, BaseImage> old, List<Finding> findings) {
    this.options = options;
    this.old = old;
    this.findings = findings;
    List<String> mirrors = new ArrayList<>(options.places().registryMirrors());
    Path daemon = options.places().machine().resolve("etc/docker/daemon.json");
    mirrors.addAll(Credentials.daemonMirrors(daemon));
    if (!options.places().offline()) {
      mirrors.addAll(EngineMirrors.ask(options.places().environment()));
    }
    this.registry =
        new ImageRegistry(
            fetcher,
            Credentials.ofUser(options.places().environment()),
            mirrors.stream().map(it -> it.replaceFirst("/+$", "")).distinct().toList(),
            options.places().cache());
  }

  /** Returns the images frozen so far, by reference. */
  Map<String, BaseImage> all() {
    Map<String, BaseImage> images = new TreeMap<>();
    known.forEach((name, frozen) -> frozen.ifPresent(it -> images.put(name, it.image())));
    return images;
  }

  /** Returns an image; empty, with a finding, when it cannot be frozen. */
  Optional<Frozen> freeze(String name, Optional<PlatformDescription> platform) {
    Optional<Frozen> earlier = known.getOrDefault(name, Optional.empty());
    if (known.containsKey(name)) {
      return earlier;
    }
    Optional<ImageReference> reference = ImageReference.parse(name);
    if (reference.isEmpty()) {
      add(Finding.error("bad-image-name", Origin.ofFile(name), "'" + name + "' names no image"));
    }
    Optional<Frozen> frozen =
        reference.flatMap(
            it -> image(name, it, platform).map(image -> withPackages(it, image, platform)));
    known.put(name, frozen);
    return frozen;
  }

  private Optional<BaseImage> image(
      String name, ImageReference reference, Optional<PlatformDescription> platform) {
    if (old.containsKey(name) && !options.mayUpdate(name)) {
      return Optional.ofNullable(old.get(name));
    }
    String problem = "--offline forbids to ask the registry";
    if (!options.places().offline()) {
      try {
        ImageRegistry.RemoteImage remote = registry.resolve(reference);
        return Optional.of(new BaseImage(remote.digest(), remote.platforms()));
      } catch (FetchException exception) {
        problem = exception.getMessage();
      }
    }
    return fromCatalogue(name, platform, problem);
  }

  private Optional<BaseImage> fromCatalogue(
      String name, Optional<PlatformDescription> platform, String problem) {
    Optional<ImageRecord> record =
        platform
            .filter(it -> it.baseImage().equals(name))
            .flatMap(it -> it.records().stream().findFirst());
    if (record.isEmpty()) {
      add(
          Finding.error(
                  "base-image-not-frozen",
                  Origin.ofFile(name),
                  "the digest of " + name + " is not known: " + problem)
              .advise("name a registry mirror that has it with --registry-mirror"));
      return Optional.empty();
    }
    add(
        Finding.note(
            "base-image-from-catalogue",
            Origin.ofFile(name),
            "%s is taken as it was on %s (%s), since no registry could be asked: %s"
                .formatted(name, record.get().date(), record.get().tag(), problem)));
    Map<String, String> platforms = record.get().platforms();
    String digest = record.get().index().orElseGet(() -> platforms.getOrDefault(PLATFORM, ""));
    return Optional.of(new BaseImage(digest, platforms));
  }

  private Frozen withPackages(
      ImageReference reference, BaseImage image, Optional<PlatformDescription> platform) {
    String manifest = image.platforms().getOrDefault(PLATFORM, image.digest());
    Optional<InstalledSystem> installed =
        registry
            .keptStatus(manifest)
            .map(InstalledSystem::ofStatus)
            .or(() -> platform.flatMap(it -> fromRecords(it, manifest)));
    if (installed.isEmpty() && !options.places().offline()) {
      try {
        installed = Optional.of(InstalledSystem.ofStatus(registry.status(reference, manifest)));
      } catch (FetchException exception) {
        add(
            Finding.error(
                "base-packages-unknown",
                Origin.ofFile(reference.toString()),
                "the packages of the base image are not known: " + exception.getMessage()));
        return new Frozen(image, Optional.empty());
      }
    }
    if (installed.isEmpty()) {
      add(
          Finding.error(
              "base-packages-unknown",
              Origin.ofFile(reference.toString()),
              "the packages of the base image are not known, and --offline forbids to look"));
    }
    return new Frozen(image, installed);
  }

  private static Optional<InstalledSystem> fromRecords(
      PlatformDescription platform, String manifest) {
    return platform.records().stream()
        .filter(it -> it.platforms().containsValue(manifest) && !it.installed().isEmpty())
        .map(it -> InstalledSystem.ofVersions(it.installed()))
        .findFirst();
  }

  private void add(Finding finding) {
    findings.add(finding);
  }
}
