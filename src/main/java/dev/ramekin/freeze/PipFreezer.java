package dev.ramekin.freeze;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.pip.PipEnvironment;
import dev.ramekin.freeze.pip.PipIndex;
import dev.ramekin.freeze.pip.PipResolver;
import dev.ramekin.freeze.pip.PipResolver.Chosen;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.LanguagePackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Packages that pip installs for the system's Python. */
final class PipFreezer implements LanguageResolver {
  /** The processors as {@code uname -m} calls them. */
  private static final Map<Architecture, String> MACHINES =
      Map.of(
          Architecture.AMD64, "x86_64",
          Architecture.ARM64, "aarch64",
          Architecture.ARMHF, "armv7l",
          Architecture.ARMEL, "armv6l",
          Architecture.I386, "i686",
          Architecture.PPC64EL, "ppc64le",
          Architecture.RISCV64, "riscv64",
          Architecture.S390X, "s390x",
          Architecture.MIPS64EL, "mips64");

  private final PipResolver resolver;

  PipFreezer(Places places, Fetcher fetcher) {
    this.resolver =
        new PipResolver(
            new PipIndex(
                LanguageRegistries.python(places).index(),
                fetcher,
                places.cache(),
                places.offline()));
  }

  @Override
  public LanguageManager manager() {
    return LanguageManager.PIP;
  }

  @Override
  public String runtime(Runtimes runtimes) {
    return runtimes.python().map(it -> "python " + Runtimes.firstTwo(it)).orElse("");
  }

  @Override
  public List<LanguagePackage> resolve(
      InstallPackages install,
      Runtimes runtimes,
      List<LanguagePackage> before,
      Architecture architecture)
      throws FetchException {
    String python =
        runtimes
            .python()
            .filter(it -> it.startsWith("3."))
            .orElseThrow(
                () -> new FetchException("the image has no Python 3 that a package would bring"));
    Map<String, String> installed = new TreeMap<>(runtimes.eggs());
    before.forEach(it -> installed.put(it.name(), it.version()));
    PipEnvironment environment =
        new PipEnvironment(
            python, MACHINES.getOrDefault(architecture, "x86_64"), runtimes.glibc(), installed);
    List<String> words = install.packages().stream().map(PipFreezer::requirement).toList();
    List<LanguagePackage> packages = new ArrayList<>();
    for (Chosen it : resolver.resolve(words, environment)) {
      packages.add(
          new LanguagePackage(
              LanguageManager.PIP,
              it.name(),
              it.version(),
              "",
              it.digest(),
              0,
              it.uri().getPath().replaceFirst("^/+", ""),
              List.of()));
    }
    return packages;
  }

  /** {@code flask}, {@code flask} with a version, or a requirement with conditions of its own. */
  private static String requirement(PackageSpec spec) {
    return spec.name()
        + spec.version().map(it -> it.matches("\\s*[<>=!~].*") ? it : "==" + it).orElse("");
  }

  @Override
  public void close() {
    // It holds nothing open.
  }
}
