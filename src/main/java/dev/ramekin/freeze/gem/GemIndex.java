package dev.ramekin.freeze.gem;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.IndexCache;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The compact index of a gem server: {@code /info/NAME} has a line a version
 * (https://guides.rubygems.org/rubygems-org-compact-index-api/).
 */
public final class GemIndex {
  private final URI server;
  private final IndexCache cache;
  private final Map<String, List<GemRelease>> known = new HashMap<>();

  /**
   * Takes what it asks.
   *
   * @param server its address, with a slash at the end
   */
  public GemIndex(URI server, IndexCache cache) {
    this.server = server;
    this.cache = cache;
  }

  /**
   * Returns all releases of a gem, in the index's order; none when there is no such gem.
   *
   * @throws FetchException when the server cannot be asked
   */
  List<GemRelease> releases(String name) throws FetchException {
    List<GemRelease> releases = known.get(name);
    if (releases == null) {
      releases = load(name);
      known.put(name, releases);
    }
    return releases;
  }

  private List<GemRelease> load(String name) throws FetchException {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      return List.of();
    }
    try {
      String text = cache.get(server.resolve("info/" + name), name, Map.of()).text();
      return text.substring(text.startsWith("---\n") ? 4 : text.indexOf("\n---\n") + 1)
          .lines()
          .filter(it -> !it.isBlank() && !it.equals("---"))
          .flatMap(it -> GemRelease.parse(name, it).stream())
          .toList();
    } catch (FetchException exception) {
      if (exception.isMissing()) {
        return List.of();
      }
      throw exception;
    }
  }
}
