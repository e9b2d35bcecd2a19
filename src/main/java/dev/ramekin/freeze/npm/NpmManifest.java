package dev.ramekin.freeze.npm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramekin.model.lock.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a package as the registry describes it.
 *
 * @param dependencies what it needs, without what is optional
 * @param optional what it takes where that can be installed
 * @param peers what whoever depends on it has to have
 * @param optionalPeers those of the peers that may be missing
 * @param bundled names of dependencies that are in its own archive
 * @param engines {@code node} and {@code npm} ranges it says it works with
 * @param os operating systems it is for; empty for all
 * @param cpu processors it is for, by node's names
 * @param libc C libraries it is for
 * @param deprecated whether its author advises against it
 * @param shrinkwrapped whether it brings a lock of its own
 * @param scripted whether installing it runs scripts
 * @param digest of its archive; empty when the registry gives none
 * @param archive address of its archive
 */
record NpmManifest(
    String name,
    String version,
    Map<String, String> dependencies,
    Map<String, String> optional,
    Map<String, String> peers,
    Set<String> optionalPeers,
    Set<String> bundled,
    Map<String, String> engines,
    List<String> os,
    List<String> cpu,
    List<String> libc,
    boolean deprecated,
    boolean shrinkwrapped,
    boolean scripted,
    Optional<Digest> digest,
    String archive) {

  /** Returns what stands for no package: it only asks for others. */
  static NpmManifest nothing(Map<String, String> dependencies) {
    return new NpmManifest(
        "",
        "",
        dependencies,
        Map.of(),
        Map.of(),
        Set.of(),
        Set.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        false,
        false,
        Optional.empty(),
        "");
  }

  /** Reads a version of a packument. */
  static NpmManifest read(JsonNode json) {
    Map<String, String> optional = texts(json.path("optionalDependencies"));
    Map<String, String> dependencies = texts(json.path("dependencies"));
    dependencies.keySet().removeAll(optional.keySet());
    Set<String> optionalPeers = new LinkedHashSet<>();
    json.path("peerDependenciesMeta")
        .properties()
        .forEach(
            it -> {
              if (it.getValue().path("optional").asBoolean(false)) {
                optionalPeers.add(it.getKey());
              }
            });
    return new NpmManifest(
        json.path("name").asText(""),
        json.path("version").asText(""),
        dependencies,
        optional,
        texts(json.path("peerDependencies")),
        optionalPeers,
        bundled(json),
        texts(json.path("engines")),
        list(json.path("os")),
        list(json.path("cpu")),
        list(json.path("libc")),
        isSaid(json.path("deprecated")),
        json.path("_hasShrinkwrap").asBoolean(false),
        json.path("hasInstallScript").asBoolean(false),
        digest(json.path("dist")),
        json.path("dist").path("tarball").asText(""));
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (json.isObject()) {
      json.properties()
          .forEach(
              it -> {
                if (it.getValue().isTextual()) {
                  texts.put(it.getKey(), it.getValue().asText());
                }
              });
    }
    return texts;
  }

  private static List<String> list(JsonNode json) {
    List<String> list = new ArrayList<>();
    if (json.isTextual()) {
      list.add(json.asText());
    }
    json.forEach(it -> list.add(it.asText()));
    return list;
  }

  /** {@code true} stands for all dependencies. */
  private static Set<String> bundled(JsonNode json) {
    JsonNode bundled =
        json.has("bundleDependencies")
            ? json.path("bundleDependencies")
            : json.path("bundledDependencies");
    if (bundled.isBoolean()) {
      return bundled.asBoolean()
          ? new LinkedHashSet<>(texts(json.path("dependencies")).keySet())
          : Set.of();
    }
    return new LinkedHashSet<>(list(bundled));
  }

  private static boolean isSaid(JsonNode json) {
    return json.isBoolean() ? json.asBoolean() : !json.asText("").isEmpty();
  }

  private static Optional<Digest> digest(JsonNode dist) {
    return Digest.ofIntegrity(dist.path("integrity").asText(""))
        .or(() -> Digest.of("sha1", dist.path("shasum").asText("")));
  }
}
