package dev.ramekin.plan;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.MakeDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds directories whose content must survive: a directory the source gives to the user the
 * service runs as, which the source itself puts nothing into, below {@code /var/lib} or with a name
 * such as {@code uploads}.
 */
final class StateFinder {
  private static final Set<String> NAMES =
      Set.of("data", "uploads", "storage", "files", "media", "attachments", "db", "spool", "state");

  private StateFinder() {}

  static List<String> find(Draft draft) {
    Optional<String> user = draft.workload.user();
    List<String> found = new ArrayList<>();
    for (Operation operation : draft.operations) {
      if (operation instanceof MakeDirectory directory
          && user.isPresent()
          && directory.access().owner().equals(user)
          && looksLikeState(directory.path())
          && !filled(draft, directory.path())
          && found.stream().noneMatch(path -> Paths.below(directory.path(), path))) {
        found.add(directory.path());
      }
    }
    return found;
  }

  private static boolean looksLikeState(String path) {
    return Paths.below(path, "/var/lib") && Paths.depth(path) > 2
        || NAMES.contains(Paths.last(path)) && Paths.depth(path) > 1;
  }

  private static boolean filled(Draft draft, String path) {
    return draft.operations.stream()
        .filter(operation -> !(operation instanceof MakeDirectory))
        .flatMap(operation -> Claims.paths(operation).stream())
        .anyMatch(other -> Paths.below(other, path));
  }
}
