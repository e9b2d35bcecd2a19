package dev.ramekin.freeze.apt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a pin or a word on the command line asks of a version: a version number, a release or an
 * origin (apt_preferences(5), "Determination of Package Version and Distribution Properties").
 */
final class VersionMatch {
  /** What is compared. */
  enum Kind {
    VERSION,
    RELEASE,
    ORIGIN
  }

  private final Kind kind;
  private final Predicate<String> version;
  private final Predicate<PackageFile> file;
  private final boolean matchesInstalled;

  private VersionMatch(
      Kind kind, Predicate<String> version, Predicate<PackageFile> file, boolean matchesInstalled) {
    this.kind = kind;
    this.version = version;
    this.file = file;
    this.matchesInstalled = matchesInstalled;
  }

  static VersionMatch of(Kind kind, String data) {
    if (data.isEmpty() && kind != Kind.ORIGIN) {
      return new VersionMatch(kind, it -> false, it -> false, false);
    }
    return switch (kind) {
      case VERSION -> new VersionMatch(kind, versionNumber(data), it -> false, false);
      case ORIGIN -> new VersionMatch(kind, it -> false, origin(data), false);
      case RELEASE -> release(data);
    };
  }

  /** A star at the end stands for any rest, in any case of letters; else it is an expression. */
  static Predicate<String> versionNumber(String data) {
    Predicate<String> expression = PosixPattern.expression(data);
    if (!data.endsWith("*")) {
      return text -> text.equalsIgnoreCase(data) || expression.test(text);
    }
    String start = data.substring(0, data.length() - 1).toLowerCase(Locale.ROOT);
    return text -> text.toLowerCase(Locale.ROOT).startsWith(start) || expression.test(text);
  }

  private static Predicate<PackageFile> origin(String data) {
    boolean quoted = data.length() >= 2 && data.startsWith("\"") && data.endsWith("\"");
    Predicate<String> site =
        PosixPattern.expression(quoted ? data.substring(1, data.length() - 1) : data);
    return file -> site.test(file.site());
  }

  private static VersionMatch release(String data) {
    if (data.equals("*")) {
      return new VersionMatch(Kind.RELEASE, it -> false, it -> true, true);
    }
    if (data.indexOf('=') < 0) {
      return Character.isDigit(data.charAt(0))
          ? new VersionMatch(
              Kind.RELEASE, it -> false, field("Version", versionNumber(data)), false)
          : suiteOrCodename(PosixPattern.expression(data));
    }
    return fields(data);
  }

  /** The installed system counts as the archive "now". */
  private static VersionMatch suiteOrCodename(Predicate<String> name) {
    return new VersionMatch(
        Kind.RELEASE,
        it -> false,
        field("Suite", name).or(field("Codename", name)),
        name.test("now"));
  }

  private static VersionMatch fields(String data) {
    List<Predicate<PackageFile>> all = new ArrayList<>();
    boolean installed = true;
    for (String fragment : data.split(",")) {
      String word = fragment.strip();
      if (word.length() < 3 || word.charAt(1) != '=') {
        continue;
      }
      String value = word.substring(2);
      Predicate<String> expression = PosixPattern.expression(value);
      switch (word.toLowerCase(Locale.ROOT).charAt(0)) {
        case 'v' -> all.add(field("Version", versionNumber(value)));
        case 'o' -> all.add(field("Origin", expression));
        case 'a' -> all.add(field("Suite", expression));
        case 'n' -> all.add(field("Codename", expression));
        case 'l' -> all.add(field("Label", expression));
        case 'c' -> all.add(file -> expression.test(file.component()));
        case 'b' -> all.add(file -> expression.test(file.architecture()));
        default -> {
          continue;
        }
      }
      installed &= word.startsWith("a=") && expression.test("now");
    }
    return new VersionMatch(
        Kind.RELEASE,
        it -> false,
        file -> !all.isEmpty() && all.stream().allMatch(it -> it.test(file)),
        installed && !all.isEmpty());
  }

  private static Predicate<PackageFile> field(String name, Predicate<String> test) {
    Function<PackageFile, Optional<String>> value = file -> file.field(name);
    return file -> value.apply(file).filter(test).isPresent();
  }

  boolean matchesNumber(String text) {
    return version.test(text);
  }

  boolean matchesFile(PackageFile candidate) {
    return file.test(candidate);
  }

  /** Returns whether dpkg's status matches. */
  boolean matchesInstalled() {
    return matchesInstalled;
  }

  /** Returns whether a version matches by its number or by one of the files that have it. */
  boolean matches(Universe universe, List<PackageFile> files, int candidate) {
    if (kind == Kind.VERSION) {
      return version.test(universe.textOf(candidate));
    }
    for (int number : universe.files(candidate)) {
      if (number == Universe.STATUS_FILE ? matchesInstalled : file.test(files.get(number))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the newest version of a package that matches, or -1. */
  int find(Universe universe, List<PackageFile> files, int packageId) {
    int it = universe.firstVersion.get(packageId);
    for (; it >= 0; it = universe.versionNext.get(it)) {
      if (matches(universe, files, it)) {
        return it;
      }
    }
    if (kind == Kind.VERSION) {
      return ownProvide(universe, packageId);
    }
    return -1;
  }

  /** A package may provide itself in another version. */
  private int ownProvide(Universe universe, int packageId) {
    int it = universe.firstProvide.get(packageId);
    for (; it >= 0; it = universe.provideNext.get(it)) {
      int owner = universe.provideOwner.get(it);
      int text = universe.provideVersion.get(it);
      if (text >= 0
          && universe.versionPackage.get(owner) == packageId
          && version.test(universe.strings.text(text))) {
        return owner;
      }
    }
    return -1;
  }
}
