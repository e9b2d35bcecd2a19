package dev.ramekin.verify;

import java.util.List;

/**
 * What building twice gave.
 *
 * @param build the first build, whose images are in the engine
 * @param differences of the images that came out otherwise the second time; none when all are equal
 */
public record RebuildResult(BuildResult build, List<ImageDifference> differences) {
  public RebuildResult {
    differences = List.copyOf(differences);
  }
}
