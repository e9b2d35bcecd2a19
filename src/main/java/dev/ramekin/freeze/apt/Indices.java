package dev.ramekin.freeze.apt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The package indices of some archives, ready to resolve against. */
public final class Indices {
  /** apt's priority of an archive of which nothing is said (apt_preferences(5)). */
  private static final int USUAL_PIN = 500;

  private final byte[] content;
  private final String architecture;
  private final List<Seen> seen;
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
      List<String> problems,
      List<String> warnings) {
    this.content = content;
    this.architecture = architecture;
    this.seen = List.copyOf(seen);
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

  /** Returns a resolver over an installed system. */
  public AptResolver resolver(InstalledSystem system) {
    return resolver(system, "");
  }

  /**
   * Returns a resolver that knows further packages, which no archive has.
   *
   * @param more stanzas as in a Packages file; the index of these packages is the number of suites
   */
  public AptResolver resolver(InstalledSystem system, String more) {
    Universe universe = Universe.read(ByteBuffer.wrap(content));
    UniverseBuilder builder = new UniverseBuilder(universe, architecture);
    byte[] further = more.getBytes(StandardCharsets.UTF_8);
    builder.addIndex(further, further.length, seen.size(), USUAL_PIN);
    byte[] text = system.status().getBytes(StandardCharsets.UTF_8);
    Stanza stanza = new Stanza(text, text.length);
    while (stanza.next()) {
      builder.addInstalled(stanza);
    }
    List<Integer> versions = new ArrayList<>();
    system.versions().forEach((name, version) -> versions.add(builder.addBare(name, version)));
    return new AptResolver(universe, versions);
  }

  /** Returns the installed packages of a dpkg status file. */
  static SortedMap<String, String> installedVersions(String status) {
    byte[] text = status.getBytes(StandardCharsets.UTF_8);
    Stanza stanza = new Stanza(text, text.length);
    SortedMap<String, String> versions = new TreeMap<>();
    while (stanza.next()) {
      if (UniverseBuilder.isInstalled(stanza)) {
        versions.put(
            stanza.value(Stanza.Field.PACKAGE).orElse(""),
            stanza.value(Stanza.Field.VERSION).orElse(""));
      }
    }
    return versions;
  }
}
