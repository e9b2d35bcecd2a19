package dev.ramekin.freeze.npm;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a package asks for under a dependency's name (npm-package-arg).
 *
 * @param raw as it stands in the package
 * @param kind what form it has
 * @param name the registry's name of the package: another one for an alias
 * @param wanted version, range or tag; {@code *} for any
 */
record NpmSpec(String raw, Kind kind, String name, String wanted) {
  /** The forms. */
  enum Kind {
    /** One version. */
    VERSION,
    /** A range of versions. */
    RANGE,
    /** A name the registry gives a version. */
    TAG,
    /** Not of the registry: git, an address, a file. */
    ELSEWHERE
  }

  private static final Pattern FILE = Pattern.compile("^(?:[.]|~[/]|[/]|[a-zA-Z]:).*");
  private static final Pattern ADDRESS =
      Pattern.compile("^(?:git[+])?[a-z]+:.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern ARCHIVE =
      Pattern.compile(".*[.](?:tgz|tar\\.gz|tar)$", Pattern.CASE_INSENSITIVE);
  private static final String ALIAS = "npm:";

  /** Reads the text under a name. */
  static NpmSpec of(String name, String raw) {
    if (raw.regionMatches(true, 0, ALIAS, 0, ALIAS.length())) {
      return alias(raw);
    }
    boolean elsewhere =
        raw.regionMatches(true, 0, "file:", 0, 5)
            || FILE.matcher(raw).matches()
            || ADDRESS.matcher(raw).matches()
            || raw.contains("/")
            || ARCHIVE.matcher(raw).matches();
    return elsewhere ? new NpmSpec(raw, Kind.ELSEWHERE, name, raw) : registry(name, raw, raw);
  }

  /** {@code npm:other@^1.0.0}: another package under this name. */
  private static NpmSpec alias(String raw) {
    String target = raw.substring(ALIAS.length());
    int at = target.indexOf('@', 1);
    String name = at < 0 ? target : target.substring(0, at);
    return registry(name, at < 0 ? "*" : target.substring(at + 1), raw);
  }

  private static NpmSpec registry(String name, String text, String raw) {
    String wanted = text.strip();
    if (wanted.isEmpty()) {
      return new NpmSpec(raw, Kind.RANGE, name, "*");
    }
    if (NpmVersion.parse(wanted).isPresent()) {
      return new NpmSpec(raw, Kind.VERSION, name, wanted);
    }
    Kind kind = NpmRange.parse(wanted).isPresent() ? Kind.RANGE : Kind.TAG;
    return new NpmSpec(raw, kind, name, wanted);
  }

  /** Returns whether a version of the package is what is asked for. */
  boolean allows(NpmVersion version) {
    return switch (kind) {
      case TAG -> true;
      case ELSEWHERE -> false;
      case VERSION, RANGE -> {
        Optional<NpmRange> range = NpmRange.parse(wanted);
        yield wanted.equals("*") || range.isPresent() && range.get().contains(version);
      }
    };
  }
}
