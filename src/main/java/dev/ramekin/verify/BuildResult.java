package dev.ramekin.verify;

import java.util.List;

/**
 * What a build gave.
 *
 * @param engine version of the engine
 * @param repeatable whether the digests are those another build of the same folder gives; false on
 *     an engine that cannot set time stamps
 * @param images by target name
 */
public record BuildResult(String engine, boolean repeatable, List<BuiltImage> images) {
  public BuildResult {
    images = List.copyOf(images);
  }
}
