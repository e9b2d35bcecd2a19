package dev.ramekin.source.chef;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is known of the host: the platform's facts, below those of the user's own file.
 *
 * @param platform the operating system release
 * @param automatic attributes at the automatic level
 * @param saved attributes of a saved node by level name, where the file was one; else empty
 * @param complete whether a missing fact is known to be missing
 */
record Facts(
    Platform platform, RubyHash automatic, Map<AttributeLevel, RubyHash> saved, boolean complete) {
  /** Facts every host has and that do not follow from its release. */
  private static final Set<String> OF_EVERY_HOST =
      Set.of(
          "ipaddress",
          "ip6address",
          "macaddress",
          "fqdn",
          "hostname",
          "machinename",
          "domain",
          "memory",
          "cpu",
          "network",
          "filesystem",
          "filesystem2",
          "block_device",
          "dmi",
          "virtualization",
          "cloud",
          "cloud_v2",
          "ec2",
          "gce",
          "azure",
          "rackspace",
          "uptime",
          "uptime_seconds",
          "idletime",
          "counters",
          "etc",
          "keys",
          "languages",
          "packages",
          "machine_id",
          "command",
          "init_package",
          "current_user",
          "root_group",
          "shells",
          "time",
          "sessions",
          "hostnamectl",
          "systemd_paths",
          "ohai_time",
          "lsb",
          "kernel",
          "os_version");

  /** Facts that follow from a release, or were made by its programs. */
  private static final Set<String> OF_A_RELEASE =
      Set.of(
          "platform",
          "platform_version",
          "platform_family",
          "os",
          "os_version",
          "lsb",
          "kernel",
          "init_package",
          "packages",
          "languages",
          "chef_packages",
          "command",
          "root_group");

  /** Facts by which one host reaches another. */
  static final List<String> ADDRESSES = List.of("ipaddress", "fqdn", "hostname", "machinename");

  private static final String USUAL = "debian-12";

  /** Returns whether Ohai reports it on every host. */
  static boolean isReportedEverywhere(String name) {
    return OF_EVERY_HOST.contains(name);
  }

  /**
   * Collects the facts of a node; what is wrong with them becomes findings. The user's own file
   * wins, then the user's choice of a platform, then what the node says.
   */
  static Facts of(ChefOptions options, NodeSpec node, Consumer<Finding> findings) {
    PlatformCatalogue catalogue = options.platforms();
    Optional<RubyHash> own = options.facts().flatMap(file -> JsonValues.object(file, findings));
    if (own.isPresent()) {
      RubyHash reported = automatic(own.get());
      PlatformDescription description =
          released(catalogue, reported).orElseGet(() -> chosen(catalogue, options, findings));
      return new Facts(description.platform(), reported, saved(own.get()), true);
    }
    Optional<PlatformDescription> nodes =
        released(catalogue, node.facts()).or(() -> node.platform().flatMap(catalogue::find));
    PlatformDescription description =
        options.platform().isEmpty() && nodes.isPresent()
            ? nodes.get()
            : chosen(catalogue, options, findings);
    boolean fits = nodes.filter(it -> it.platform().equals(description.platform())).isPresent();
    RubyHash facts = fits ? node.facts() : withoutRelease(node.facts());
    if (!fits && says(node)) {
      findings.accept(
          Finding.note(
              "other-platform",
              node.origin(),
              "'"
                  + node.name()
                  + "' is read as "
                  + description.platform().id()
                  + ", not as what its own facts say"));
    }
    boolean complete = fits && facts.get(new RubyString("ohai_time")).isPresent();
    RubyValue base = JsonValues.ofJava(description.facts());
    return new Facts(
        description.platform(),
        DeepMerge.replacing(base, facts) instanceof RubyHash merged ? merged : facts,
        Map.of(),
        complete);
  }

  private static boolean says(NodeSpec node) {
    return node.platform().isPresent() || text(node.facts(), "platform").isPresent();
  }

  private static RubyHash withoutRelease(RubyHash facts) {
    RubyHash rest = new RubyHash();
    facts
        .map()
        .forEach(
            (name, value) -> {
              if (!OF_A_RELEASE.contains(Plain.text(name))) {
                rest.put(name, value);
              }
            });
    return rest;
  }

  private static PlatformDescription chosen(
      PlatformCatalogue catalogue, ChefOptions options, Consumer<Finding> findings) {
    String id = options.platform().orElse(USUAL);
    return catalogue
        .find(id)
        .orElseGet(
            () -> {
              findings.accept(
                  Finding.error(
                          "unknown-platform",
                          Origin.ofFile(id),
                          "there is no platform '" + id + "'")
                      .advise("known: " + String.join(", ", catalogue.ids())));
              return catalogue.find(USUAL).orElseThrow();
            });
  }

  private static Optional<PlatformDescription> released(
      PlatformCatalogue catalogue, RubyHash facts) {
    Optional<String> name = text(facts, "platform");
    Optional<String> version = text(facts, "platform_version");
    return name.isPresent() && version.isPresent()
        ? catalogue.findRelease(name.get(), version.get())
        : Optional.empty();
  }

  static Optional<String> text(RubyHash hash, String key) {
    return hash.get(new RubyString(key)).map(Plain::text);
  }

  /** A saved node holds its facts below {@code automatic}; Ohai's own file is all facts. */
  private static RubyHash automatic(RubyHash file) {
    return file.get(new RubyString("automatic")).orElse(file) instanceof RubyHash hash
        ? hash
        : new RubyHash();
  }

  private static Map<AttributeLevel, RubyHash> saved(RubyHash file) {
    Map<AttributeLevel, RubyHash> levels = new java.util.EnumMap<>(AttributeLevel.class);
    if (file.get(new RubyString("automatic")).isPresent()
        && file.get(new RubyString("normal")).orElse(file) instanceof RubyHash normal
        && normal != file) {
      levels.put(AttributeLevel.NORMAL, normal);
    }
    return levels;
  }
}
