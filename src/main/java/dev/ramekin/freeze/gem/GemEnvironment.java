package dev.ramekin.freeze.gem;

import dev.ramekin.freeze.gem.GemRelease.GemDependency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where gems are to be installed.
 *
 * @param ruby version of Ruby; empty when it is not known, and nothing is refused for its sake
 * @param rubygems version of RubyGems
 * @param platform as Ruby calls it: {@code x86_64-linux}
 * @param libraries gems that packages of the distribution bring, version by name in lower case with
 *     dashes, as Debian's Ruby policy names them
 */
public record GemEnvironment(
    Optional<String> ruby,
    Optional<String> rubygems,
    String platform,
    Map<String, String> libraries) {
  public GemEnvironment {
    libraries = Map.copyOf(libraries);
  }

  GemPlatform local() {
    return GemPlatform.parse(platform);
  }

  /** Returns whether its Ruby and RubyGems are what a release wants. */
  boolean suits(GemRelease release) {
    return allows(release.ruby(), ruby) && allows(release.rubygems(), rubygems);
  }

  private static boolean allows(GemRequirement requirement, Optional<String> version) {
    return version.flatMap(GemVersion::parse).map(requirement::allows).orElse(true);
  }

  /** Returns what a package of the distribution has for a dependency. */
  Optional<GemRelease> library(GemDependency dependency) {
    String name = dependency.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String version = libraries.getOrDefault(name, "");
    return GemVersion.parse(version)
        .filter(it -> !version.isEmpty() && dependency.requirement().allows(it))
        .map(
            it ->
                new GemRelease(
                    dependency.name(),
                    version,
                    "ruby",
                    List.of(),
                    GemRequirement.any(),
                    GemRequirement.any(),
                    Optional.empty()));
  }
}
