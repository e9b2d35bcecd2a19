package dev.ramekin.generate;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.ramekin.generate.OutputFile.Kind;
import dev.ramekin.generate.WriteResult.Kept;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes generated files into a folder: all of them or none. Everything is written beside its place
 * first, and a failure before the last byte leaves the folder as it was; only renames come after
 * that, and they are undone when one fails. A file that a person changed since it was generated is
 * never overwritten, unless that is insisted on.
 */
public final class OutputWriter {
  private static final int DIFF_CONTEXT = 3;

  private final Path folder;
  private final boolean force;
  private final List<String> written = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();
  private final SortedMap<String, String> hashes = new TreeMap<>();
  private final SortedMap<String, OutputFile> changes = new TreeMap<>();
  private int unchanged;

  private OutputWriter(Path folder, boolean force) {
    this.folder = folder;
    this.force = force;
  }

  /**
   * Writes files.
   *
   * @param folder the output folder; made when it is missing
   * @param files by path below it, with forward slashes
   * @param force whether files a person changed are overwritten too; the user's own never are
   * @throws IOException when a file cannot be written; the folder is then as it was
   */
  public static WriteResult write(Path folder, SortedMap<String, OutputFile> files, boolean force)
      throws IOException {
    return new OutputWriter(folder, force).run(files);
  }

  private WriteResult run(SortedMap<String, OutputFile> files) throws IOException {
    Manifest old = Manifest.read(folder);
    for (Map.Entry<String, OutputFile> entry : files.entrySet()) {
      decide(entry.getKey(), entry.getValue(), old);
    }
    List<String> obsolete = obsolete(files, old);
    byte[] manifest = Manifest.write(hashes).getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(manifest, current(Manifest.PATH).orElse(new byte[0]))) {
      changes.put(Manifest.PATH, new OutputFile(manifest, Kind.GENERATED));
    }
    replace(obsolete);
    return new WriteResult(written, unchanged, removed, kept);
  }

  private void decide(String path, OutputFile file, Manifest old) throws IOException {
    Optional<byte[]> current = current(path);
    if (file.kind() != Kind.USERS) {
      hashes.put(path, Hashes.sha256(file.bytes()));
    }
    if (current.isEmpty()) {
      change(path, file);
    } else if (Arrays.equals(current.get(), file.bytes())) {
      unchanged++;
    } else if (file.kind() == Kind.USERS) {
      unchanged++;
    } else if (force || old.hash(path).equals(Optional.of(Hashes.sha256(current.get())))) {
      change(path, file);
    } else {
      keep(path, file, current.get(), old);
    }
  }

  private void change(String path, OutputFile file) {
    changes.put(path, file);
    written.add(path);
  }

  /** What was generated before stays in the manifest: the next run finds the change again. */
  private void keep(String path, OutputFile file, byte[] current, Manifest old) {
    old.hash(path).ifPresentOrElse(hash -> hashes.put(path, hash), () -> hashes.remove(path));
    kept.add(new Kept(path, file.kind() == Kind.SECRET ? List.of() : diff(path, current, file)));
  }

  private static List<String> diff(String path, byte[] current, OutputFile file) {
    Optional<String> before = text(current);
    Optional<String> after = text(file.bytes());
    if (before.isEmpty() || after.isEmpty()) {
      return List.of();
    }
    List<String> lines = before.get().lines().toList();
    return UnifiedDiffUtils.generateUnifiedDiff(
        path,
        path + " (generated)",
        lines,
        DiffUtils.diff(lines, after.get().lines().toList()),
        DIFF_CONTEXT);
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException exception) {
      return Optional.empty();
    }
  }

  /** Files of the last run that are generated no more; one that a person changed stays. */
  private List<String> obsolete(SortedMap<String, OutputFile> files, Manifest old)
      throws IOException {
    List<String> obsolete = new ArrayList<>();
    for (Map.Entry<String, String> entry : old.hashes().entrySet()) {
      String path = entry.getKey();
      if (files.containsKey(path)) {
        continue;
      }
      Optional<byte[]> current = current(path);
      if (current.isEmpty()) {
        continue;
      }
      if (force || Hashes.sha256(current.get()).equals(entry.getValue())) {
        obsolete.add(path);
        removed.add(path);
      } else {
        hashes.put(path, entry.getValue());
        kept.add(new Kept(path, List.of()));
      }
    }
    return obsolete;
  }

  private Optional<byte[]> current(String path) throws IOException {
    Path file = place(path);
    return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  /** A link in the output folder must not lead writing out of it. */
  private Path place(String path) throws IOException {
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder.normalize())) {
      throw new FileSystemException(path, null, "leads out of " + folder);
    }
    for (Path part = file;
        part != null && !part.equals(folder.normalize());
        part = part.getParent()) {
      if (Files.isSymbolicLink(part)) {
        throw new FileSystemException(part.toString(), null, "is a link; remove it first");
      }
    }
    return file;
  }

  private void replace(List<String> obsolete) throws IOException {
    if (changes.isEmpty() && obsolete.isEmpty()) {
      return;
    }
    Files.createDirectories(folder);
    Path staging = Files.createTempDirectory(folder, ".ramekin-new-");
    try {
      Path fresh = staging.resolve("new");
      for (Map.Entry<String, OutputFile> entry : changes.entrySet()) {
        writeFile(fresh.resolve(entry.getKey()), entry.getValue());
      }
      Renames renames = new Renames(folder, staging.resolve("old"));
      try {
        for (String path : changes.keySet()) {
          renames.replace(fresh.resolve(path), place(path));
        }
        for (String path : obsolete) {
          renames.remove(place(path));
        }
      } catch (IOException exception) {
        renames.undo();
        throw exception;
      }
    } finally {
      delete(staging);
    }
  }

  private static void writeFile(Path file, OutputFile output) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, output.bytes());
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      String permissions = output.kind() == Kind.PROGRAM ? "rwxr-xr-x" : "rw-r--r--";
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path path, IOException exception)
              throws IOException {
            Files.delete(path);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Renames that can be taken back. */
  private static final class Renames {
    private final Path folder;
    private final Path aside;
    private final List<Runnable> backwards = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();

    Renames(Path folder, Path aside) {
      this.folder = folder;
      this.aside = aside;
    }

    void replace(Path fresh, Path place) throws IOException {
      makeFolders(Objects.requireNonNull(place.getParent()));
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        remove(place);
      }
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
      backwards.add(() -> attempt(() -> Files.delete(place)));
    }

    void remove(Path place) throws IOException {
      Path kept = aside.resolve(folder.relativize(place).toString());
      Files.createDirectories(kept.getParent());
      Files.move(place, kept, StandardCopyOption.ATOMIC_MOVE);
      backwards.add(() -> attempt(() -> Files.move(kept, place)));
    }

    /** The folder of secrets is for its owner alone; containers are given single files of it. */
    private void makeFolders(Path path) throws IOException {
      Files.createDirectories(path);
      boolean secrets = folder.relativize(path).startsWith("secrets");
      if (secrets && Files.getFileStore(path).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
    }

    void undo() throws IOException {
      for (int index = backwards.size() - 1; index >= 0; index--) {
        backwards.get(index).run();
      }
      if (!failures.isEmpty()) {
        throw failures.get(0);
      }
    }

    private void attempt(Action action) {
      try {
        action.run();
      } catch (IOException exception) {
        failures.add(exception);
      }
    }

    private interface Action {
      void run() throws IOException;
    }
  }
}
