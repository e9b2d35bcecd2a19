package dev.ramekin.freeze.apt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The package indices of some archives, ready to resolve against. */
public final class Indices {
  private final byte[] content;
  private final String architecture;
  private final List<Seen> seen;
  private final List<PackageFile> files;
  private final List<String> problems;
  private final List<String> warnings;

  /**
   * A suite as it was seen.
   *
   * @param date the Release file's own date
   * @param releaseSha256 of the Release text that was checked
   */
  public record Seen(AptSource source, Instant date, String releaseSha256) {}

  Indices(
      byte[] content,
      String architecture,
      List<Seen> seen,
      List<PackageFile> files,
      List<String> problems,
      List<String> warnings) {
    this.content = content;
    this.architecture = architecture;
    this.seen = List.copyOf(seen);
    this.files = List.copyOf(files);
    this.problems = List.copyOf(problems);
    this.warnings = List.copyOf(warnings);
  }

  /** Returns the suites, by the number that {@link Resolution.ResolvedPackage#index} names. */
  public List<Seen> seen() {
    return seen;
  }

  /** Returns what could not be used and why. */
  public List<String> problems() {
    return problems;
  }

  /** Returns what was used although something is odd about it. */
  public List<String> warnings() {
    return warnings;
  }

  /** Returns the same as if the suites had been found at other addresses. */
  Indices at(List<AptSource> sources) {
    List<PackageFile> moved =
        files.stream()
            .map(it -> it.at(String.valueOf(sources.get(it.suite()).uri().getHost())))
            .toList();
    return new Indices(content, architecture, seen, moved, problems, warnings);
  }

  /** Returns the names of all packages an archive has, in their order of appearance. */
  public List<String> names() {
    Universe universe = Universe.read(ByteBuffer.wrap(content));
    List<String> names = new ArrayList<>();
    for (int it = 0; it < universe.packageCount(); it++) {
      if (universe.firstVersion.get(it) >= 0) {
        names.add(universe.nameOf(it));
      }
    }
    return names;
  }

  /** Returns a resolver over an installed system without pins. */
  public AptResolver resolver(InstalledSystem system) {
    return resolver(system, "", Preferences.NONE);
  }

  /**
   * Returns a resolver that knows further packages, which no archive has.
   *
   * @param more stanzas as in a Packages file; the index of these packages is the number of suites
   */
  public AptResolver resolver(InstalledSystem system, String more, Preferences preferences) {
    Universe universe = Universe.read(ByteBuffer.wrap(content));
    UniverseBuilder builder = new UniverseBuilder(universe, architecture);
    List<PackageFile> known = new ArrayList<>(files);
    if (!more.isEmpty()) {
      byte[] further = more.getBytes(StandardCharsets.UTF_8);
      builder.addIndex(further, further.length, known.size());
      known.add(new PackageFile(seen.size(), Map.of(), "", architecture, ""));
    }
    InstalledPackages installed = InstalledPackages.add(system, universe, builder);
    return new AptResolver(
        initial(universe, known, installed, preferences), architecture, refusal(preferences));
  }

  private InitialState initial(
      Universe universe,
      List<PackageFile> known,
      InstalledPackages installed,
      Preferences preferences) {
    Policy policy = new Policy(universe, known, architecture, preferences);
    int count = universe.packageCount();
    int[] current = installed.current(universe);
    int[] candidates = new int[count];
    byte[] order = new byte[count];
    for (int it = 0; it < count; it++) {
      candidates[it] = policy.candidate(it, current[it]);
      order[it] = Selection.order(universe, current[it], candidates[it]);
    }
    return new InitialState(
        universe,
        known,
        current,
        candidates,
        order,
        installed.held(universe),
        installed.packages(universe),
        IterationOrder.of(universe));
  }

  private Optional<String> refusal(Preferences preferences) {
    return preferences
        .targetRelease()
        .filter(it -> it.length() < 3 || it.charAt(1) != '=')
        .filter(it -> files.stream().noneMatch(file -> isOf(file, it)))
        .map(it -> "no archive has the release '" + it + "', from which all is to be taken");
  }

  private static boolean isOf(PackageFile file, String release) {
    Predicate<String> test = PosixPattern.expression(release);
    return Stream.of("Suite", "Codename", "Version")
        .anyMatch(name -> file.field(name).filter(test).isPresent());
  }
}
