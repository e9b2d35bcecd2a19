package dev.ramekin.report;

import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import java.util.List;
import java.util.Locale;

/**
 * A stage with its packages as the page shows it.
 *
 * @param digest of the base image; empty when it is not locked
 * @param parent the stage it continues; empty for the base image itself
 * @param size of all its packages: {@code 12.3 MB}
 */
public record StagePart(
    String name,
    String baseImage,
    String digest,
    String parent,
    String size,
    List<PackageLine> packages) {
  /** One package. */
  public record PackageLine(
      String name, String version, String architecture, String size, String sha256) {}

  /** Returns the stages of the deployment, parents first. */
  static List<StagePart> of(Conversion conversion) {
    return conversion.deployment().stages().stream()
        .map(stage -> part(stage, conversion.lock()))
        .toList();
  }

  private static StagePart part(Stage stage, Lock lock) {
    List<Lock.Package> packages = lock.packages(stage.name());
    Lock.BaseImage base = lock.baseImages().get(stage.baseImage());
    return new StagePart(
        stage.name(),
        stage.baseImage(),
        base == null ? "" : base.digest(),
        stage.parent().orElse(""),
        size(packages.stream().mapToLong(Lock.Package::size).sum()),
        packages.stream().map(StagePart::line).toList());
  }

  private static PackageLine line(Lock.Package locked) {
    return new PackageLine(
        locked.name(),
        locked.version(),
        locked.architecture(),
        size(locked.size()),
        locked.sha256());
  }

  /** Returns a number of bytes in units of 1000, as package archives count. */
  private static String size(long bytes) {
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
