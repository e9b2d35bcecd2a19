package dev.ramekin.freeze.pip;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which index the user is set to: {@code PIP_INDEX_URL}, else {@code index-url} of a pip.conf. */
public final class PipSettings {
  private static final URI PUBLIC = URI.create("https://pypi.org/simple/");
  private static final URI PUBLIC_FILES = URI.create("https://files.pythonhosted.org/");
  private static final Pattern SETTING = Pattern.compile("(?m)^\\s*index[-_]url\\s*[=:]\\s*(\\S+)");

  private final URI index;

  private PipSettings(URI index) {
    this.index = index;
  }

  /**
   * Reads the settings.
   *
   * @param mirror an index the user names for this run
   * @param machine root of the file system whose settings count
   * @param environment environment variables
   */
  public static PipSettings of(
      Optional<URI> mirror, Path machine, Map<String, String> environment) {
    Optional<URI> own =
        Optional.of(environment.getOrDefault("PIP_INDEX_URL", ""))
            .filter(it -> !it.isEmpty())
            .map(URI::create);
    List<Path> files = new ArrayList<>();
    String home = environment.getOrDefault("HOME", "");
    if (!home.isEmpty()) {
      files.add(Path.of(home, ".config/pip/pip.conf"));
      files.add(Path.of(home, ".pip/pip.conf"));
    }
    files.add(machine.resolve("etc/pip.conf"));
    URI index =
        mirror
            .or(() -> own)
            .or(() -> files.stream().flatMap(it -> index(it).stream()).findFirst())
            .orElse(PUBLIC);
    return new PipSettings(URI.create(index.toString().replaceFirst("/*$", "/")));
  }

  private static Optional<URI> index(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      Matcher matcher = SETTING.matcher(Files.readString(file));
      return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
    } catch (IOException exception) {
      // As pip does: a file that cannot be read says nothing.
      return Optional.empty();
    }
  }

  /** Returns the address of the index, with a slash at the end. */
  public URI index() {
    return index;
  }

  /** Returns where a file of the lock may be: on the index's own server, or where PyPI has it. */
  public List<URI> addresses(String path) {
    return index.equals(PUBLIC)
        ? List.of(PUBLIC_FILES.resolve(path))
        : List.of(index.resolve("/" + path), PUBLIC_FILES.resolve(path));
  }
}
