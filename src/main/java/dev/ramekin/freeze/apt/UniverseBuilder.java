package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.Stanza.Field;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Adds the stanzas of indices and of a dpkg status file to a {@link Universe}. */
final class UniverseBuilder {
  /** The pin priority of a version that only the installed system knows. */
  static final int INSTALLED_PIN = 100;

  private static final byte[] ANY_SUFFIX = ":any".getBytes(StandardCharsets.US_ASCII);

  private static final List<Field> RELATIONS =
      List.of(
          Field.PRE_DEPENDS,
          Field.DEPENDS,
          Field.CONFLICTS,
          Field.BREAKS,
          Field.RECOMMENDS,
          Field.SUGGESTS,
          Field.REPLACES,
          Field.ENHANCES);

  private final Universe universe;
  private final String architecture;

  UniverseBuilder(Universe universe, String architecture) {
    this.universe = universe;
    this.architecture = architecture;
  }

  /**
   * Adds a Packages file.
   *
   * @param index number of the archive the file belongs to
   * @param pin apt's priority of it: 500, or less where the Release file says so
   */
  void addIndex(byte[] text, int length, int index, int pin) {
    Stanza stanza = new Stanza(text, length);
    while (stanza.next()) {
      if (stanza.has(Field.PACKAGE) && stanza.has(Field.VERSION) && fits(stanza)) {
        int version = version(stanza);
        if (pin > universe.versionPin.get(version)) {
          universe.versionPin.set(version, pin);
        }
        if (universe.versionIndex.get(version) < 0) {
          universe.versionIndex.set(version, index);
          addFile(stanza, version);
        }
      }
    }
  }

  private boolean fits(Stanza stanza) {
    return stanza.is(Field.ARCHITECTURE, architecture) || stanza.is(Field.ARCHITECTURE, "all");
  }

  /**
   * Adds a package that is installed, from its stanza in dpkg's status.
   *
   * @return its version's number, or -1 when the stanza says it is not installed
   */
  int addInstalled(Stanza stanza) {
    return isInstalled(stanza) && fits(stanza) ? version(stanza) : -1;
  }

  /** Returns whether a stanza of dpkg's status is about a package that is there. */
  static boolean isInstalled(Stanza stanza) {
    Optional<String> status = stanza.value(Field.STATUS);
    return status.isPresent()
        && status.get().endsWith(" ok installed")
        && stanza.has(Field.PACKAGE)
        && stanza.has(Field.VERSION);
  }

  /** Adds an installed version of which no more than its number is known. */
  int addBare(String name, String text) {
    Universe to = universe;
    int packageId = to.packageNamed(to.strings.intern(name));
    int number = to.strings.intern(text);
    int known = to.findVersion(packageId, number);
    if (known >= 0) {
      return known;
    }
    int version = to.addVersion(packageId, number);
    to.versionArchitecture.add(to.strings.intern(architecture));
    to.versionMultiArchSame.add(0);
    to.versionPriority.add(0);
    addPlaceholders(to.packageName.get(packageId), number);
    return version;
  }

  private void addPlaceholders(int source, int sourceVersion) {
    universe.versionPin.add(INSTALLED_PIN);
    universe.versionIndex.add(-1);
    universe.versionSize.add(-1);
    universe.versionSha256.add(-1);
    universe.versionFilename.add(-1);
    universe.versionSource.add(source);
    universe.versionSourceVersion.add(sourceVersion);
  }

  private int version(Stanza stanza) {
    Universe to = universe;
    int packageId = to.packageNamed(intern(stanza, Field.PACKAGE));
    flag(stanza, packageId);
    int text = intern(stanza, Field.VERSION);
    int known = to.findVersion(packageId, text);
    if (known >= 0) {
      return known;
    }
    int version = to.addVersion(packageId, text);
    to.versionArchitecture.add(intern(stanza, Field.ARCHITECTURE));
    to.versionMultiArchSame.add(stanza.is(Field.MULTI_ARCH, "same") ? 1 : 0);
    to.versionPriority.add(priority(stanza));
    int[] source = source(stanza, packageId, text);
    addPlaceholders(source[0], source[1]);
    addRelations(stanza, version);
    addProvides(stanza, version);
    return version;
  }

  private void flag(Stanza stanza, int packageId) {
    int flags = universe.packageFlags.get(packageId);
    if (stanza.is(Field.ESSENTIAL, "yes")) {
      flags |= Universe.ESSENTIAL;
    }
    // apt counts itself as important.
    if (stanza.is(Field.IMPORTANT, "yes")
        || stanza.is(Field.PROTECTED, "yes")
        || stanza.is(Field.PACKAGE, "apt")) {
      flags |= Universe.IMPORTANT;
    }
    universe.packageFlags.set(packageId, flags);
  }

  private static int priority(Stanza stanza) {
    return switch (stanza.value(Field.PRIORITY).orElse("").toLowerCase(Locale.ROOT)) {
      case "" -> 0;
      case "required" -> 1;
      case "important" -> 2;
      case "standard" -> 3;
      case "optional" -> 4;
      default -> 5;
    };
  }

  /** Returns name and version of the source package, both as string numbers. */
  private int[] source(Stanza stanza, int packageId, int text) {
    if (!stanza.has(Field.SOURCE)) {
      return new int[] {universe.packageName.get(packageId), text};
    }
    int from = stanza.start(Field.SOURCE);
    int to = from;
    while (to < stanza.stop(Field.SOURCE) && stanza.text[to] != ' ') {
      to++;
    }
    int name = universe.strings.intern(stanza.text, from, to);
    int open = to;
    while (open < stanza.stop(Field.SOURCE) && stanza.text[open] != '(') {
      open++;
    }
    if (open >= stanza.stop(Field.SOURCE)) {
      return new int[] {name, text};
    }
    return new int[] {
      name, universe.strings.intern(stanza.text, open + 1, stanza.stop(Field.SOURCE) - 1)
    };
  }

  private void addFile(Stanza stanza, int version) {
    universe.versionSize.set(version, intern(stanza, Field.SIZE));
    byte[] sha256 = HexFormat.of().parseHex(stanza.value(Field.SHA256).orElse(""));
    universe.versionSha256.set(version, universe.strings.add(sha256, 0, sha256.length));
    int from = stanza.start(Field.FILENAME);
    universe.versionFilename.set(
        version, universe.strings.add(stanza.text, from, stanza.stop(Field.FILENAME)));
  }

  private int intern(Stanza stanza, Field field) {
    int to = stanza.stop(field);
    while (to > stanza.start(field) && stanza.text[to - 1] <= ' ') {
      to--;
    }
    return universe.strings.intern(stanza.text, stanza.start(field), to);
  }

  private void addRelations(Stanza stanza, int version) {
    int last = -1;
    for (Field field : RELATIONS) {
      if (!stanza.has(field)) {
        continue;
      }
      int type = field.ordinal() - Field.PRE_DEPENDS.ordinal();
      RelationParser parser =
          new RelationParser(stanza.text, stanza.start(field), stanza.stop(field));
      while (parser.next()) {
        int target = target(stanza.text, parser);
        // Replaces and Enhances decide nothing; they only number their packages.
        if (type <= Universe.SUGGESTS) {
          int text =
              parser.operator == Universe.ANY_VERSION
                  ? -1
                  : universe.strings.intern(stanza.text, parser.versionFrom, parser.versionTo);
          last =
              universe.addDependency(
                  version, last, type, target, parser.operator, text, parser.alternative);
        }
      }
    }
  }

  /** Returns the package a relation names; {@code name:any} is one of its own, as in apt. */
  private int target(byte[] text, RelationParser parser) {
    int colon = parser.nameTo;
    for (int index = parser.nameFrom; index < parser.nameTo; index++) {
      if (text[index] == ':') {
        colon = index;
      }
    }
    String qualifier = new String(text, colon, parser.nameTo - colon, StandardCharsets.US_ASCII);
    boolean own = qualifier.equals(":native") || qualifier.equals(":" + architecture);
    int to = own ? colon : parser.nameTo;
    return universe.packageNamed(universe.strings.intern(text, parser.nameFrom, to));
  }

  private void addProvides(Stanza stanza, int version) {
    boolean allowed = stanza.is(Field.MULTI_ARCH, "allowed");
    if (stanza.has(Field.PROVIDES)) {
      RelationParser parser =
          new RelationParser(
              stanza.text, stanza.start(Field.PROVIDES), stanza.stop(Field.PROVIDES));
      while (parser.next()) {
        boolean versioned = parser.operator == Universe.EQUAL;
        if (versioned || parser.operator == Universe.ANY_VERSION) {
          int text =
              versioned
                  ? universe.strings.intern(stanza.text, parser.versionFrom, parser.versionTo)
                  : -1;
          if (allowed) {
            universe.addProvide(version, any(stanza.text, parser.nameFrom, parser.nameTo), text);
          }
          provide(version, target(stanza.text, parser), text);
        }
      }
    }
    if (allowed) {
      int name = any(stanza.text, stanza.start(Field.PACKAGE), stanza.stop(Field.PACKAGE));
      universe.addProvide(version, name, universe.versionText.get(version));
    }
  }

  private void provide(int version, int target, int text) {
    boolean itself =
        target == universe.versionPackage.get(version)
            && (text < 0 || universe.strings.equalBytes(text, universe.versionText.get(version)));
    if (!itself) {
      universe.addProvide(version, target, text);
    }
  }

  private int any(byte[] text, int from, int to) {
    byte[] name = new byte[to - from + ANY_SUFFIX.length];
    System.arraycopy(text, from, name, 0, to - from);
    System.arraycopy(ANY_SUFFIX, 0, name, to - from, ANY_SUFFIX.length);
    return universe.packageNamed(universe.strings.intern(name, 0, name.length));
  }
}
