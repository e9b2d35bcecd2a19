package dev.ramekin.converters.platforms;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The operating system releases Ramekin knows: {@code platforms/*.yaml} of a folder of the user's
 * own, which comes first, and of Ramekin itself.
 */
public final class PlatformCatalogue {
  private static final String ROOT = "/converters/platforms";
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9.+-]*");

  private final Optional<Path> own;

  private PlatformCatalogue(Optional<Path> own) {
    this.own = own;
  }

  /** Returns the releases that come with Ramekin. */
  public static PlatformCatalogue bundled() {
    return new PlatformCatalogue(Optional.empty());
  }

  /** Returns those of the user's own converters, where there are any, before the bundled ones. */
  public static PlatformCatalogue of(ConverterFiles converters) {
    return converters
        .folder()
        .map(PlatformCatalogue::withOverrides)
        .orElseGet(PlatformCatalogue::bundled);
  }

  /**
   * Returns those of a converters folder before the bundled ones.
   *
   * @param converters folder that may have a folder {@code platforms}
   */
  public static PlatformCatalogue withOverrides(Path converters) {
    return new PlatformCatalogue(Optional.of(converters.resolve("platforms")));
  }

  /**
   * Returns a release.
   *
   * @param id {@code debian-12}
   * @throws dev.ramekin.yaml.YamlException when its file has a mistake
   */
  public Optional<PlatformDescription> find(String id) {
    if (!IDENTIFIER.matcher(id).matches()) {
      return Optional.empty();
    }
    String file = id + ".yaml";
    return text(file)
        .map(
            text -> new PlatformReader(this::text).read(YamlNode.parse("platforms/" + file, text)));
  }

  /**
   * Returns the release a host reports: {@code debian} and {@code 12.5} give {@code debian-12}.
   *
   * @param name Ohai's platform name
   * @param version Ohai's platform version; parts from the right are left off until a file fits
   */
  public Optional<PlatformDescription> findRelease(String name, String version) {
    String rest = version;
    while (!rest.isEmpty()) {
      Optional<PlatformDescription> found = find(name + "-" + rest);
      if (found.isPresent()) {
        return found;
      }
      rest = rest.substring(0, Math.max(0, rest.lastIndexOf('.')));
    }
    return Optional.empty();
  }

  /** Returns the ids of all releases. */
  public SortedSet<String> ids() {
    SortedSet<String> ids = new TreeSet<>();
    own.filter(Files::isDirectory).ifPresent(folder -> collect(folder, ids));
    try {
      URL url = PlatformCatalogue.class.getResource(ROOT);
      if (url == null) {
        throw new IllegalStateException(ROOT + " is not on the class path");
      }
      URI uri = url.toURI();
      if (!"jar".equals(uri.getScheme())) {
        collect(Path.of(uri), ids);
        return ids;
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        collect(jar.getPath(ROOT), ids);
      }
      return ids;
    } catch (URISyntaxException exception) {
      throw new IllegalStateException(exception);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private static void collect(Path folder, SortedSet<String> ids) {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .forEach(ids::add);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private Optional<String> text(String file) {
    try {
      if (own.isPresent() && Files.isRegularFile(own.get().resolve(file))) {
        return Optional.of(Files.readString(own.get().resolve(file)));
      }
      try (InputStream stream = PlatformCatalogue.class.getResourceAsStream(ROOT + "/" + file)) {
        return stream == null
            ? Optional.empty()
            : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
