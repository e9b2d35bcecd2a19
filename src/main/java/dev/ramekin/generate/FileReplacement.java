package dev.ramekin.generate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.apache.commons.io.FileUtils;

/**
 * Replaces some files of a folder: all or none, also when the process ends on the way. Everything
 * is written beside its place first, then a journal of what is to be done; from then on only
 * renames are left, which the next process finishes if this one does not. Whoever reads a file
 * finds the old or the new one, at any time.
 */
final class FileReplacement {
  private static final String PREFIX = ".ramekin-new-";
  private static final String JOURNAL = "journal";

  private final Path folder;
  private final Path staging;

  private FileReplacement(Path folder, Path staging) {
    this.folder = folder;
    this.staging = staging;
  }

  /** One line of the journal. */
  private record Task(String verb, String path) {
    static final String REPLACE = "replace";
    static final String REMOVE = "remove";

    static Task parse(String line) {
      int space = line.indexOf(' ');
      return new Task(line.substring(0, space), line.substring(space + 1));
    }

    @Override
    public String toString() {
      return verb + " " + path;
    }
  }

  /**
   * Replaces and removes.
   *
   * @param changes by path below the folder, which is made when it is missing
   * @throws IOException when something cannot be written; the folder is then as it was
   */
  static void apply(Path folder, SortedMap<String, OutputFile> changes, List<String> obsolete)
      throws IOException {
    Files.createDirectories(folder);
    Path staging = Files.createTempDirectory(folder, PREFIX);
    try {
      FileReplacement replacement = new FileReplacement(folder, staging);
      for (Map.Entry<String, OutputFile> entry : changes.entrySet()) {
        writeFile(replacement.fresh(entry.getKey()), entry.getValue());
      }
      List<Task> tasks = new ArrayList<>();
      changes.keySet().forEach(path -> tasks.add(new Task(Task.REPLACE, path)));
      obsolete.forEach(path -> tasks.add(new Task(Task.REMOVE, path)));
      replacement.keepOld(tasks);
      replacement.writeJournal(tasks);
      replacement.carryOutOrUndo(tasks);
    } finally {
      FileUtils.deleteDirectory(staging.toFile());
    }
  }

  /** Finishes, or throws away, what a process began that is no longer there. */
  static void finish(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> left = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, PREFIX + "*")) {
      folders.forEach(left::add);
    }
    for (Path staging : left) {
      FileReplacement replacement = new FileReplacement(folder, staging);
      Path journal = staging.resolve(JOURNAL);
      if (Files.isRegularFile(journal)) {
        for (String line : Files.readAllLines(journal)) {
          replacement.carryOut(Task.parse(line));
        }
      }
      FileUtils.deleteDirectory(staging.toFile());
    }
  }

  private Path fresh(String path) {
    return staging.resolve("new").resolve(path);
  }

  private Path old(String path) {
    return staging.resolve("old").resolve(path);
  }

  private void keepOld(List<Task> tasks) throws IOException {
    for (Task task : tasks) {
      Path place = folder.resolve(task.path());
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        Path kept = old(task.path());
        Files.createDirectories(Objects.requireNonNull(kept.getParent()));
        Files.copy(place, kept, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** The journal appears whole, or not at all. */
  private void writeJournal(List<Task> tasks) throws IOException {
    Path draft = staging.resolve(JOURNAL + ".new");
    String text = String.join("\n", tasks.stream().map(Task::toString).toList()) + "\n";
    Files.writeString(draft, text, StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(draft, staging.resolve(JOURNAL), StandardCopyOption.ATOMIC_MOVE);
  }

  private void carryOutOrUndo(List<Task> tasks) throws IOException {
    List<Task> done = new ArrayList<>();
    try {
      for (Task task : tasks) {
        carryOut(task);
        done.add(task);
      }
    } catch (IOException exception) {
      Files.delete(staging.resolve(JOURNAL));
      for (Task task : done) {
        undo(task);
      }
      throw exception;
    }
  }

  /** Does a task that may have been done already. */
  private void carryOut(Task task) throws IOException {
    Path place = folder.resolve(task.path());
    if (task.verb().equals(Task.REMOVE)) {
      Files.deleteIfExists(place);
    } else if (Files.exists(fresh(task.path()))) {
      makeFolders(Objects.requireNonNull(place.getParent()));
      Files.move(
          fresh(task.path()),
          place,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void undo(Task task) throws IOException {
    Path place = folder.resolve(task.path());
    if (Files.exists(old(task.path()))) {
      Files.move(old(task.path()), place, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(place);
    }
  }

  /** The folder of secrets is for its owner alone; containers are given single files of it. */
  private void makeFolders(Path path) throws IOException {
    Files.createDirectories(path);
    boolean secrets = folder.relativize(path).startsWith("secrets");
    if (secrets && Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void writeFile(Path file, OutputFile output) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, output.bytes());
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      String permissions = output.kind() == OutputFile.Kind.PROGRAM ? "rwxr-xr-x" : "rw-r--r--";
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
  }
}
