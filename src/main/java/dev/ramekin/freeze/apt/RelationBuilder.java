package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.Stanza.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Adds a stanza's dependencies and provides to a {@link Universe}, numbering names as apt does. */
final class RelationBuilder {
  private static final String ANY = ":any";

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
  private final String ownSuffix;

  RelationBuilder(Universe universe, String architecture) {
    this.universe = universe;
    this.ownSuffix = ":" + architecture;
  }

  void addRelations(Stanza stanza, int version) {
    int last = -1;
    for (Field field : RELATIONS) {
      if (!stanza.has(field)) {
        continue;
      }
      int type = field.ordinal() - Field.PRE_DEPENDS.ordinal();
      RelationParser parser =
          new RelationParser(stanza.text, stanza.start(field), stanza.stop(field));
      while (parser.next()) {
        int text = versionText(stanza.text, parser);
        int target = target(stanza.text, parser);
        // Replaces and Enhances decide nothing; they only number their packages.
        if (type <= Universe.SUGGESTS) {
          last =
              universe.addDependency(
                  version, last, type, target, parser.operator, text, parser.alternative);
        }
      }
    }
  }

  private int versionText(byte[] text, RelationParser parser) {
    return parser.operator == Universe.ANY_VERSION
        ? -1
        : universe.strings.intern(text, parser.versionFrom, parser.versionTo);
  }

  private static int colon(byte[] text, RelationParser parser) {
    for (int index = parser.nameTo - 1; index >= parser.nameFrom; index--) {
      if (text[index] == ':') {
        return index;
      }
    }
    return -1;
  }

  /** Returns the package a relation names; one with an architecture is a package of its own. */
  private int target(byte[] text, RelationParser parser) {
    int colon = colon(text, parser);
    if (colon < 0) {
      return universe.packageNamed(universe.strings.intern(text, parser.nameFrom, parser.nameTo));
    }
    String qualifier = string(text, colon, parser.nameTo);
    String name = string(text, parser.nameFrom, colon);
    if (qualifier.equals(ANY)) {
      return named(name + ANY);
    }
    return ofArchitecture(name, qualifier.equals(":native") ? ownSuffix : qualifier);
  }

  /** Returns {@code name:arch}, which every version of that package provides, now and later. */
  private int ofArchitecture(String name, String suffix) {
    int known = universe.findPackage(name + suffix);
    if (known >= 0) {
      return known;
    }
    int packageId = named(name + suffix);
    int plain = named(suffix.equals(ownSuffix) ? name : name + "/" + suffix.substring(1));
    int it = universe.firstProvide.get(plain);
    for (; it >= 0; it = universe.provideNext.get(it)) {
      int owner = universe.provideOwner.get(it);
      universe.addProvide(owner, packageId, universe.versionText.get(owner), true);
    }
    for (it = universe.firstVersion.get(plain); it >= 0; it = universe.versionNext.get(it)) {
      universe.addProvide(it, packageId, universe.versionText.get(it), true);
    }
    return packageId;
  }

  void addProvides(Stanza stanza, int version) {
    boolean allowed = universe.isFlaggedVersion(version, Universe.MULTI_ARCH_ALLOWED);
    if (stanza.has(Field.PROVIDES)) {
      RelationParser parser =
          new RelationParser(
              stanza.text, stanza.start(Field.PROVIDES), stanza.stop(Field.PROVIDES));
      while (parser.next()) {
        if (parser.operator == Universe.EQUAL || parser.operator == Universe.ANY_VERSION) {
          addProvide(stanza.text, parser, version, allowed);
        }
      }
    }
    int itself = universe.versionPackage.get(version);
    if (allowed) {
      universe.addProvide(
          version, named(universe.nameOf(itself) + ANY), universe.versionText.get(version), true);
    }
    int qualified = universe.findPackage(universe.nameOf(itself) + ownSuffix);
    if (qualified >= 0) {
      universe.addProvide(version, qualified, universe.versionText.get(version), true);
    }
    if (universe.nameOf(itself).startsWith("linux-image-")) {
      named("$kernel");
    }
  }

  private void addProvide(byte[] text, RelationParser parser, int version, boolean allowed) {
    int number = versionText(text, parser);
    int colon = colon(text, parser);
    if (colon >= 0) {
      String suffix = string(text, colon, parser.nameTo);
      if (suffix.equals(ownSuffix)) {
        provide(version, named(string(text, parser.nameFrom, colon)), number);
      }
      universe.addProvide(
          version, named(string(text, parser.nameFrom, parser.nameTo)), number, false);
      return;
    }
    String name = string(text, parser.nameFrom, parser.nameTo);
    if (allowed) {
      universe.addProvide(version, named(name + ANY), number, true);
    }
    provide(version, named(name), number);
    int qualified = universe.findPackage(name + ownSuffix);
    if (qualified >= 0) {
      universe.addProvide(version, qualified, number, true);
    }
  }

  /** A package does not provide itself, except in another version. */
  private void provide(int version, int target, int text) {
    boolean itself =
        target == universe.versionPackage.get(version)
            && (text < 0 || universe.strings.equalBytes(text, universe.versionText.get(version)));
    if (!itself) {
      universe.addProvide(version, target, text, false);
    }
  }

  private int named(String name) {
    return universe.packageNamed(universe.strings.intern(name));
  }

  private static String string(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }
}
