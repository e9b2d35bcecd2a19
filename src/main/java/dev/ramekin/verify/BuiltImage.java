package dev.ramekin.verify;

import java.util.List;

/**
 * An image that was built.
 *
 * @param target name of its target in {@code docker-bake.hcl}
 * @param tags its names
 * @param digest of its manifest, or of its index where it has several platforms
 * @param platforms it was built for
 */
public record BuiltImage(String target, List<String> tags, String digest, List<String> platforms) {
  public BuiltImage {
    tags = List.copyOf(tags);
    platforms = List.copyOf(platforms);
  }
}
