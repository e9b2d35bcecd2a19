package dev.ramekin.freeze;

import dev.ramekin.freeze.apt.AptResolver;
import dev.ramekin.freeze.apt.AptSource;
import dev.ramekin.freeze.apt.ArchiveException;
import dev.ramekin.freeze.apt.DebControl;
import dev.ramekin.freeze.apt.IndexStore;
import dev.ramekin.freeze.apt.Indices;
import dev.ramekin.freeze.apt.InstalledSystem;
import dev.ramekin.freeze.apt.Preferences;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Packages of an old lock that no archive has any more. What they need stands in the package files
 * of the pantry and in the indices of the snapshot archive, so that they can stay in the lock when
 * something else changes.
 */
final class DroppedPackages {
  private final Places places;
  private final IndexStore store;
  private final List<Lock.Archive> archives;
  private final List<Finding> findings;

  /**
   * Takes what it works with.
   *
   * @param archives of the old lock
   */
  DroppedPackages(
      Places places, IndexStore store, List<Lock.Archive> archives, List<Finding> findings) {
    this.places = places;
    this.store = store;
    this.archives = List.copyOf(archives);
    this.findings = findings;
  }

  /** Returns a resolver that knows, beside the indices, what can be kept of the old lock. */
  AptResolver resolver(
      Indices indices,
      InstalledSystem system,
      Preferences preferences,
      List<Lock.Package> keep,
      Architecture architecture) {
    AptResolver resolver = indices.resolver(system, "", preferences);
    Map<String, Lock.Package> missing = new TreeMap<>();
    keep.stream()
        .filter(it -> it.isFor(architecture))
        .filter(it -> !resolver.isAvailable(it.name(), it.version()))
        .forEach(it -> missing.put(it.sha256(), it));
    if (missing.isEmpty()) {
      return resolver;
    }
    List<String> stanzas = new ArrayList<>();
    fromPantry(missing, stanzas);
    for (Lock.Archive archive : archives) {
      boolean wanted =
          missing.values().stream().anyMatch(it -> it.archive().equals(archive.name()));
      if (wanted) {
        new ArchiveAddresses(places)
            .snapshot(archive)
            .ifPresent(it -> fromIndex(it, architecture, missing, stanzas));
      }
    }
    tell(missing);
    return indices.resolver(system, String.join("\n", stanzas), preferences);
  }

  private void fromPantry(Map<String, Lock.Package> missing, List<String> stanzas) {
    for (Lock.Package it : List.copyOf(missing.values())) {
      Optional<Path> file = places.pantry().map(folder -> folder.resolve(it.pantryPath()));
      try {
        if (file.isPresent() && Files.isRegularFile(file.get())) {
          stanzas.add(
              DebControl.read(file.get())
                  + "Filename: %s\nSize: %d\nSHA256: %s\n"
                      .formatted(it.filename(), it.size(), it.sha256()));
          missing.remove(it.sha256());
        }
      } catch (IOException exception) {
        // A damaged file cannot be installed either: the package counts as missing and is named.
        continue;
      }
    }
  }

  private void fromIndex(
      AptSource source,
      Architecture architecture,
      Map<String, Lock.Package> missing,
      List<String> stanzas) {
    try {
      store
          .stanzas(source, architecture.debian(), missing.keySet())
          .forEach(
              (sha256, stanza) -> {
                stanzas.add(stanza);
                missing.remove(sha256);
              });
    } catch (ArchiveException exception) {
      findings.add(
          Finding.note("snapshot-unusable", Origin.ofFile(LockFile.NAME), exception.getMessage()));
    }
  }

  private void tell(Map<String, Lock.Package> lost) {
    if (!lost.isEmpty()) {
      List<String> names =
          lost.values().stream().map(it -> it.name() + " " + it.version()).sorted().toList();
      findings.add(
          Finding.warning(
                  "version-not-kept",
                  Origin.ofFile(LockFile.NAME),
                  "neither the archives nor the pantry have these versions of the lock: "
                      + String.join(", ", names))
              .advise("fill the pantry with `ramekin fetch` before, and they can stay"));
    }
  }
}
