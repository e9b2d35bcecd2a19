package dev.ramekin.freeze;

import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.converters.platforms.PlatformDescription.ImageRecord;
import dev.ramekin.freeze.apt.InstalledSystem;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.oci.Credentials;
import dev.ramekin.freeze.oci.DaemonSettings;
import dev.ramekin.freeze.oci.EngineMirrors;
import dev.ramekin.freeze.oci.ImageReference;
import dev.ramekin.freeze.oci.ImageRegistry;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock.BaseImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Freezes base images: what the lock has stays, else the registry is asked, else the catalogue
 * answers. Also says which packages an image holds.
 */
final class BaseImages {
  private final FreezeOptions options;
  private final Map<String, BaseImage> old;
  private final ImageRegistry registry;
  private final List<Finding> findings;
  private final Map<String, Optional<BaseImage>> known = new TreeMap<>();
  private final Map<Held, Optional<InstalledSystem>> held = new HashMap<>();

  /** The packages of an image are another thing for each architecture. */
  private record Held(String name, Architecture architecture) {}

  BaseImages(
      FreezeOptions options, Fetcher fetcher, Map<String, BaseImage> old, List<Finding> findings) {
    this.options = options;
    this.old = old;
    this.findings = findings;
    List<String> mirrors = new ArrayList<>(options.places().registryMirrors());
    DaemonSettings daemon = new DaemonSettings(options.places().machine().resolve("etc/docker"));
    mirrors.addAll(daemon.mirrors());
    if (!options.places().offline()) {
      mirrors.addAll(EngineMirrors.ask(options.places().environment()));
    }
    this.registry =
        new ImageRegistry(
            fetcher,
            Credentials.ofUser(options.places().environment()),
            daemon,
            mirrors.stream().map(it -> it.replaceFirst("/+$", "")).distinct().toList(),
            options.places().cache());
  }

  /** Returns the images frozen so far, by reference. */
  Map<String, BaseImage> all() {
    Map<String, BaseImage> images = new TreeMap<>();
    known.forEach((name, image) -> image.ifPresent(it -> images.put(name, it)));
    return images;
  }

  /** Returns an image; empty, with a finding, when it cannot be frozen. */
  Optional<BaseImage> freeze(String name, Optional<PlatformDescription> platform) {
    Optional<BaseImage> earlier = known.getOrDefault(name, Optional.empty());
    if (known.containsKey(name)) {
      return earlier;
    }
    Optional<ImageReference> reference = ImageReference.parse(name);
    if (reference.isEmpty()) {
      add(Finding.error("bad-image-name", Origin.ofFile(name), "'" + name + "' names no image"));
    }
    Optional<BaseImage> image = reference.flatMap(it -> image(name, it, platform));
    known.put(name, image);
    return image;
  }

  /** Returns what an image holds; empty, with a finding, when that cannot be known. */
  Optional<InstalledSystem> installed(
      String name, Optional<PlatformDescription> platform, Architecture architecture) {
    Held key = new Held(name, architecture);
    if (!held.containsKey(key)) {
      Optional<BaseImage> image = freeze(name, platform);
      Optional<ImageReference> reference = ImageReference.parse(name);
      held.put(
          key,
          image.isEmpty() || reference.isEmpty()
              ? Optional.empty()
              : packages(reference.get(), image.get(), platform, architecture));
    }
    return held.getOrDefault(key, Optional.empty());
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
    return old.containsKey(name) ? kept(name, problem) : fromCatalogue(name, platform, problem);
  }

  /** What is known only from long ago is no update of what the lock has. */
  private Optional<BaseImage> kept(String name, String problem) {
    add(
        Finding.warning(
            FreezeResult.NOT_ASKED,
            Origin.ofFile(name),
            "%s stays as the lock has it, since no registry could be asked: %s"
                .formatted(name, problem)));
    return Optional.ofNullable(old.get(name));
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
    String digest =
        record.get().index().orElseGet(() -> platforms.values().stream().findFirst().orElse(""));
    return Optional.of(new BaseImage(digest, platforms));
  }

  private Optional<InstalledSystem> packages(
      ImageReference reference,
      BaseImage image,
      Optional<PlatformDescription> platform,
      Architecture architecture) {
    Optional<String> manifest = image.manifest(architecture);
    if (manifest.isEmpty()) {
      return unknown(
          reference, "the image is not known to be there for " + architecture.platform());
    }
    Optional<InstalledSystem> known =
        registry
            .keptStatus(manifest.get())
            .map(InstalledSystem::ofStatus)
            .or(() -> platform.flatMap(it -> fromRecords(it, manifest.get())));
    if (known.isPresent()) {
      return known;
    }
    if (options.places().offline()) {
      return unknown(reference, "--offline forbids to look");
    }
    try {
      return Optional.of(InstalledSystem.ofStatus(registry.status(reference, manifest.get())));
    } catch (FetchException exception) {
      return unknown(reference, exception.getMessage());
    }
  }

  private Optional<InstalledSystem> unknown(ImageReference reference, String why) {
    add(
        Finding.error(
            "base-packages-unknown",
            Origin.ofFile(reference.toString()),
            "the packages of the base image are not known: " + why));
    return Optional.empty();
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
