package dev.ramekin.freeze.pip;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.model.lock.Digest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Says what {@code pip install} would install. */
public final class PipResolver {
  private final PipIndex index;

  /** Takes the index. */
  public PipResolver(PipIndex index) {
    this.index = index;
  }

  /**
   * A distribution to install.
   *
   * @param name in its normal form
   * @param digest of its file
   * @param uri where its file is
   */
  public record Chosen(String name, String version, Digest digest, URI uri) {}

  /**
   * Returns what is not there yet, by name.
   *
   * @param words requirements by PEP 508, all of one command
   * @throws FetchException when one is none, nothing fits, or something cannot be had
   */
  public List<Chosen> resolve(List<String> words, PipEnvironment environment)
      throws FetchException {
    Candidates candidates = new Candidates(index, environment);
    List<PyRequirement> wanted = new ArrayList<>();
    for (String word : words) {
      PyRequirement requirement =
          PyRequirement.parse(word)
              .orElseThrow(
                  () ->
                      new FetchException(
                          "'" + word + "' is no package of an index, and nothing else is frozen"));
      if (candidates.applies(requirement, new TreeSet<>())) {
        wanted.add(requirement);
      }
    }
    List<Chosen> chosen = new ArrayList<>();
    for (Candidate it : new PipSearch(candidates, wanted).solve(wanted)) {
      if (it.extras().isEmpty() && it.file().isPresent()) {
        chosen.add(chosen(it, it.file().get()));
      }
    }
    chosen.sort(Comparator.comparing(Chosen::name));
    return chosen;
  }

  private static Chosen chosen(Candidate it, PipFile file) throws FetchException {
    Digest digest =
        file.digest()
            .orElseThrow(
                () -> new FetchException("the index has no SHA-256 of " + file.filename()));
    return new Chosen(it.name(), it.version().toString(), digest, file.uri());
  }
}
