package dev.ramekin.freeze.npm;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.model.lock.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Says what {@code npm install --global} would put where. */
public final class NpmResolver {
  private final NpmRegistry registry;
  private final NpmSettings settings;

  /** Takes the registry and where it is. */
  public NpmResolver(NpmRegistry registry, NpmSettings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  /**
   * A package at its place.
   *
   * @param location below the folder of global packages: {@code node_modules/a/node_modules/b}
   * @param digest of its archive
   * @param path of its archive below the registry
   */
  public record Placed(String location, String name, String version, Digest digest, String path) {}

  /**
   * Returns the packages, by location; without optional ones that are for other systems.
   *
   * @param wanted version, range or tag by package; {@code *} for any
   * @throws FetchException when a package that is needed cannot be had
   */
  public List<Placed> resolve(Map<String, String> wanted, NpmEnvironment environment)
      throws FetchException {
    List<Placed> placed = new ArrayList<>();
    TreeNode root = IdealTree.build(wanted, registry, environment);
    for (TreeNode node : root.all()) {
      if (node != root && !node.isInert()) {
        placed.add(placed(node));
      }
    }
    placed.sort(Comparator.comparing(Placed::location));
    return placed;
  }

  private Placed placed(TreeNode node) throws FetchException {
    NpmManifest manifest = node.manifest();
    if (manifest.shrinkwrapped()) {
      throw new FetchException(
          "%s %s brings a lock of its own (npm-shrinkwrap.json), which is not read"
              .formatted(manifest.name(), manifest.version()));
    }
    Digest digest =
        manifest
            .digest()
            .orElseThrow(
                () ->
                    new FetchException(
                        "the registry has no hash of %s %s"
                            .formatted(manifest.name(), manifest.version())));
    return new Placed(
        node.location(), manifest.name(), manifest.version(), digest, settings.path(manifest));
  }
}
