package dev.ramekin.freeze.pip;

import dev.ramekin.freeze.http.FetchException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which candidates pip would consider, in its order, and what they need. */
final class Candidates {
  private final PipIndex index;
  private final PipEnvironment environment;
  private final PyTags tags;
  private final PyVersion python;
  private final Map<String, List<Candidate>> found = new HashMap<>();

  Candidates(PipIndex index, PipEnvironment environment) {
    this.index = index;
    this.environment = environment;
    this.tags = environment.tags();
    this.python = PyVersion.parse(environment.python()).orElseThrow();
  }

  /** Returns whether a requirement counts in this environment. */
  boolean applies(PyRequirement requirement, SortedSet<String> extras) {
    return requirement.applies(environment.variables(), extras);
  }

  /** Returns what fulfils all of them, the best first: what is installed, then the newest. */
  List<Candidate> fitting(List<PyRequirement> requirements) throws FetchException {
    String name = requirements.get(0).name();
    SortedSet<String> extras = new TreeSet<>();
    PySpecifiers specifiers = PySpecifiers.ANY;
    for (PyRequirement it : requirements) {
      specifiers = specifiers.and(it.specifiers());
      extras.addAll(it.extras());
    }
    String key = name + extras + specifiers;
    List<Candidate> known = found.get(key);
    if (known == null) {
      known = new ArrayList<>();
      Optional<PyVersion> installed = installed(name).filter(specifiers::allows);
      if (installed.isPresent()) {
        known.add(new Candidate(name, installed.get(), Optional.empty(), extras));
      }
      addFiles(name, extras, specifiers, known);
      found.put(key, known);
    }
    return known;
  }

  private Optional<PyVersion> installed(String name) {
    return PyVersion.parse(environment.installed().getOrDefault(name, ""));
  }

  /** A file with its version and how well it fits. */
  private record Ranked(PipFile file, PyVersion version, int rank) {}

  private void addFiles(
      String name, SortedSet<String> extras, PySpecifiers specifiers, List<Candidate> into)
      throws FetchException {
    List<Ranked> files = ranked(name);
    List<PyVersion> allowed =
        specifiers.filter(files.stream().map(Ranked::version).distinct().toList());
    files = new ArrayList<>(files.stream().filter(it -> allowed.contains(it.version())).toList());
    files.sort(
        Comparator.<Ranked, Boolean>comparing(it -> !it.file().yanked())
            .thenComparing(Ranked::version)
            .thenComparing(it -> -it.rank())
            .thenComparing(it -> it.file().build()));
    Collections.reverse(files);
    boolean withdrawn = files.stream().allMatch(it -> it.file().yanked()) && specifiers.pins();
    for (Ranked it : files) {
      boolean there = into.stream().anyMatch(other -> other.version().isSame(it.version()));
      if (!there && (withdrawn || !it.file().yanked())) {
        into.add(new Candidate(name, it.version(), Optional.of(it.file()), extras));
      }
    }
  }

  /** Wheels that fit, then source archives. */
  private List<Ranked> ranked(String name) throws FetchException {
    List<Ranked> ranked = new ArrayList<>();
    for (PipFile file : index.files(name)) {
      Optional<PyVersion> version = file.version(name);
      int rank = file.isWheel() ? tags.rank(file.filename()).orElse(-1) : Integer.MAX_VALUE;
      if (version.isPresent() && rank >= 0 && file.python().allows(python)) {
        ranked.add(new Ranked(file, version.get(), rank));
      }
    }
    return ranked;
  }

  /**
   * Returns what a candidate needs.
   *
   * @throws FetchException when it cannot be known
   */
  List<Wish> needs(Candidate candidate) throws FetchException {
    List<Wish> needs = new ArrayList<>();
    boolean extra = !candidate.extras().isEmpty();
    if (extra) {
      needs.add(new Wish.Exactly(candidate.base()));
    }
    if (candidate.file().isEmpty()) {
      return needs;
    }
    PipMetadata metadata = index.metadata(candidate.file().get());
    SortedSet<String> extras = new TreeSet<>(candidate.extras());
    extras.retainAll(metadata.extras());
    Set<String> once = new HashSet<>();
    for (PyRequirement it : metadata.requirements()) {
      boolean counts = extra && extras.isEmpty() ? it.marker().isEmpty() : applies(it, extras);
      if (counts && once.add(it.toString())) {
        needs.add(new Wish.Fitting(it));
      }
    }
    if (!extra && !metadata.python().allows(python)) {
      needs.add(new Wish.OtherPython(metadata.python()));
    }
    return needs;
  }
}
