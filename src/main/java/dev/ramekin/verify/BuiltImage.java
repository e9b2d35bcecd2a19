package dev.ramekin.verify;

import java.util.List;

/**
 * An image that was built.
 *
 * @param target its name in {@code docker-bake.hcl}
 * @param tags what it is called in the engine
 * @param digest of its manifest: {@code sha256:…}
 */
public record BuiltImage(String target, List<String> tags, String digest) {
  public BuiltImage {
    tags = List.copyOf(tags);
  }
}
