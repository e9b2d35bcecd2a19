package dev.ramekin.freeze.gem;

import dev.ramekin.freeze.gem.GemRelease.GemDependency;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.model.lock.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says what {@code gem install} would install. */
public final class GemResolver {
  private final GemIndex index;

  /** Takes the server's index. */
  public GemResolver(GemIndex index) {
    this.index = index;
  }

  /**
   * A gem to install.
   *
   * @param version with the platform behind a dash where it has one: {@code 1.15.4-x86_64-linux}
   * @param digest of its archive
   */
  public record Gem(String name, String version, Digest digest) {
    /** Returns the name of its archive less the ending: {@code nokogiri-1.15.4-x86_64-linux}. */
    public String fullName() {
      return name + "-" + version;
    }
  }

  /**
   * Returns the gems that are not there yet, those that others need before them.
   *
   * @param requirement words such as {@code ~> 2.1}; none for any release
   * @param before what is installed already
   * @throws FetchException when a gem cannot be had, or RubyGems would give up
   */
  public List<Gem> resolve(
      String name, List<String> requirement, List<Gem> before, GemEnvironment environment)
      throws FetchException {
    GemDependency wanted =
        new GemDependency(
            name,
            GemRequirement.parse(requirement)
                .orElseThrow(
                    () ->
                        new FetchException(
                            "'%s' is no requirement of a gem"
                                .formatted(String.join(", ", requirement)))));
    List<GemRelease> installed = installed(before);
    if (environment.library(wanted).isPresent()
        || installed.stream()
            .anyMatch(it -> it.name().equals(name) && wanted.allows(it.version()))) {
      return List.of();
    }
    refuseUnsuitable(wanted, environment);
    List<Gem> gems = new ArrayList<>();
    for (GemRelease it :
        new GemSearch(new GemChoices(index, environment, installed, name)).solve(wanted)) {
      Optional<Digest> digest = it.digest();
      if (digest.isPresent()) {
        gems.add(new Gem(it.name(), it.fullName().substring(it.name().length() + 1), digest.get()));
      }
    }
    return gems;
  }

  /** They have no digest: nothing is to be done for them. */
  private List<GemRelease> installed(List<Gem> before) throws FetchException {
    List<GemRelease> installed = new ArrayList<>();
    for (Gem gem : before) {
      for (GemRelease it : index.releases(gem.name())) {
        if (it.fullName().equals(gem.fullName())) {
          installed.add(
              new GemRelease(
                  it.name(),
                  it.number(),
                  it.platformWord(),
                  it.dependencies(),
                  it.ruby(),
                  it.rubygems(),
                  Optional.empty()));
        }
      }
    }
    return installed;
  }

  /** RubyGems says this in these words before it looks for dependencies. */
  private void refuseUnsuitable(GemDependency wanted, GemEnvironment environment)
      throws FetchException {
    List<GemRelease> found =
        index.releases(wanted.name()).stream()
            .filter(it -> wanted.allows(it.version()))
            .filter(it -> environment.local().takes(it.platform()))
            .sorted(Comparator.comparing(GemRelease::version).reversed())
            .toList();
    if (found.isEmpty()) {
      throw FetchException.missing("there is no gem " + wanted + " for " + environment.platform());
    }
    if (found.stream().noneMatch(environment::suits)) {
      throw new FetchException(
          "%s needs Ruby %s and RubyGems %s; the image has Ruby %s and RubyGems %s"
              .formatted(
                  found.get(0).fullName(),
                  found.get(0).ruby(),
                  found.get(0).rubygems(),
                  environment.ruby().orElse("of an unknown version"),
                  environment.rubygems().orElse("of an unknown version")));
    }
  }
}
