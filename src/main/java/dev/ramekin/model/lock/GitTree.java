package dev.ramekin.model.lock;

/**
 * The files of a commit, as the archive that {@code git archive --format=tar} makes of them (with
 * umask 022 and no attribute that leaves files out or changes them).
 *
 * @param path where a submodule is in the checkout, without a slash in front; empty for the
 *     repository itself
 * @param repository where it was cloned from
 * @param commit in hex
 * @param sha256 of the archive, in hex
 * @param size of the archive in bytes
 */
public record GitTree(String path, String repository, String commit, String sha256, long size)
    implements Frozen {
  @Override
  public String title() {
    return repository + " at " + commit;
  }

  @Override
  public Digest digest() {
    return Digest.sha256(sha256);
  }

  /** Returns where the archive lies below the pantry folder: {@code git/<sha256>.tar}. */
  @Override
  public String pantryPath() {
    return "git/" + sha256 + ".tar";
  }
}
