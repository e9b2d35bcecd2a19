package dev.ramekin.freeze;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.npm.NpmEnvironment;
import dev.ramekin.freeze.npm.NpmRegistry;
import dev.ramekin.freeze.npm.NpmResolver;
import dev.ramekin.freeze.npm.NpmResolver.Placed;
import dev.ramekin.freeze.npm.NpmSettings;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.LanguagePackage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Packages that npm installs globally. */
final class NpmFreezer implements LanguageResolver {
  private static final Map<Architecture, String> CPUS =
      Map.of(
          Architecture.AMD64, "x64",
          Architecture.ARM64, "arm64",
          Architecture.ARMHF, "arm",
          Architecture.ARMEL, "arm",
          Architecture.I386, "ia32",
          Architecture.PPC64EL, "ppc64",
          Architecture.RISCV64, "riscv64",
          Architecture.S390X, "s390x",
          Architecture.MIPS64EL, "mips64el");

  private final NpmRegistry registry;
  private final NpmResolver resolver;

  NpmFreezer(Places places, Fetcher fetcher) {
    NpmSettings settings =
        NpmSettings.of(
            Optional.ofNullable(places.mirrors().get(LanguageManager.NPM.registry())),
            places.machine(),
            places.environment());
    this.registry = new NpmRegistry(settings, fetcher, places.cache(), places.offline());
    this.resolver = new NpmResolver(registry, settings);
  }

  @Override
  public LanguageManager manager() {
    return LanguageManager.NPM;
  }

  @Override
  public String runtime(Runtimes runtimes) {
    return runtimes.node().map(it -> "node " + it.replaceFirst("\\..*", "")).orElse("");
  }

  @Override
  public List<LanguagePackage> resolve(
      InstallPackages install,
      Runtimes runtimes,
      List<LanguagePackage> before,
      Architecture architecture)
      throws FetchException {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (PackageSpec spec : install.packages()) {
      add(spec, wanted);
    }
    NpmEnvironment environment =
        new NpmEnvironment(
            runtimes.node(), runtimes.npm(), CPUS.getOrDefault(architecture, "x64"), "glibc");
    List<LanguagePackage> packages = new ArrayList<>();
    for (Placed it : resolver.resolve(wanted, environment)) {
      packages.add(
          new LanguagePackage(
              LanguageManager.NPM,
              it.name(),
              it.version(),
              it.location(),
              it.digest(),
              0,
              it.path(),
              List.of()));
    }
    return packages;
  }

  /** {@code name}, {@code @scope/name}, either with {@code @version} behind it. */
  private static void add(PackageSpec spec, Map<String, String> wanted) throws FetchException {
    int at = spec.name().indexOf('@', 1);
    String name = at < 0 ? spec.name() : spec.name().substring(0, at);
    if (!name.matches("(@[\\w.~-]+/)?[\\w.~-]+")) {
      throw new FetchException(
          "'" + spec.name() + "' is no package of a registry, and nothing else is frozen");
    }
    String own = at < 0 ? "*" : spec.name().substring(at + 1);
    wanted.put(name, spec.version().orElse(own));
  }

  @Override
  public void close() {
    registry.close();
  }
}
