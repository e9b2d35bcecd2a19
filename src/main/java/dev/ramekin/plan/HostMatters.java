package dev.ramekin.plan;

import dev.ramekin.converters.services.HostRules;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.AddHostEntry;
import dev.ramekin.model.Operation.AddRepository;
import dev.ramekin.model.Operation.CreateUser;
import dev.ramekin.model.Operation.HostMatter;
import dev.ramekin.model.Operation.LoadKernelModule;
import dev.ramekin.model.Operation.MountFileSystem;
import dev.ramekin.model.Operation.OpenPort;
import dev.ramekin.model.Operation.SetEnvironment;
import dev.ramekin.model.Operation.SetHostName;
import dev.ramekin.model.Operation.SetKernelParameter;
import dev.ramekin.model.Operation.SetLimit;
import dev.ramekin.model.Operation.SetLocale;
import dev.ramekin.model.Operation.SetTimeZone;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What belongs to the host or to the settings of every container, by the operation alone. */
final class HostMatters {
  private final HostRules rules;

  HostMatters(HostRules rules) {
    this.rules = rules;
  }

  /**
   * Returns the place of an operation that is no step of an image.
   *
   * @param used accounts that own a path or run something: not people's logins
   */
  Optional<Place> place(Operation operation, Set<String> used) {
    return ofKernel(operation)
        .or(() -> ofNetwork(operation))
        .or(() -> ofEnvironment(operation))
        .or(() -> ofPath(operation))
        .or(() -> ofLogin(operation, used));
  }

  private Optional<Place> ofKernel(Operation operation) {
    if (operation instanceof SetKernelParameter parameter) {
      return Optional.of(
          rules.kernelParameters().contains(parameter.key())
              ? Place.setting(
                  Optional.empty(), operation, "Set for every container of this host (sysctls).")
              : Place.host(
                  operation, "The kernel is the host's: set " + parameter.key() + " there."));
    }
    if (operation instanceof LoadKernelModule module) {
      return Optional.of(
          Place.host(operation, "The kernel is the host's: load " + module.name() + " there."));
    }
    if (operation instanceof MountFileSystem mount) {
      return Optional.of(
          Place.host(
              operation,
              "The host mounts "
                  + mount.device()
                  + "; give "
                  + mount.path()
                  + " to the container that needs it as a volume."));
    }
    if (operation instanceof HostMatter matter) {
      return Optional.of(Place.host(operation, "Only a host needs this: " + matter.what() + "."));
    }
    return Optional.empty();
  }

  private static Optional<Place> ofNetwork(Operation operation) {
    if (operation instanceof OpenPort) {
      return Optional.of(
          Place.host(operation, "Ports that something listens on are published in compose.yaml."));
    }
    if (operation instanceof SetHostName) {
      return Optional.of(Place.host(operation, "A container is named after its service."));
    }
    if (operation instanceof AddHostEntry) {
      return Optional.of(
          Place.host(
              operation,
              "Containers find each other by service name; other names are extra_hosts in compose.yaml."));
    }
    return Optional.empty();
  }

  private static Optional<Place> ofEnvironment(Operation operation) {
    if (operation instanceof SetEnvironment || operation instanceof SetLocale) {
      return Optional.of(
          Place.setting(Optional.empty(), operation, "Set for every container of this host."));
    }
    if (operation instanceof SetTimeZone) {
      return Optional.of(
          Place.setting(Optional.empty(), operation, "Set for every container of this host (TZ)."));
    }
    if (operation instanceof SetLimit) {
      return Optional.of(
          Place.setting(
              Optional.empty(), operation, "Set for the containers it is about (ulimits)."));
    }
    if (operation instanceof AddRepository) {
      return Optional.of(
          Place.stage(Optional.empty(), operation, "Its packages are frozen in ramekin.lock."));
    }
    return Optional.empty();
  }

  private Optional<Place> ofPath(Operation operation) {
    List<String> paths = Claims.paths(operation);
    if (paths.isEmpty() || operation instanceof Operation.RunCommand) {
      return Optional.empty();
    }
    return rules
        .forPath(paths.get(0))
        .map(
            rule ->
                rule.converted()
                    ? Place.nothing(operation, rule.instead())
                    : Place.host(operation, rule.instead()));
  }

  private static Optional<Place> ofLogin(Operation operation, Set<String> used) {
    if (operation instanceof CreateUser user && Logins.isPersons(user, used)) {
      return Optional.of(
          Place.host(
              operation,
              "A person's login: nobody logs in to a container, docker compose exec opens a"
                  + " shell."));
    }
    return Optional.empty();
  }
}
