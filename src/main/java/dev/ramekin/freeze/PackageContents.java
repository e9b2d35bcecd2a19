package dev.ramekin.freeze;

import dev.ramekin.freeze.apt.DebFiles;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.PackageFiles;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks into packages of a lock: into those that are asked for, and those of the same source, which
 * is where a daemon's unit may be. They are fetched once, like a pantry's.
 */
public final class PackageContents {
  private static final String FOLDER = "packages";

  /** Larger ones are no daemons alone, and a conversion shall not wait for them. */
  private static final long LARGEST = 64L * 1024 * 1024;

  private PackageContents() {}

  /**
   * What was found.
   *
   * @param packages those that could be read, in the lock's order
   * @param findings what could not be had
   */
  public record Read(List<PackageFiles> packages, List<Finding> findings) {
    public Read {
      packages = List.copyOf(packages);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads packages.
   *
   * @param names names of packages
   */
  public static Read read(Lock lock, List<String> names, Places places) {
    Map<String, Lock.Package> wanted = wanted(lock, names);
    Path folder = places.pantry().orElseGet(() -> places.cache().file(FOLDER, "").toAbsolutePath());
    List<Finding> findings = new ArrayList<>();
    if (!places.offline()) {
      new Pantry(places, List.of())
          .fetch(lock, List.copyOf(wanted.values()), folder, (name, done, total) -> {})
          .findings()
          .forEach(it -> findings.add(it.advise("what its service is like is not known")));
    }
    List<PackageFiles> read = new ArrayList<>();
    wanted.forEach(
        (name, it) -> {
          Path file = folder.resolve(it.pantryPath());
          if (Files.isRegularFile(file)) {
            try {
              read.add(DebFiles.read(file, it.name(), source(it)));
            } catch (IOException exception) {
              findings.add(
                  Finding.warning(
                      "package-unreadable",
                      Origin.ofFile(LockFile.NAME),
                      String.valueOf(exception.getMessage())));
            }
          }
        });
    return new Read(read, findings);
  }

  private static Map<String, Lock.Package> wanted(Lock lock, List<String> names) {
    Map<String, Lock.Package> all = new LinkedHashMap<>();
    lock.packages().values().forEach(own -> own.forEach(it -> all.putIfAbsent(it.name(), it)));
    List<String> sources =
        all.values().stream()
            .filter(it -> names.contains(it.name()))
            .map(PackageContents::source)
            .distinct()
            .toList();
    Map<String, Lock.Package> wanted = new LinkedHashMap<>();
    all.forEach(
        (name, it) -> {
          if (sources.contains(source(it)) && it.size() <= LARGEST) {
            wanted.put(name, it);
          }
        });
    return wanted;
  }

  private static String source(Lock.Package it) {
    int slash = it.filename().lastIndexOf('/');
    return it.archive() + ":" + it.filename().substring(0, Math.max(0, slash));
  }
}
