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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes generated files into a folder: all of them or none, whatever happens on the way. A file
 * that a person changed since it was generated is never overwritten, unless that is insisted on.
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

  /**
   * Returns what writing would do, and does nothing.
   *
   * @throws IOException when a file cannot be read
   */
  public static WriteResult preview(Path folder, SortedMap<String, OutputFile> files, boolean force)
      throws IOException {
    OutputWriter writer = new OutputWriter(folder, force);
    writer.decide(files);
    return writer.result();
  }

  /**
   * Replaces one generated file, whatever is there.
   *
   * @param path below the folder
   * @throws IOException when it cannot be written; the folder is then as it was
   */
  public static void replace(Path folder, String path, OutputFile file) throws IOException {
    SortedMap<String, String> hashes = Manifest.read(folder).hashes();
    hashes.put(path, Hashes.sha256(file.bytes()));
    SortedMap<String, OutputFile> changes = new TreeMap<>();
    changes.put(path, file);
    changes.put(Manifest.PATH, OutputFile.text(Manifest.write(hashes)));
    FileReplacement.apply(folder, changes, List.of());
  }

  /**
   * Finishes what a process began to write that ended on the way; nothing of that is left then.
   *
   * @throws IOException when it cannot be written
   */
  public static void finishInterrupted(Path folder) throws IOException {
    FileReplacement.finish(folder);
  }

  private WriteResult run(SortedMap<String, OutputFile> files) throws IOException {
    FileReplacement.finish(folder);
    replace(decide(files));
    return result();
  }

  private WriteResult result() {
    return new WriteResult(written, unchanged, removed, kept);
  }

  /** Decides on every file; returns the paths of those that are generated no more. */
  private List<String> decide(SortedMap<String, OutputFile> files) throws IOException {
    Manifest old = Manifest.read(folder);
    for (Map.Entry<String, OutputFile> entry : files.entrySet()) {
      decide(entry.getKey(), entry.getValue(), old);
    }
    List<String> obsolete = obsolete(files, old);
    byte[] manifest = Manifest.write(hashes).getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(manifest, current(Manifest.PATH).orElse(new byte[0]))) {
      changes.put(Manifest.PATH, new OutputFile(manifest, Kind.GENERATED));
    }
    return obsolete;
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
    } else if (force
        || file.kind() == Kind.LOCK
        || old.hash(path).equals(Optional.of(Hashes.sha256(current.get())))) {
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
    for (String path : obsolete) {
      place(path);
    }
    for (String path : changes.keySet()) {
      place(path);
    }
    if (!changes.isEmpty() || !obsolete.isEmpty()) {
      FileReplacement.apply(folder, changes, obsolete);
    }
  }
}
