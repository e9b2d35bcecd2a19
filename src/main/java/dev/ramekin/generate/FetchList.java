package dev.ramekin.generate;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.converters.platforms.PlatformDescription.ArchiveAddress;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.AddRepository;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files of the pantry, and where they can be had. */
final class FetchList {
  /** An archive's address, quoted for a shell. */
  public record Mirror(String name, String uri) {}

  private final Deployment deployment;
  private final Lock lock;
  private final PlatformCatalogue platforms;

  FetchList(Deployment deployment, Lock lock, PlatformCatalogue platforms) {
    this.deployment = deployment;
    this.lock = lock;
    this.platforms = platforms;
  }

  /** Returns lines of hash, path in the pantry, archive, and path there; a dash for no archive. */
  String text() {
    SortedSet<String> lines = new TreeSet<>();
    lock.packages()
        .values()
        .forEach(
            packages ->
                packages.forEach(
                    it ->
                        lines.add(
                            String.join(
                                " ", it.sha256(), it.pantryPath(), it.archive(), it.filename()))));
    lock.downloads()
        .forEach((url, it) -> lines.add(String.join(" ", it.sha256(), it.pantryPath(), "-", url)));
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  Map<String, Object> model() {
    Map<String, String> mirrors = new TreeMap<>();
    Map<String, String> snapshots = new TreeMap<>();
    for (ArchiveAddress address : addresses()) {
      mirrors.put(address.name(), address.uri());
      timestamp(address.name())
          .ifPresent(
              time ->
                  address
                      .snapshot()
                      .ifPresent(
                          pattern ->
                              snapshots.put(address.name(), pattern.replace("{timestamp}", time))));
    }
    repositories().forEach(it -> mirrors.put(it.name(), it.uri()));
    return Map.of("mirrors", list(mirrors), "snapshots", list(snapshots));
  }

  /** Returns sources.list for the strategies without a pantry. */
  String sources() {
    StringBuilder lines = new StringBuilder();
    for (Lock.Archive archive : lock.archives()) {
      addresses().stream()
          .filter(it -> it.name().equals(archive.name()))
          .findFirst()
          .map(address -> address(address, archive))
          .ifPresent(
              uri ->
                  lines
                      .append("deb ")
                      .append(uri)
                      .append(' ')
                      .append(archive.suite())
                      .append(' ')
                      .append(String.join(" ", archive.components()))
                      .append('\n'));
    }
    return lines.toString();
  }

  private String address(ArchiveAddress address, Lock.Archive archive) {
    boolean snapshot = lock.strategy() == Lock.Strategy.SNAPSHOT;
    return snapshot && archive.snapshot().isPresent() && address.snapshot().isPresent()
        ? address.snapshot().get().replace("{timestamp}", archive.snapshot().get())
        : address.uri();
  }

  private Optional<String> timestamp(String archive) {
    return lock.archives().stream()
        .filter(it -> it.name().equals(archive))
        .flatMap(it -> it.snapshot().stream())
        .max(String::compareTo);
  }

  private List<ArchiveAddress> addresses() {
    return deployment.stages().stream()
        .map(stage -> stage.platform().id())
        .distinct()
        .flatMap(id -> platforms.find(id).stream())
        .map(PlatformDescription::archives)
        .flatMap(List::stream)
        .toList();
  }

  private List<AddRepository> repositories() {
    List<AddRepository> repositories = new ArrayList<>();
    for (Stage stage : deployment.stages()) {
      for (Operation operation : stage.operations()) {
        if (operation instanceof AddRepository repository) {
          repositories.add(repository);
        }
      }
    }
    return repositories;
  }

  private static List<Mirror> list(Map<String, String> mirrors) {
    return mirrors.entrySet().stream()
        .map(it -> new Mirror(Shell.quote(it.getKey()), Shell.quote(it.getValue())))
        .toList();
  }
}
