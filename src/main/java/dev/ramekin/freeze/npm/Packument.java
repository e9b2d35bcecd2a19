package dev.ramekin.freeze.npm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramekin.freeze.http.FetchException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All versions of a package, and npm's choice among them (npm-pick-manifest). */
final class Packument {
  private static final String DEFAULT_TAG = "latest";

  private final String name;
  private final JsonNode json;
  private final Map<String, NpmManifest> manifests = new HashMap<>();

  Packument(String name, JsonNode json) {
    this.name = name;
    this.json = json;
  }

  private Optional<NpmManifest> manifest(String version) {
    JsonNode found = json.path("versions").path(version);
    return found.isObject()
        ? Optional.of(manifests.computeIfAbsent(version, it -> NpmManifest.read(found)))
        : Optional.empty();
  }

  private String tag(String tag) {
    return json.path("dist-tags").path(tag).asText("");
  }

  /**
   * Returns the version that npm takes.
   *
   * @throws FetchException when there is none
   */
  NpmManifest pick(NpmSpec spec, NpmEnvironment environment) throws FetchException {
    Optional<NpmManifest> picked =
        switch (spec.kind()) {
          case TAG -> manifest(tag(spec.wanted()));
          case VERSION -> NpmVersion.parse(spec.wanted()).flatMap(it -> manifest(it.toString()));
          case RANGE -> best(spec, environment);
          case ELSEWHERE -> Optional.empty();
        };
    return picked.orElseThrow(
        () -> FetchException.missing("npm has no version of " + name + " for " + spec.raw()));
  }

  /**
   * The tag {@code latest} where it fits; else the highest version, after those that are not
   * deprecated and suit node.
   */
  private Optional<NpmManifest> best(NpmSpec spec, NpmEnvironment environment) {
    Optional<NpmRange> range = NpmRange.parse(spec.wanted());
    Optional<NpmManifest> latest = manifest(tag(DEFAULT_TAG));
    boolean any = spec.wanted().equals("*");
    if (latest.isPresent()
        && (any || fits(range, latest.get().version()))
        && environment.suits(latest.get())
        && !latest.get().deprecated()) {
      return latest;
    }
    List<Candidate> candidates = new ArrayList<>();
    json.path("versions")
        .fieldNames()
        .forEachRemaining(
            version -> {
              if (fits(range, version)) {
                NpmManifest manifest = manifest(version).orElseThrow();
                candidates.add(
                    new Candidate(
                        NpmVersion.parse(version).orElseThrow(),
                        manifest,
                        environment.suits(manifest)));
              }
            });
    return candidates.stream().max(Candidate.ORDER).map(Candidate::manifest);
  }

  private static boolean fits(Optional<NpmRange> range, String version) {
    Optional<NpmVersion> parsed = NpmVersion.parse(version);
    return range.isPresent() && parsed.isPresent() && range.get().contains(parsed.get());
  }

  private record Candidate(NpmVersion version, NpmManifest manifest, boolean suits) {
    static final Comparator<Candidate> ORDER =
        Comparator.comparing((Candidate it) -> it.suits && !it.manifest.deprecated())
            .thenComparing(Candidate::suits)
            .thenComparing(it -> !it.manifest.deprecated())
            .thenComparing(Candidate::version);
  }
}
