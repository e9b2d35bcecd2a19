package dev.ramekin.freeze.gem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a version must be: {@code ~> 2.1, != 2.1.5}, as {@code Gem::Requirement} reads it.
 *
 * @param bounds all of which must hold
 */
record GemRequirement(List<Bound> bounds) {
  private static final Pattern FORM =
      Pattern.compile("\\s*(!=|>=|<=|~>|=|>|<)?\\s*(" + GemVersion.FORM + ")\\s*");

  /** One condition. */
  record Bound(String operator, GemVersion version) {
    boolean allows(GemVersion it) {
      return switch (operator) {
        case "!=" -> !it.isSame(version);
        case ">" -> it.compareTo(version) > 0;
        case "<" -> it.compareTo(version) < 0;
        case ">=" -> it.compareTo(version) >= 0;
        case "<=" -> it.compareTo(version) <= 0;
        case "~>" -> it.compareTo(version) >= 0 && it.release().compareTo(version.bump()) < 0;
        default -> it.isSame(version);
      };
    }

    @Override
    public String toString() {
      return operator + " " + version;
    }
  }

  GemRequirement {
    bounds = List.copyOf(bounds);
  }

  /** Returns what any version but a prerelease fulfils. */
  static GemRequirement any() {
    return new GemRequirement(List.of(new Bound(">=", new GemVersion("0"))));
  }

  /** Returns the requirement of words such as {@code >= 1.2}; empty when one is none. */
  static Optional<GemRequirement> parse(List<String> words) {
    List<Bound> bounds = new ArrayList<>();
    for (String word : words) {
      Matcher matcher = FORM.matcher(word);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String operator = matcher.group(1) == null ? "=" : matcher.group(1);
      bounds.add(new Bound(operator, GemVersion.parse(matcher.group(2)).orElseThrow()));
    }
    return Optional.of(bounds.isEmpty() ? any() : new GemRequirement(bounds));
  }

  boolean allows(GemVersion version) {
    return bounds.stream().allMatch(it -> it.allows(version));
  }

  /** Returns whether it names a prerelease, so that prereleases count at all. */
  boolean namesPrerelease() {
    return bounds.stream().anyMatch(it -> it.version().isPrerelease());
  }

  @Override
  public String toString() {
    return String.join(", ", bounds.stream().map(Bound::toString).toList());
  }
}
