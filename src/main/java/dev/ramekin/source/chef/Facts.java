package dev.ramekin.source.chef;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Platform;
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

  /** Returns whether Ohai reports it on every host. */
  static boolean isReportedEverywhere(String name) {
    return OF_EVERY_HOST.contains(name);
  }

  /** Collects the facts for options; what is wrong with them becomes findings. */
  static Facts of(ChefOptions options, Consumer<Finding> findings) {
    PlatformCatalogue catalogue =
        options
            .converters()
            .folder()
            .map(PlatformCatalogue::withOverrides)
            .orElseGet(PlatformCatalogue::bundled);
    Optional<RubyHash> own = options.facts().flatMap(file -> JsonValues.object(file, findings));
    RubyHash reported = own.map(Facts::automatic).orElseGet(RubyHash::new);
    PlatformDescription description =
        released(catalogue, reported)
            .or(() -> catalogue.find(options.platform()))
            .orElseGet(
                () -> {
                  findings.accept(
                      Finding.error(
                              "unknown-platform",
                              Origin.ofFile(options.platform()),
                              "there is no platform '" + options.platform() + "'")
                          .advise("known: " + String.join(", ", catalogue.ids())));
                  return catalogue.find("debian-12").orElseThrow();
                });
    RubyValue base = JsonValues.ofJava(description.facts());
    RubyHash automatic =
        own.isPresent() ? reported : base instanceof RubyHash hash ? hash : new RubyHash();
    return new Facts(
        description.platform(), automatic, own.map(Facts::saved).orElse(Map.of()), own.isPresent());
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
