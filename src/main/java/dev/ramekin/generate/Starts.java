package dev.ramekin.generate;

import dev.ramekin.converters.keys.GeneratedKey;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import java.util.List;

/** What every service does before it starts. */
final class Starts {
  private final Images images;
  private final Lock lock;
  private final Labels labels;
  private final List<GeneratedKey> keys;

  Starts(Images images, Lock lock, Labels labels, List<GeneratedKey> keys) {
    this.images = images;
    this.lock = lock;
    this.labels = labels;
    this.keys = List.copyOf(keys);
  }

  StartScript of(Service service) {
    return StartScript.of(service, images.chain(service.stage()), labels, keys(service.stage()));
  }

  /** Returns the keys that packages of an image make. */
  List<GeneratedKey> keys(String image) {
    List<String> packages =
        images.chain(image).stream()
            .map(Stage::name)
            .flatMap(stage -> lock.packages(stage).stream())
            .map(Lock.Package::name)
            .toList();
    return keys.stream().filter(it -> packages.contains(it.packageName())).toList();
  }

  /** Returns whether a service has something made at its start that is held in memory. */
  boolean hasMade(Service service) {
    return !service.secrets().isEmpty() || !keys(service.stage()).isEmpty();
  }
}
