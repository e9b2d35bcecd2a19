package dev.ramekin.generate;

import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which images there are, and what each is made of. */
final class Images {
  private final Deployment deployment;
  private final Lock lock;

  Images(Deployment deployment, Lock lock) {
    this.deployment = deployment;
    this.lock = lock;
  }

  Deployment deployment() {
    return deployment;
  }

  /** Returns an image's name without registry: {@code shop/web:20261101}. */
  String name(String stage) {
    return deployment.project() + "/" + stage + ":" + tag(lock.epoch(stage));
  }

  /** Returns the tag of the newest image. */
  String newestTag() {
    return tag(lock.newestEpoch());
  }

  /** A tag is the date of the package archives when the image's packages changed last. */
  private static String tag(long epoch) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(
        Instant.ofEpochSecond(epoch).atOffset(ZoneOffset.UTC).toLocalDate());
  }

  /** Returns the service an image is made for: the first one of its stage. */
  Optional<Service> service(Stage stage) {
    return services(stage.name()).findFirst();
  }

  /** Returns the services that run from an image, the one it is made for first. */
  Stream<Service> services(String stage) {
    return deployment.services().stream().filter(service -> service.stage().equals(stage));
  }

  /** Returns the path of a service's start script in its image. */
  String startPath(Service service) {
    boolean first = services(service.stage()).findFirst().orElseThrow().equals(service);
    return "/usr/local/bin/start" + (first ? "" : "-" + service.name());
  }

  /** Returns a stage and those below it, the lowest first. */
  List<Stage> chain(String name) {
    List<Stage> chain = new ArrayList<>();
    Optional<String> next = Optional.of(name);
    while (next.isPresent()) {
      Stage stage = stage(next.get());
      chain.add(stage);
      next = stage.parent();
    }
    Collections.reverse(chain);
    return chain;
  }

  private Stage stage(String name) {
    return deployment.stages().stream()
        .filter(stage -> stage.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no stage " + name));
  }
}
