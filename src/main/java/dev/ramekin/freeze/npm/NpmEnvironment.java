package dev.ramekin.freeze.npm;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a package is installed on.
 *
 * @param node version of node; empty when not known
 * @param npm version of npm; empty when not known
 * @param cpu by node's name: {@code x64}, {@code arm64}
 * @param libc {@code glibc} or {@code musl}
 */
public record NpmEnvironment(Optional<String> node, Optional<String> npm, String cpu, String libc) {
  private static final String OS = "linux";

  /** Returns whether a package says that it works with these versions of node and npm. */
  boolean suits(NpmManifest manifest) {
    return suits(node, manifest.engines().get("node")) && suits(npm, manifest.engines().get("npm"));
  }

  private static boolean suits(Optional<String> version, @Nullable String range) {
    if (version.isEmpty() || range == null || range.isEmpty()) {
      return true;
    }
    Optional<NpmRange> parsed = NpmRange.parse(range, true);
    Optional<NpmVersion> own = NpmVersion.parse(version.get());
    return parsed.isPresent() && own.isPresent() && parsed.get().contains(own.get());
  }

  /** Returns whether a package can be installed on this system at all. */
  boolean carries(NpmManifest manifest) {
    return has(OS, manifest.os()) && has(cpu, manifest.cpu()) && has(libc, manifest.libc());
  }

  /** None of the values with an exclamation mark, and one of the others if there are any. */
  private static boolean has(String value, List<String> list) {
    if (list.isEmpty() || list.equals(List.of("any"))) {
      return true;
    }
    if (list.contains("!" + value)) {
      return false;
    }
    return list.contains(value) || list.stream().allMatch(it -> it.startsWith("!"));
  }
}
