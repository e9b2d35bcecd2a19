package dev.ramekin.source;

/**
 * How much is read of a source.
 *
 * @param fileBytes largest file that is read; larger ones are reported and skipped
 * @param files most files
 * @param totalBytes most bytes altogether
 * @param depth deepest nesting of folders
 */
public record Limits(long fileBytes, int files, long totalBytes, int depth) {
  /** 10 MB a file, 100,000 files, 512 MB, 40 folders deep. */
  public static final Limits DEFAULT = new Limits(10L << 20, 100_000, 512L << 20, 40);
}
