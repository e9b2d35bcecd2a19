package dev.ramekin.plan;

import dev.ramekin.converters.services.HostRules;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CreateGroup;
import dev.ramekin.model.Operation.CreateUser;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.RemoveAccount;
import dev.ramekin.model.Operation.RunCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an image can hold of the things that no container needs: files, packages and logins of the
 * host itself. They are in an image of their own, which nothing starts: services stay lean, and
 * nothing of the source is lost. Docs/planning.md, section 3.
 */
final class HostImage {
  /** The stage's name; with several different hosts the host's name follows. */
  static final String NAME = "host";

  private final HostRules rules;
  private final Claims claims;
  private final boolean withJobs;

  /**
   * @param withJobs whether the host has scheduled jobs: cron is in their container's image then
   */
  HostImage(HostRules rules, Claims claims, boolean withJobs) {
    this.rules = rules;
    this.claims = claims;
    this.withJobs = withJobs;
  }

  /**
   * Returns a place with the word whether an image holds its operation: that of the service whose
   * name the file has, such as {@code /etc/logrotate.d/nginx}, else the host's.
   */
  Place keep(Place place) {
    boolean elsewhere = place.kind() == Place.Kind.HOST || place.kind() == Place.Kind.NOTHING;
    if (!elsewhere || !holds(place.operation())) {
      return place;
    }
    Set<String> services = claims.byFileName(place.operation());
    return services.size() == 1
        ? place.held().at(Optional.of(services.iterator().next()), place.note())
        : place.held();
  }

  private boolean holds(Operation operation) {
    if (operation instanceof InstallPackages install) {
      return !withJobs
          || install.packages().stream().anyMatch(it -> !it.name().equals(JobFiles.PACKAGE));
    }
    if (operation instanceof CreateUser
        || operation instanceof CreateGroup
        || operation instanceof RemoveAccount) {
      return true;
    }
    List<String> paths = Claims.paths(operation);
    return !(operation instanceof RunCommand)
        && !paths.isEmpty()
        && paths.stream().noneMatch(rules::isTheEngines);
  }
}
