package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.Stanza.Field;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Adds the stanzas of indices and of a dpkg status file to a {@link Universe}, merging them as
 * apt's cache generator does.
 */
final class UniverseBuilder {
  private final Universe universe;
  private final String architecture;
  private final RelationBuilder relations;

  UniverseBuilder(Universe universe, String architecture) {
    this.universe = universe;
    this.architecture = architecture;
    this.relations = new RelationBuilder(universe, architecture);
  }

  /**
   * Adds a Packages file.
   *
   * @param file number of the file
   */
  void addIndex(byte[] text, int length, int file) {
    Stanza stanza = new Stanza(text, length);
    while (stanza.next()) {
      if (stanza.has(Field.PACKAGE) && stanza.has(Field.VERSION) && fits(stanza)) {
        int version = version(stanza);
        if (!universe.isDownloadable(version)) {
          addFile(stanza, version);
        }
        universe.addFile(version, file);
      }
    }
  }

  private boolean fits(Stanza stanza) {
    return stanza.is(Field.ARCHITECTURE, architecture) || stanza.is(Field.ARCHITECTURE, "all");
  }

  /**
   * Adds a stanza of dpkg's status, installed or not.
   *
   * @return its version's number, or -1 when it names none or is for another architecture
   */
  int addStatus(Stanza stanza) {
    if (!stanza.has(Field.PACKAGE) || !stanza.has(Field.VERSION) || !fits(stanza)) {
      return -1;
    }
    int version = version(stanza);
    universe.addFile(version, Universe.STATUS_FILE);
    return version;
  }

  /** Adds an installed version of which no more than its number is known. */
  int addBare(String name, String text) {
    Universe to = universe;
    int packageId = to.packageNamed(to.strings.intern(name));
    int number = to.strings.intern(text);
    int version = to.findVersion(packageId, number);
    if (version < 0) {
      version = to.addVersion(packageId, number, before(packageId, number));
      to.versionArchitecture.add(to.strings.intern(architecture));
      to.versionFlags.add(0);
      to.versionPriority.add(0);
      to.versionHash.add(0);
      addPlaceholders(to.packageName.get(packageId), number);
    }
    to.addFile(version, Universe.STATUS_FILE);
    return version;
  }

  /** Returns the version after which another one comes, or -1. */
  private int before(int packageId, int text) {
    int previous = -1;
    int it = universe.firstVersion.get(packageId);
    while (it >= 0 && universe.strings.compareVersions(text, universe.versionText.get(it)) <= 0) {
      previous = it;
      it = universe.versionNext.get(it);
    }
    return previous;
  }

  private void addPlaceholders(int source, int sourceVersion) {
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
    int hash = VersionHash.of(stanza);
    int flags = flags(stanza);
    int known = known(stanza, packageId, text, hash, flags);
    if (known >= 0) {
      return known;
    }
    int version = to.addVersion(packageId, text, before(packageId, text));
    to.versionArchitecture.add(intern(stanza, Field.ARCHITECTURE));
    to.versionFlags.add(flags);
    to.versionPriority.add(priority(stanza));
    to.versionHash.add(hash);
    int[] source = source(stanza, packageId, text);
    addPlaceholders(source[0], source[1]);
    relations.addRelations(stanza, version);
    relations.addProvides(stanza, version);
    if (stanza.has(Field.TASK)) {
      to.versionTask.set(version, intern(stanza, Field.TASK));
    }
    return version;
  }

  /**
   * Returns the version that a stanza is another record of, or -1. Two stanzas of one version
   * number are two versions when their relations, Multi-Arch or sizes differ.
   */
  private int known(Stanza stanza, int packageId, int text, int hash, int flags) {
    int it = universe.firstVersion.get(packageId);
    for (; it >= 0; it = universe.versionNext.get(it)) {
      int order = universe.strings.compareVersions(text, universe.versionText.get(it));
      boolean alike =
          order == 0
              && universe.versionHash.get(it) == hash
              && ((universe.versionFlags.get(it) ^ flags) & Universe.MULTI_ARCH_MASK) == 0;
      if (order > 0) {
        return -1;
      }
      if (alike && hasSameSize(stanza, it)) {
        return it;
      }
    }
    return -1;
  }

  private boolean hasSameSize(Stanza stanza, int version) {
    int known = universe.versionSize.get(version);
    return known < 0
        || !stanza.has(Field.SIZE)
        || universe.strings.text(known).equals(stanza.value(Field.SIZE).orElse(""));
  }

  private void flag(Stanza stanza, int packageId) {
    int flags = universe.packageFlags.get(packageId);
    flags = flag(stanza, Field.ESSENTIAL, flags, Universe.ESSENTIAL);
    flags = flag(stanza, Field.IMPORTANT, flags, Universe.IMPORTANT);
    flags = flag(stanza, Field.PROTECTED, flags, Universe.IMPORTANT);
    if (stanza.is(Field.PACKAGE, "apt")) {
      // apt holds on to itself.
      flags |= Universe.ESSENTIAL | Universe.IMPORTANT;
    }
    universe.packageFlags.set(packageId, flags);
  }

  private static int flag(Stanza stanza, Field field, int flags, int flag) {
    if (!stanza.has(field)) {
      return flags;
    }
    return stanza.is(field, "yes") ? flags | flag : flags & ~flag;
  }

  private static int flags(Stanza stanza) {
    boolean all = stanza.is(Field.ARCHITECTURE, "all");
    int flags = all ? Universe.ARCHITECTURE_ALL : 0;
    switch (stanza.value(Field.MULTI_ARCH).orElse("")) {
      case "same" -> flags |= all ? 0 : Universe.MULTI_ARCH_SAME;
      case "foreign" -> flags |= Universe.MULTI_ARCH_FOREIGN;
      case "allowed" -> flags |= Universe.MULTI_ARCH_ALLOWED;
      default -> flags |= 0;
    }
    return flags | sectionFlags(stanza);
  }

  /** apt's configuration in Debian names these sections, with or without an area before them. */
  private static int sectionFlags(Stanza stanza) {
    if (!stanza.has(Field.SECTION)) {
      return 0;
    }
    return switch (stanza.value(Field.SECTION).orElse("").replaceFirst("^.*/", "")) {
      case "metapackages", "tasks" -> Universe.HAS_SECTION | Universe.METAPACKAGE;
      case "oldlibs" -> Universe.HAS_SECTION | Universe.TRANSITIONAL;
      default -> Universe.HAS_SECTION;
    };
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
    int stop = stanza.stop(Field.SOURCE);
    int to = from;
    while (to < stop && stanza.text[to] != ' ') {
      to++;
    }
    int name = universe.strings.intern(stanza.text, from, to);
    int open = to;
    while (open < stop && stanza.text[open] != '(') {
      open++;
    }
    int close = open;
    while (close < stop && stanza.text[close] != ')') {
      close++;
    }
    return close >= stop
        ? new int[] {name, text}
        : new int[] {name, universe.strings.intern(stanza.text, open + 1, close)};
  }

  private void addFile(Stanza stanza, int version) {
    universe.versionSize.set(version, intern(stanza, Field.SIZE));
    byte[] sha256 = sha256(stanza.value(Field.SHA256));
    universe.versionSha256.set(version, universe.strings.add(sha256, 0, sha256.length));
    universe.versionFilename.set(version, intern(stanza, Field.FILENAME));
  }

  /** A hash that is no hash counts as none. */
  private static byte[] sha256(Optional<String> hex) {
    return hex.filter(it -> it.matches("[0-9a-fA-F]{64}"))
        .map(it -> HexFormat.of().parseHex(it))
        .orElseGet(() -> new byte[0]);
  }

  private int intern(Stanza stanza, Field field) {
    if (!stanza.has(field)) {
      return universe.strings.intern("");
    }
    int to = stanza.stop(field);
    while (to > stanza.start(field) && stanza.text[to - 1] <= ' ') {
      to--;
    }
    return universe.strings.intern(stanza.text, stanza.start(field), to);
  }
}
