package dev.ramekin.freeze;

import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.freeze.apt.AptResolver;
import dev.ramekin.freeze.apt.AptResolver.Request;
import dev.ramekin.freeze.apt.AptSource;
import dev.ramekin.freeze.apt.ArchiveException;
import dev.ramekin.freeze.apt.ArchiveProbe;
import dev.ramekin.freeze.apt.IndexStore;
import dev.ramekin.freeze.apt.Indices;
import dev.ramekin.freeze.apt.InstalledSystem;
import dev.ramekin.freeze.apt.Preferences;
import dev.ramekin.freeze.apt.Resolution;
import dev.ramekin.freeze.apt.SourceFinder;
import dev.ramekin.freeze.http.Fetcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers which packages an installation would bring: the library behind {@code ramekin resolve}.
 * One object answers any number of questions over the same indices.
 */
public final class PackageQuery {
  private final AptResolver resolver;
  private final boolean recommends;
  private final List<String> problems;

  private PackageQuery(AptResolver resolver, boolean recommends, List<String> problems) {
    this.resolver = resolver;
    this.recommends = recommends;
    this.problems = List.copyOf(problems);
  }

  /**
   * What is asked over.
   *
   * @param platform id of the release: {@code debian-12}
   * @param status text of a dpkg status file; empty for the packages of the release's base image
   * @param archives addresses or folders of archives, as {@link ArchiveProbe#find} takes them; none
   *     for the release's own
   * @param recommends whether recommended packages are installed too
   * @param preferences pins and a target release
   */
  public record Setting(
      String platform,
      Optional<String> status,
      List<String> archives,
      boolean recommends,
      Preferences preferences) {
    public Setting {
      archives = List.copyOf(archives);
    }
  }

  /**
   * Loads the indices.
   *
   * @throws ArchiveException when the release is not known or no archive can be used
   */
  public static PackageQuery open(Setting setting, Places places) throws ArchiveException {
    PlatformDescription description =
        places
            .platforms()
            .find(setting.platform())
            .orElseThrow(
                () ->
                    new ArchiveException(
                        "there is no platform "
                            + setting.platform()
                            + "; known are "
                            + String.join(", ", places.platforms().ids())));
    if (!description.packageManager().equals("apt")) {
      throw new ArchiveException(
          setting.platform() + " has " + description.packageManager() + " packages, not apt's");
    }
    Fetcher fetcher = new Fetcher(places.environment());
    IndexStore store = new IndexStore(fetcher, places.cache(), places.offline(), places.clock());
    List<AptSource> sources = new ArrayList<>();
    if (setting.archives().isEmpty()) {
      sources.addAll(new SourceFinder(places.mirrors(), places.machine()).find(description));
    }
    ArchiveProbe probe = new ArchiveProbe(fetcher, places.cache(), places.offline());
    for (String archive : setting.archives()) {
      sources.addAll(probe.find(archive, description));
    }
    Indices indices = store.load(sources, description.platform().architecture());
    if (indices.seen().isEmpty()) {
      throw new ArchiveException(
          indices.problems().isEmpty()
              ? "no archive of " + setting.platform() + " is known"
              : String.join("; ", indices.problems()));
    }
    List<String> problems = new ArrayList<>(indices.problems());
    problems.addAll(indices.warnings());
    InstalledSystem installed =
        setting.status().map(InstalledSystem::ofStatus).orElseGet(() -> baseImage(description));
    return new PackageQuery(
        indices.resolver(installed, "", setting.preferences()), setting.recommends(), problems);
  }

  private static InstalledSystem baseImage(PlatformDescription description) {
    return InstalledSystem.ofVersions(
        description.records().stream()
            .map(PlatformDescription.ImageRecord::installed)
            .filter(it -> !it.isEmpty())
            .findFirst()
            .orElseGet(TreeMap::new));
  }

  /** Returns what a person should know about the archives. */
  public List<String> problems() {
    return problems;
  }

  /**
   * Answers one set.
   *
   * @param words as on apt-get's command line: {@code name}, {@code name=version}, {@code
   *     name/release}, {@code name-}, {@code task^} …
   */
  public Resolution resolve(List<String> words) {
    return resolver.resolve(
        words.stream().map(it -> new Request(it, Optional.empty())).toList(), recommends);
  }
}
