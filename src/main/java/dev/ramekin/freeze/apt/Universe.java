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

  /** Number of the file that dpkg's status counts as; archives' files are numbered from 0. */
  static final int STATUS_FILE = -2;

  /** Multi-Arch of a version, as far as it is not {@code foreign} or {@code no}. */
  static final int MULTI_ARCH_SAME = 1;

  static final int MULTI_ARCH_FOREIGN = 2;
  static final int MULTI_ARCH_ALLOWED = 4;
  static final int ARCHITECTURE_ALL = 8;
  static final int MULTI_ARCH_MASK = 15;

  /** In one of the sections from which nothing is marked as automatic. */
  static final int METAPACKAGE = 16;

  /** In the section of packages that only lead to their successors. */
  static final int TRANSITIONAL = 32;

  static final int HAS_SECTION = 64;

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
  final IntColumn packageBucket;
  final IntColumn firstVersion;
  final IntColumn firstProvide;
  final IntColumn firstReverse;

  final IntColumn versionPackage;
  final IntColumn versionText;
  final IntColumn versionNext;
  final IntColumn versionDependency;
  final IntColumn versionArchitecture;
  final IntColumn versionFlags;
  final IntColumn versionPriority;
  final IntColumn versionHash;
  final IntColumn versionFile;
  final IntColumn versionProvide;
  final IntColumn versionTask;
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
  final IntColumn provideTarget;
  final IntColumn provideVersion;
  final IntColumn provideImplicit;
  final IntColumn provideNext;
  final IntColumn provideNextOfOwner;

  private final IntColumn fileNumber;
  private final IntColumn fileNext;

  /** Maps a string's number to the package of that name. */
  private final IntColumn packageOfName;

  /** The packages in apt's order, as far as they were there when the universe was written. */
  final IntColumn iteration;

  Universe() {
    this(new StringTable(), IntColumn::new);
  }

  private Universe(StringTable strings, Supplier<IntColumn> source) {
    this.strings = strings;
    packageName = column(source);
    packageFlags = column(source);
    packageBucket = column(source);
    firstVersion = column(source);
    firstProvide = column(source);
    firstReverse = column(source);
    versionPackage = column(source);
    versionText = column(source);
    versionNext = column(source);
    versionDependency = column(source);
    versionArchitecture = column(source);
    versionFlags = column(source);
    versionPriority = column(source);
    versionHash = column(source);
    versionFile = column(source);
    versionProvide = column(source);
    versionTask = column(source);
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
    provideTarget = column(source);
    provideVersion = column(source);
    provideImplicit = column(source);
    provideNext = column(source);
    provideNextOfOwner = column(source);
    fileNumber = column(source);
    fileNext = column(source);
    packageOfName = column(source);
    iteration = column(source);
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
    for (int packageId : IterationOrder.of(this)) {
      iteration.add(packageId);
    }
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
      packageBucket.add(IterationOrder.bucket(strings.text(name)));
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

  /** Returns the first version of a package with that text, or -1. */
  int findVersion(int packageId, int text) {
    for (int it = firstVersion.get(packageId); it >= 0; it = versionNext.get(it)) {
      if (strings.equalBytes(versionText.get(it), text)) {
        return it;
      }
    }
    return -1;
  }

  /**
   * Adds a version to its package's list, newest first, and returns its number.
   *
   * @param previous the version it comes after, or -1
   */
  int addVersion(int packageId, int text, int previous) {
    int version = versionPackage.size();
    versionPackage.add(packageId);
    versionText.add(text);
    versionDependency.add(-1);
    versionFile.add(-1);
    versionProvide.add(-1);
    versionTask.add(-1);
    if (previous < 0) {
      versionNext.add(firstVersion.get(packageId));
      firstVersion.set(packageId, version);
    } else {
      versionNext.add(versionNext.get(previous));
      versionNext.set(previous, version);
    }
    return version;
  }

  /** Records that a file has a version. */
  void addFile(int version, int number) {
    int node = fileNumber.size();
    fileNumber.add(number);
    fileNext.add(-1);
    int last = versionFile.get(version);
    if (last < 0) {
      versionFile.set(version, node);
      return;
    }
    while (fileNext.get(last) >= 0) {
      last = fileNext.get(last);
    }
    fileNext.set(last, node);
  }

  /** Returns the numbers of the files that have a version. */
  int[] files(int version) {
    int count = 0;
    for (int it = versionFile.get(version); it >= 0; it = fileNext.get(it)) {
      count++;
    }
    int[] numbers = new int[count];
    count = 0;
    for (int it = versionFile.get(version); it >= 0; it = fileNext.get(it)) {
      numbers[count++] = fileNumber.get(it);
    }
    return numbers;
  }

  /** Returns the first archive's file that has a version, or -1 when only dpkg knows it. */
  int archiveFile(int version) {
    for (int it = versionFile.get(version); it >= 0; it = fileNext.get(it)) {
      if (fileNumber.get(it) != STATUS_FILE) {
        return fileNumber.get(it);
      }
    }
    return -1;
  }

  boolean isDownloadable(int version) {
    return archiveFile(version) >= 0;
  }

  boolean isFlaggedVersion(int version, int flag) {
    return (versionFlags.get(version) & flag) != 0;
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
    linkReverse(dependency, target, text);
    if (last < 0) {
      versionDependency.set(owner, dependency);
    } else {
      dependencyNext.set(last, dependency);
    }
    return dependency;
  }

  /**
   * The order of apt's list of reverse dependencies: one on a version met later than that of the
   * first comes first, all others second.
   */
  private void linkReverse(int dependency, int target, int text) {
    int first = firstReverse.get(target);
    if (first < 0 || text > dependencyVersion.get(first)) {
      dependencyNextReverse.add(first);
      firstReverse.set(target, dependency);
    } else {
      dependencyNextReverse.add(dependencyNextReverse.get(first));
      dependencyNextReverse.set(first, dependency);
    }
  }

  /**
   * Appends a provide.
   *
   * @param implicit whether it follows from Multi-Arch and does not stand in the package
   */
  void addProvide(int owner, int target, int text, boolean implicit) {
    int provide = provideOwner.size();
    provideNext.add(firstProvide.get(target));
    firstProvide.set(target, provide);
    provideNextOfOwner.add(versionProvide.get(owner));
    versionProvide.set(owner, provide);
    provideOwner.add(owner);
    provideTarget.add(target);
    provideVersion.add(text);
    provideImplicit.add(implicit ? 1 : 0);
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
