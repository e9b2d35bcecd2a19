package dev.ramekin.freeze;

import dev.ramekin.model.lock.Frozen;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of one lock out of a pantry that is shared by many: a folder of links, since a build
 * would be given the whole shared folder otherwise. The files are of one content for ever, so that
 * a hard link is as good as a copy.
 */
public final class PantryView {
  private PantryView() {}

  /**
   * Makes a folder hold exactly some files.
   *
   * @param pantry where they are, checked
   * @param view the folder; made when it is missing
   * @throws IOException when a file is missing or cannot be written
   */
  public static void make(Collection<? extends Frozen> files, Path pantry, Path view)
      throws IOException {
    Set<Path> wanted = new HashSet<>();
    for (Frozen file : files) {
      Path target = view.resolve(file.pantryPath());
      wanted.add(target);
      link(pantry.resolve(file.pantryPath()), target);
    }
    for (Path left : files(view)) {
      if (!wanted.contains(left)) {
        Files.delete(left);
      }
    }
  }

  private static List<Path> files(Path view) throws IOException {
    if (!Files.isDirectory(view)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(view)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  private static void link(Path file, Path target) throws IOException {
    if (Files.exists(target) && Files.isSameFile(file, target)) {
      return;
    }
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    Path draft = target.resolveSibling(target.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try {
      Files.createLink(draft, file);
    } catch (FileSystemException exception) {
      // Another file system, or one without hard links.
      Files.copy(file, draft);
    } catch (UnsupportedOperationException exception) {
      Files.copy(file, draft);
    }
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
