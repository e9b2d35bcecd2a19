package dev.ramekin.freeze.apt;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * All packages, versions, dependencies and provides of some archives and of an installed system, as
 * columns of numbers with linked lists between them: read from disk in milliseconds, and open to
 * additions at the end. -1 stands for nothing.
 *
 * <p>Packages are numbered in the order apt numbers them (a stanza's own name, then the names its
 * relations mention, field by field), since apt decides ties between providers by that number.
 */
final class Universe {
  static final int ESSENTIAL = 1;
  static final int IMPORTANT = 2;

  static final int PRE_DEPENDS = 0;
  static final int DEPENDS = 1;
  static final int CONFLICTS = 2;
  static final int BREAKS = 3;
  static final int RECOMMENDS = 4;
  static final int SUGGESTS = 5;

  static final int ANY_VERSION = 0;
  static final int LESS_OR_EQUAL = 1;
  static final int GREATER_OR_EQUAL = 2;
  static final int LESS = 3;
  static final int GREATER = 4;
  static final int EQUAL = 5;

  private static final int OR = 1 << 8;

  final StringTable strings;
  private final List<IntColumn> columns = new ArrayList<>();

  final IntColumn packageName;
  final IntColumn packageFlags;
  final IntColumn firstVersion;
  final IntColumn firstProvide;
  final IntColumn firstReverse;

  final IntColumn versionPackage;
  final IntColumn versionText;
  final IntColumn versionNext;
  final IntColumn versionDependency;
  final IntColumn versionArchitecture;
  final IntColumn versionMultiArchSame;
  final IntColumn versionPriority;
  final IntColumn versionPin;
  final IntColumn versionIndex;
  final IntColumn versionSize;
  final IntColumn versionSha256;
  final IntColumn versionFilename;
  final IntColumn versionSource;
  final IntColumn versionSourceVersion;

  final IntColumn dependencyOwner;
  final IntColumn dependencyTarget;
  private final IntColumn dependencyKind;
  final IntColumn dependencyVersion;
  final IntColumn dependencyNext;
  final IntColumn dependencyNextReverse;

  final IntColumn provideOwner;
  final IntColumn provideVersion;
  final IntColumn provideNext;

  /** Maps a string's number to the package of that name. */
  private final IntColumn packageOfName;

  Universe() {
    this(new StringTable(), IntColumn::new);
  }

  private Universe(StringTable strings, Supplier<IntColumn> source) {
    this.strings = strings;
    packageName = column(source);
    packageFlags = column(source);
    firstVersion = column(source);
    firstProvide = column(source);
    firstReverse = column(source);
    versionPackage = column(source);
    versionText = column(source);
    versionNext = column(source);
    versionDependency = column(source);
    versionArchitecture = column(source);
    versionMultiArchSame = column(source);
    versionPriority = column(source);
    versionPin = column(source);
    versionIndex = column(source);
    versionSize = column(source);
    versionSha256 = column(source);
    versionFilename = column(source);
    versionSource = column(source);
    versionSourceVersion = column(source);
    dependencyOwner = column(source);
    dependencyTarget = column(source);
    dependencyKind = column(source);
    dependencyVersion = column(source);
    dependencyNext = column(source);
    dependencyNextReverse = column(source);
    provideOwner = column(source);
    provideVersion = column(source);
    provideNext = column(source);
    packageOfName = column(source);
  }

  private IntColumn column(Supplier<IntColumn> source) {
    IntColumn column = source.get();
    columns.add(column);
    return column;
  }

  /** Reads what {@link #write} gave. */
  static Universe read(ByteBuffer buffer) {
    StringTable strings = new StringTable(buffer);
    return new Universe(
        strings,
        () -> {
          int count = buffer.getInt();
          IntBuffer ints = buffer.asIntBuffer();
          IntColumn column = new IntColumn(ints, count);
          buffer.position(buffer.position() + count * Integer.BYTES);
          return column;
        });
  }

  /** Returns the whole as bytes. */
  ByteBuffer write() {
    int size = strings.serializedSize();
    for (IntColumn column : columns) {
      size += Integer.BYTES * (column.size() + 1);
    }
    ByteBuffer buffer = ByteBuffer.allocate(size);
    strings.writeTo(buffer);
    for (IntColumn column : columns) {
      buffer.putInt(column.size());
      column.writeTo(buffer.asIntBuffer());
      buffer.position(buffer.position() + column.size() * Integer.BYTES);
    }
    return buffer.flip();
  }

  int packageCount() {
    return packageName.size();
  }

  /** Returns the package of that name, or -1. */
  int findPackage(String name) {
    int id = strings.find(name);
    return id < 0 || id >= packageOfName.size() ? -1 : packageOfName.get(id);
  }

  /** Returns the package whose name has that number, made when there is none yet. */
  int packageNamed(int name) {
    while (packageOfName.size() <= name) {
      packageOfName.add(-1);
    }
    if (packageOfName.get(name) < 0) {
      packageOfName.set(name, packageName.size());
      packageName.add(name);
      packageFlags.add(0);
      firstVersion.add(-1);
      firstProvide.add(-1);
      firstReverse.add(-1);
    }
    return packageOfName.get(name);
  }

  String nameOf(int packageId) {
    return strings.text(packageName.get(packageId));
  }

  String textOf(int version) {
    return strings.text(versionText.get(version));
  }

  /** Returns the version of a package with that text, or -1. */
  int findVersion(int packageId, int text) {
    for (int it = firstVersion.get(packageId); it >= 0; it = versionNext.get(it)) {
      if (strings.equalBytes(versionText.get(it), text)) {
        return it;
      }
    }
    return -1;
  }

  /** Adds a version to its package's list, newest first, and returns its number. */
  int addVersion(int packageId, int text) {
    int version = versionPackage.size();
    versionPackage.add(packageId);
    versionText.add(text);
    versionDependency.add(-1);
    int previous = -1;
    int next = firstVersion.get(packageId);
    while (next >= 0 && strings.compareVersions(versionText.get(next), text) > 0) {
      previous = next;
      next = versionNext.get(next);
    }
    versionNext.add(next);
    if (previous < 0) {
      firstVersion.set(packageId, version);
    } else {
      versionNext.set(previous, version);
    }
    return version;
  }

  /**
   * Appends a dependency.
   *
   * @param last the version's last dependency, or -1
   * @param or whether the next one is an alternative to it
   * @return its number
   */
  int addDependency(int owner, int last, int type, int target, int operator, int text, boolean or) {
    int dependency = dependencyOwner.size();
    dependencyOwner.add(owner);
    dependencyTarget.add(target);
    dependencyKind.add(type | (operator << 4) | (or ? OR : 0));
    dependencyVersion.add(text);
    dependencyNext.add(-1);
    dependencyNextReverse.add(firstReverse.get(target));
    firstReverse.set(target, dependency);
    if (last < 0) {
      versionDependency.set(owner, dependency);
    } else {
      dependencyNext.set(last, dependency);
    }
    return dependency;
  }

  void addProvide(int owner, int target, int text) {
    provideNext.add(firstProvide.get(target));
    firstProvide.set(target, provideOwner.size());
    provideOwner.add(owner);
    provideVersion.add(text);
  }

  int type(int dependency) {
    return dependencyKind.get(dependency) & 15;
  }

  int operator(int dependency) {
    return (dependencyKind.get(dependency) >> 4) & 15;
  }

  boolean hasAlternative(int dependency) {
    return (dependencyKind.get(dependency) & OR) != 0;
  }

  boolean isNegative(int dependency) {
    int type = type(dependency);
    return type == CONFLICTS || type == BREAKS;
  }

  boolean isCritical(int dependency) {
    return type(dependency) < RECOMMENDS;
  }

  /** Returns whether the version text meets the dependency's version condition. */
  boolean satisfies(int dependency, int text) {
    int operator = operator(dependency);
    if (operator == ANY_VERSION) {
      return true;
    }
    if (text < 0) {
      return false;
    }
    int order = strings.compareVersions(text, dependencyVersion.get(dependency));
    return switch (operator) {
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case LESS -> order < 0;
      case GREATER -> order > 0;
      default -> order == 0;
    };
  }

  boolean satisfiedByVersion(int dependency, int version) {
    return satisfies(dependency, versionText.get(version));
  }

  boolean satisfiedByProvide(int dependency, int provide) {
    return satisfies(dependency, provideVersion.get(provide));
  }

  /** Returns whether the target itself does not count: a package never conflicts with itself. */
  boolean ignoresTarget(int dependency) {
    return isNegative(dependency)
        && versionPackage.get(dependencyOwner.get(dependency)) == dependencyTarget.get(dependency);
  }

  /** Returns whether a provider does not count: the package's own provides never conflict. */
  boolean ignoresProvide(int dependency, int provide) {
    return isNegative(dependency)
        && versionPackage.get(dependencyOwner.get(dependency))
            == versionPackage.get(provideOwner.get(provide));
  }

  /** Returns the dependency in words: {@code Depends: libc6 (>= 2.36)}. */
  String describe(int dependency) {
    String[] types = {"Pre-Depends", "Depends", "Conflicts", "Breaks", "Recommends", "Suggests"};
    StringBuilder text = new StringBuilder(types[type(dependency)]).append(": ");
    int it = dependency;
    while (true) {
      text.append(describeTarget(it));
      if (!hasAlternative(it)) {
        return text.toString();
      }
      text.append(" | ");
      it = dependencyNext.get(it);
    }
  }

  String describeTarget(int dependency) {
    String[] operators = {"", "<=", ">=", "<<", ">>", "="};
    String name = nameOf(dependencyTarget.get(dependency));
    int operator = operator(dependency);
    return operator == ANY_VERSION
        ? name
        : name
            + " ("
            + operators[operator]
            + " "
            + strings.text(dependencyVersion.get(dependency))
            + ")";
  }
}
