package dev.ramekin.freeze;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.freeze.apt.AptResolver;
import dev.ramekin.freeze.apt.AptResolver.Request;
import dev.ramekin.freeze.apt.AptSource;
import dev.ramekin.freeze.apt.ArchiveException;
import dev.ramekin.freeze.apt.ArchiveProbe;
import dev.ramekin.freeze.apt.IndexStore;
import dev.ramekin.freeze.apt.Indices;
import dev.ramekin.freeze.apt.InstalledSystem;
import dev.ramekin.freeze.apt.Resolution;
import dev.ramekin.freeze.apt.Resolution.Closure;
import dev.ramekin.freeze.apt.Resolution.Impossible;
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
   * Loads the indices.
   *
   * @param platform id of the release: {@code debian-12}
   * @param status text of a dpkg status file; empty for the packages of the release's base image
   * @param archives addresses or folders of archives, perhaps followed by a suite and components;
   *     none for the release's own. Their signatures are not checked
   * @throws ArchiveException when the release is not known or no archive can be used
   */
  public static PackageQuery open(
      String platform,
      Optional<String> status,
      List<String> archives,
      boolean recommends,
      Places places)
      throws ArchiveException {
    PlatformDescription description =
        places
            .platforms()
            .find(platform)
            .orElseThrow(
                () ->
                    new ArchiveException(
                        "there is no platform "
                            + platform
                            + "; known are "
                            + String.join(", ", places.platforms().ids())));
    Fetcher fetcher = new Fetcher(places.environment());
    IndexStore store = new IndexStore(fetcher, places.cache(), places.offline(), places.clock());
    List<AptSource> sources = new ArrayList<>();
    if (archives.isEmpty()) {
      sources.addAll(new SourceFinder(places.mirrors(), places.machine()).find(description));
    }
    ArchiveProbe probe = new ArchiveProbe(fetcher, places.cache(), places.offline());
    for (String archive : archives) {
      sources.addAll(probe.find(archive, description));
    }
    Indices indices = store.load(sources, description.platform().architecture());
    if (indices.seen().isEmpty()) {
      throw new ArchiveException(
          indices.problems().isEmpty()
              ? "no archive of " + platform + " is known"
              : String.join("; ", indices.problems()));
    }
    List<String> problems = new ArrayList<>(indices.problems());
    problems.addAll(indices.warnings());
    InstalledSystem installed =
        status.map(InstalledSystem::ofStatus).orElseGet(() -> baseImage(description));
    return new PackageQuery(indices.resolver(installed), recommends, problems);
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
   * @param words {@code name} or {@code name=version}
   */
  public Resolution resolve(List<String> words) {
    return resolver.resolve(words.stream().map(PackageQuery::request).toList(), recommends);
  }

  private static Request request(String word) {
    int equals = word.indexOf('=');
    return equals < 0
        ? new Request(word, Optional.empty())
        : new Request(word.substring(0, equals), Optional.of(word.substring(equals + 1)));
  }

  /**
   * Returns an answer as one line of JSON: {@code {"packages":[…],"removed":[…]}} or {@code
   * {"error":…,"reasons":[…]}}.
   */
  public static String json(Resolution resolution) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    if (resolution instanceof Closure closure) {
      ArrayNode packages = root.putArray("packages");
      for (Resolution.ResolvedPackage it : closure.packages()) {
        packages
            .addObject()
            .put("name", it.name())
            .put("version", it.version())
            .put("architecture", it.architecture())
            .put("size", it.size())
            .put("sha256", it.sha256())
            .put("filename", it.filename());
      }
      ArrayNode removed = root.putArray("removed");
      closure.removed().forEach(removed::add);
    } else if (resolution instanceof Impossible impossible) {
      root.put("error", String.join("; ", impossible.reasons()));
      ArrayNode reasons = root.putArray("reasons");
      impossible.reasons().forEach(reasons::add);
    }
    return root.toString();
  }
}
