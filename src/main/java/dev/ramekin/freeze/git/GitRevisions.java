package dev.ramekin.freeze.git;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/**
 * What a revision means among the references of a server: a tag before a branch, as git and Chef
 * have it; an annotated tag means its commit.
 */
final class GitRevisions {
  private static final String COMMIT = "[0-9a-f]{40}";

  private GitRevisions() {}

  static boolean isCommit(String revision) {
    return revision.matches(COMMIT);
  }

  /** Returns the reference; empty when the server has none of that name. */
  static Optional<Ref> find(Map<String, Ref> references, String revision) {
    String name = revision.isEmpty() ? "HEAD" : revision;
    List<String> candidates = List.of("refs/tags/" + name, "refs/heads/" + name, name);
    return candidates.stream()
        .filter(references::containsKey)
        .map(it -> references.get(it))
        .findFirst();
  }

  /** Returns the commit behind a reference. */
  static Optional<String> commit(Ref reference) {
    ObjectId peeled = reference.getPeeledObjectId();
    ObjectId id = peeled == null ? reference.getObjectId() : peeled;
    return Optional.ofNullable(id).map(ObjectId::name);
  }
}
