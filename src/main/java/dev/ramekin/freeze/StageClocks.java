package dev.ramekin.freeze;

import dev.ramekin.freeze.apt.Indices.Seen;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The clocks that builds of the stages take. A stage whose packages and base image are as the old
 * lock has them keeps its clock, so that asking the world for news changes no image. For the rest
 * it is the date of the newest index; without one, that of the newest base image of the catalogue.
 */
final class StageClocks {
  private final Deployment deployment;
  private final Optional<Lock> old;
  private final Places places;
  private final Map<String, Lock.BaseImage> images;
  private final List<Seen> seen;
  private final Map<String, List<Lock.Package>> packages;

  /**
   * Takes what was frozen.
   *
   * @param seen the indices that were looked at
   * @param packages by stage
   */
  StageClocks(
      Deployment deployment,
      Optional<Lock> old,
      Places places,
      Map<String, Lock.BaseImage> images,
      List<Seen> seen,
      Map<String, List<Lock.Package>> packages) {
    this.deployment = deployment;
    this.old = old;
    this.places = places;
    this.images = images;
    this.seen = List.copyOf(seen);
    this.packages = packages;
  }

  /** Returns the clock of a stage, in seconds since 1970. */
  long epoch(Stage stage) {
    Optional<Instant> before =
        old.map(it -> it.stages().get(stage.name())).map(it -> Instant.ofEpochSecond(it.epoch()));
    Optional<Instant> now = seen.stream().map(Seen::date).max(Comparator.naturalOrder());
    return (isAsBefore(stage) ? before : now)
        .or(this::imageDate)
        .or(() -> before)
        .orElse(Instant.EPOCH)
        .getEpochSecond();
  }

  private boolean isAsBefore(Stage stage) {
    Optional<Set<Lock.Package>> before =
        old.map(it -> it.packages().get(stage.name())).map(Set::copyOf);
    Optional<Set<Lock.Package>> now =
        Optional.ofNullable(packages.get(stage.name())).map(Set::copyOf);
    return before.equals(now) && below(stage).map(this::isAsBefore).orElseGet(() -> isOn(stage));
  }

  private boolean isOn(Stage stage) {
    return old.map(it -> it.baseImages().get(stage.baseImage()))
        .equals(Optional.ofNullable(images.get(stage.baseImage())));
  }

  private Optional<Stage> below(Stage stage) {
    return deployment.stages().stream()
        .filter(it -> stage.parent().equals(Optional.of(it.name())))
        .findFirst();
  }

  private Optional<Instant> imageDate() {
    return deployment.stages().stream()
        .flatMap(stage -> places.platforms().find(stage.platform().id()).stream())
        .flatMap(platform -> platform.records().stream().limit(1))
        .map(image -> LocalDate.parse(image.date()).atStartOfDay(ZoneOffset.UTC).toInstant())
        .max(Comparator.naturalOrder());
  }
}
