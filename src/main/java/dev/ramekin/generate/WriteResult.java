package dev.ramekin.generate;

import java.util.List;

/**
 * What writing an output folder did.
 *
 * @param written paths of files that are new or changed
 * @param unchanged number of files that were as generated already
 * @param removed paths of files that are generated no more
 * @param kept files a person changed; they stay as they are
 */
public record WriteResult(
    List<String> written, int unchanged, List<String> removed, List<Kept> kept) {
  /**
   * A file that was not overwritten.
   *
   * @param path below the output folder
   * @param diff what generating anew would change in it, as a unified diff; empty for a credential
   *     and for bytes that are no text
   */
  public record Kept(String path, List<String> diff) {
    public Kept {
      diff = List.copyOf(diff);
    }
  }

  public WriteResult {
    written = List.copyOf(written);
    removed = List.copyOf(removed);
    kept = List.copyOf(kept);
  }
}
