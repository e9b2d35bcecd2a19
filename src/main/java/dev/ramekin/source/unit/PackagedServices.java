package dev.ramekin.source.unit;

import dev.ramekin.converters.services.PackageRules;
import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.lang.unit.ServiceUnit;
import dev.ramekin.lang.unit.UnitFile;
import dev.ramekin.model.PackageFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Services that nobody has described, as their packages do: by systemd units, else by init scripts.
 */
public final class PackagedServices {
  private static final Pattern UNIT =
      Pattern.compile("/(?:usr/)?lib/systemd/system/([^/@]+)\\.service");
  private static final Pattern SCRIPT = Pattern.compile("/etc/init\\.d/([^/]+)");

  private PackagedServices() {}

  /**
   * Returns the services that packages describe; what runs once, and what only is an instance's
   * template, is none.
   *
   * @param packages those of one source belong together
   * @param rules what a package does not say
   */
  public static List<ServiceEntry> of(List<PackageFiles> packages, PackageRules rules) {
    Map<String, List<PackageFiles>> bySource = new LinkedHashMap<>();
    packages.forEach(
        it -> bySource.computeIfAbsent(it.source(), source -> new ArrayList<>()).add(it));
    List<ServiceEntry> services = new ArrayList<>();
    bySource.values().forEach(it -> services.addAll(ofSource(it, rules)));
    return services;
  }

  private static List<ServiceEntry> ofSource(List<PackageFiles> packages, PackageRules rules) {
    PackagePaths paths = PackagePaths.of(packages, rules);
    Map<String, ServiceEntry> found = new LinkedHashMap<>();
    for (PackageFiles it : packages) {
      it.texts()
          .forEach(
              (path, text) ->
                  name(UNIT, path)
                      .flatMap(name -> ofUnit(name, text, new PackagedService(rules, it, paths)))
                      .ifPresent(entry -> found.put(entry.service(), entry)));
    }
    for (PackageFiles it : packages) {
      it.texts()
          .forEach(
              (path, text) ->
                  name(SCRIPT, path)
                      .filter(name -> !found.containsKey(name))
                      .flatMap(name -> InitScript.read(name, text))
                      .map(script -> new PackagedService(rules, it, paths).ofScript(script))
                      .ifPresent(entry -> found.put(entry.service(), entry)));
    }
    return List.copyOf(found.values());
  }

  private static Optional<String> name(Pattern pattern, String path) {
    Matcher matcher = pattern.matcher(path);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<ServiceEntry> ofUnit(String name, String text, PackagedService service) {
    UnitFile file = UnitFile.parse(text.replace("%n", name + ".service").replace("%p", name));
    ServiceUnit unit = ServiceUnit.of(file);
    return unit.type().equals("oneshot") || unit.start().isEmpty()
        ? Optional.empty()
        : Optional.of(service.ofUnit(name, file, unit));
  }
}
