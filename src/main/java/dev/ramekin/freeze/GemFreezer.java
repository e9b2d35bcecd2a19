package dev.ramekin.freeze;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.freeze.gem.GemEnvironment;
import dev.ramekin.freeze.gem.GemIndex;
import dev.ramekin.freeze.gem.GemResolver;
import dev.ramekin.freeze.gem.GemResolver.Gem;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.IndexCache;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.LanguagePackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gems that {@code gem install} installs for the system's Ruby. */
final class GemFreezer implements LanguageResolver {
  /** The processors as Ruby calls them. */
  private static final Map<Architecture, String> CPUS =
      Map.of(
          Architecture.AMD64, "x86_64-linux",
          Architecture.ARM64, "aarch64-linux",
          Architecture.ARMHF, "arm-linux-gnueabihf",
          Architecture.ARMEL, "arm-linux-gnueabi",
          Architecture.I386, "x86-linux",
          Architecture.PPC64EL, "powerpc64le-linux",
          Architecture.RISCV64, "riscv64-linux",
          Architecture.S390X, "s390x-linux",
          Architecture.MIPS64EL, "mips64el-linux");

  private final GemResolver resolver;
  private final ConverterFiles converters;

  GemFreezer(Places places, Fetcher fetcher) {
    this.resolver =
        new GemResolver(
            new GemIndex(
                LanguageRegistries.gems(places),
                new IndexCache(fetcher, places.cache(), "gems", places.offline())));
    this.converters = ConverterFiles.builtIn();
  }

  @Override
  public LanguageManager manager() {
    return LanguageManager.GEM;
  }

  @Override
  public String runtime(Runtimes runtimes) {
    return runtimes.ruby().map(it -> "ruby " + Runtimes.firstTwo(it)).orElse("");
  }

  @Override
  public List<LanguagePackage> resolve(
      InstallPackages install,
      Runtimes runtimes,
      List<LanguagePackage> before,
      Architecture architecture)
      throws FetchException {
    GemEnvironment environment =
        new GemEnvironment(
            runtimes.ruby(),
            runtimes.rubygems(),
            CPUS.getOrDefault(architecture, "x86_64-linux"),
            libraries(runtimes));
    List<Gem> there = new ArrayList<>();
    before.forEach(it -> there.add(new Gem(it.name(), it.version(), it.digest())));
    List<LanguagePackage> packages = new ArrayList<>();
    for (PackageSpec spec : install.packages()) {
      List<String> words =
          spec.version().map(it -> List.of(it.strip().split("\\s*,\\s*"))).orElse(List.of());
      for (Gem it : resolver.resolve(spec.name(), words, there, environment)) {
        there.add(it);
        packages.add(
            new LanguagePackage(
                LanguageManager.GEM,
                it.name(),
                it.version(),
                "",
                it.digest(),
                0,
                "gems/" + it.fullName() + ".gem",
                List.of()));
      }
    }
    return packages;
  }

  /** What Ruby itself brings, and what the distribution's packages do. */
  private Map<String, String> libraries(Runtimes runtimes) {
    Map<String, String> libraries = new TreeMap<>();
    String version = runtimes.ruby().map(Runtimes::firstTwo).orElse("");
    converters
        .yaml("runtimes/ruby.yaml")
        .flatMap(it -> it.get(version))
        .ifPresent(it -> it.entries().forEach((name, node) -> libraries.put(name, node.text())));
    libraries.putAll(runtimes.gems());
    return libraries;
  }

  @Override
  public void close() {
    // It holds nothing open.
  }
}
