package dev.ramekin.freeze.gem;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which gem server the user is set to: the first of {@code :sources:} in a gemrc. */
public final class GemSettings {
  private static final URI PUBLIC = URI.create("https://rubygems.org/");

  private GemSettings() {}

  /**
   * Returns the server's address, with a slash at the end.
   *
   * @param mirror a server the user names for this run
   * @param machine root of the file system whose settings count
   * @param environment environment variables
   */
  public static URI server(Optional<URI> mirror, Path machine, Map<String, String> environment) {
    List<Path> files = new ArrayList<>();
    String home = environment.getOrDefault("HOME", "");
    if (!home.isEmpty()) {
      files.add(Path.of(home).resolve(".gemrc"));
    }
    files.add(machine.resolve("etc/gemrc"));
    URI server =
        mirror
            .or(() -> files.stream().flatMap(it -> source(it).stream()).findFirst())
            .orElse(PUBLIC);
    return URI.create(server.toString().replaceFirst("/*$", "/"));
  }

  private static Optional<URI> source(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException exception) {
      // As RubyGems does: a file that cannot be read says nothing.
      return Optional.empty();
    }
    boolean inside = false;
    for (String line : lines) {
      if (line.matches(":?sources:\\s*")) {
        inside = true;
      } else if (inside && line.matches("\\s*-\\s*[\"']?https?://\\S+")) {
        return Optional.of(
            URI.create(line.replaceFirst("\\s*-\\s*[\"']?", "").replaceFirst("[\"']?\\s*$", "")));
      } else if (!line.isBlank()) {
        inside = false;
      }
    }
    return Optional.empty();
  }
}
