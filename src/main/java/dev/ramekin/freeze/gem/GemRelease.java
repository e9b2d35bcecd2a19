package dev.ramekin.freeze.gem;

import dev.ramekin.model.lock.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A version of a gem for one platform, as the compact index describes it.
 *
 * @param number the version as the index writes it
 * @param platformWord the platform as the index writes it; {@code ruby} for everywhere
 * @param dependencies what it needs to run, in the index's order
 * @param ruby what the version of Ruby must be
 * @param rubygems what the version of RubyGems must be
 * @param digest of its archive; empty for what is installed already
 */
record GemRelease(
    String name,
    String number,
    String platformWord,
    List<GemDependency> dependencies,
    GemRequirement ruby,
    GemRequirement rubygems,
    Optional<Digest> digest) {
  /** Another gem that one needs. */
  record GemDependency(String name, GemRequirement requirement) {
    /** Returns whether a version of that gem would do. */
    boolean allows(GemVersion version) {
      return (!version.isPrerelease() || requirement.namesPrerelease())
          && requirement.allows(version);
    }

    @Override
    public String toString() {
      return name + " (" + requirement + ")";
    }
  }

  GemRelease {
    dependencies = List.copyOf(dependencies);
  }

  GemVersion version() {
    return GemVersion.parse(number).orElseThrow();
  }

  GemPlatform platform() {
    return GemPlatform.parse(platformWord);
  }

  boolean isInstalled() {
    return digest.isEmpty();
  }

  /** Returns {@code nokogiri-1.15.4-x86_64-linux}. */
  String fullName() {
    return name + "-" + number + (platform().isRuby() ? "" : "-" + platformWord);
  }

  /**
   * Reads a line of the compact index: {@code 2.2.8-java a:>= 1&< 3,b:= 2|checksum:…,ruby:>= 2.3}.
   * Lines whose versions or requirements RubyGems would refuse are left out.
   */
  static Optional<GemRelease> parse(String name, String line) {
    String[] halves = line.split("\\|", 2);
    String[] words = halves[0].strip().split(" ", 2);
    String[] version = words[0].split("-", 2);
    Optional<List<GemDependency>> dependencies = fields(words.length > 1 ? words[1] : "");
    String checksum = "";
    Optional<GemRequirement> ruby = Optional.of(GemRequirement.any());
    Optional<GemRequirement> rubygems = ruby;
    for (String field : halves.length > 1 ? halves[1].split(",") : new String[0]) {
      String[] pair = field.split(":", 2);
      String value = pair.length > 1 ? pair[1] : "";
      switch (pair[0]) {
        case "checksum" -> checksum = value;
        case "ruby" -> ruby = GemRequirement.parse(List.of(value.split("&")));
        case "rubygems" -> rubygems = GemRequirement.parse(List.of(value.split("&")));
        default -> {}
      }
    }
    if (GemVersion.parse(version[0]).isEmpty()
        || dependencies.isEmpty()
        || ruby.isEmpty()
        || rubygems.isEmpty()) {
      return Optional.empty();
    }
    Optional<Digest> digest = Digest.parse("sha256:" + checksum);
    return digest.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new GemRelease(
                name,
                version[0],
                version.length > 1 ? version[1] : "ruby",
                dependencies.get(),
                ruby.get(),
                rubygems.get(),
                digest));
  }

  private static Optional<List<GemDependency>> fields(String text) {
    List<GemDependency> dependencies = new ArrayList<>();
    for (String field : text.isBlank() ? new String[0] : text.split(",")) {
      String[] pair = field.split(":", 2);
      Optional<GemRequirement> requirement =
          pair.length > 1
              ? GemRequirement.parse(List.of(pair[1].split("&")))
              : Optional.of(GemRequirement.any());
      if (requirement.isEmpty()) {
        return Optional.empty();
      }
      dependencies.add(new GemDependency(pair[0].strip(), requirement.get()));
    }
    return Optional.of(dependencies);
  }
}
