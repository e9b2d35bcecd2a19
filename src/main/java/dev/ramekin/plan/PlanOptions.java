package dev.ramekin.plan;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.services.ServiceCatalogue;

/**
 * What planning needs beside the estate.
 *
 * @param project compose project name; made of lower-case letters, digits and dashes
 * @param services the services that are known
 * @param platforms the operating system releases that are known
 * @param converters where the rules for host matters are
 */
public record PlanOptions(
    String project,
    ServiceCatalogue services,
    PlatformCatalogue platforms,
    ConverterFiles converters) {
  /** Returns the options for what comes with Ramekin. */
  public static PlanOptions bundled(String project) {
    return new PlanOptions(
        project, ServiceCatalogue.bundled(), PlatformCatalogue.bundled(), ConverterFiles.builtIn());
  }

  /** Returns the same with other services. */
  public PlanOptions withServices(ServiceCatalogue others) {
    return new PlanOptions(project, others, platforms, converters);
  }
}
