package dev.ramekin.report;

import dev.ramekin.lang.ShellWords;
import dev.ramekin.model.Secrets;
import dev.ramekin.model.deployment.Service;
import java.util.List;

/**
 * A service as the page shows it; every text is ready to be read.
 *
 * @param limits memory, cores and processes
 * @param limitsFrom where the limits come from
 */
public record ServiceCard(
    String name,
    String image,
    String user,
    String command,
    List<String> ports,
    List<String> volumes,
    String limits,
    String limitsFrom,
    List<String> secrets,
    List<String> dependsOn,
    List<String> hosts,
    String source) {
  /** Returns a card for each service, in start order. */
  static List<ServiceCard> of(Conversion conversion) {
    Secrets secrets = conversion.secrets();
    String project = conversion.deployment().project();
    return conversion.deployment().services().stream()
        .map(service -> card(service, project, secrets))
        .toList();
  }

  private static ServiceCard card(Service service, String project, Secrets secrets) {
    Service.Limits limits = service.limits();
    return new ServiceCard(
        service.name(),
        project + "/" + service.stage(),
        service.user().orElse("root"),
        secrets.mask(ShellWords.join(service.command())),
        service.ports().stream().map(ServiceCard::port).toList(),
        service.volumes().stream().map(ServiceCard::volume).toList(),
        limits.memoryMegabytes()
            + " MB, "
            + limits.cpus()
            + " CPU, "
            + limits.pids()
            + " processes",
        secrets.mask(limits.reason()),
        service.secrets(),
        service.dependsOn(),
        service.hosts(),
        service.origin().shortForm());
  }

  private static String port(Service.Port port) {
    String inside = port.number() + "/" + port.protocol();
    return port.published().map(outside -> inside + ", published as " + outside).orElse(inside);
  }

  private static String volume(Service.VolumeMount mount) {
    return mount.volume() + " at " + mount.path() + (mount.readOnly() ? ", read-only" : "");
  }
}
