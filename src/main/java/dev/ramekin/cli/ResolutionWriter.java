package dev.ramekin.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramekin.freeze.apt.Resolution;
import dev.ramekin.freeze.apt.Resolution.Closure;
import dev.ramekin.freeze.apt.Resolution.Impossible;
import dev.ramekin.freeze.apt.Resolution.ResolvedPackage;

/** Writes what a resolution came to, as a line of JSON or for a person. */
final class ResolutionWriter {
  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * Returns {@code {"packages":[…],"removed":[…]}}, or {@code {"error":…,"reasons":[…]}} when there
   * is no solution, on one line.
   */
  String json(Resolution resolution) {
    ObjectNode root = mapper.createObjectNode();
    if (resolution instanceof Closure closure) {
      ArrayNode packages = root.putArray("packages");
      for (ResolvedPackage it : closure.packages()) {
        packages
            .addObject()
            .put("name", it.name())
            .put("version", it.version())
            .put("architecture", it.architecture())
            .put("size", it.size())
            .put("sha256", it.sha256())
            .put("filename", it.filename());
      }
      ArrayNode removed = root.putArray("removed");
      closure.removed().forEach(removed::add);
    } else if (resolution instanceof Impossible impossible) {
      root.put("error", String.join("; ", impossible.reasons()));
      ArrayNode reasons = root.putArray("reasons");
      impossible.reasons().forEach(reasons::add);
    }
    return root.toString();
  }

  /** Returns {@code {"error":…}} on one line. */
  String error(String message) {
    return mapper.createObjectNode().put("error", message).toString();
  }

  /** Returns a line a package, as apt-get names them, then those that go and the sum. */
  String text(Resolution resolution) {
    StringBuilder text = new StringBuilder();
    if (resolution instanceof Closure closure) {
      closure
          .packages()
          .forEach(
              it -> text.append(it.name() + "=" + it.version() + " " + it.architecture() + "\n"));
      closure.removed().forEach(it -> text.append("removed: " + it + "\n"));
      long bytes = closure.packages().stream().mapToLong(ResolvedPackage::size).sum();
      text.append(
          "%d packages, %.1f MB to download, %d removed"
              .formatted(closure.packages().size(), bytes / 1e6, closure.removed().size()));
    } else if (resolution instanceof Impossible impossible) {
      text.append("there is no solution: ").append(String.join("\n  ", impossible.reasons()));
    }
    return text.toString();
  }
}
