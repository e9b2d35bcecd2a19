package dev.ramekin.converters;

import dev.ramekin.yaml.YamlException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds converter files: first in a folder of the user's own, laid out like {@code converters/},
 * then among those that Ramekin brings. A file of the user's replaces the one of the same path.
 */
public final class ConverterFiles {
  private static final String ROOT = "converters/";

  private final Optional<Path> own;

  /**
   * @param own the user's folder; empty when there is none
   */
  public ConverterFiles(Optional<Path> own) {
    this.own = own;
  }

  /** Returns the user's folder. */
  public Optional<Path> folder() {
    return own;
  }

  /** Returns whether the user's folder has a file of that path. */
  public boolean isOwn(String path) {
    return own.filter(folder -> Files.isRegularFile(folder.resolve(path))).isPresent();
  }

  /** Returns the files that Ramekin brings. */
  public static ConverterFiles builtIn() {
    return new ConverterFiles(Optional.empty());
  }

  /**
   * Returns the text of a file.
   *
   * @param path such as {@code chef/template.yaml}
   */
  public Optional<String> text(String path) {
    if (path.contains("..")) {
      return Optional.empty();
    }
    try {
      Optional<Path> file = own.map(folder -> folder.resolve(path)).filter(Files::isRegularFile);
      if (file.isPresent()) {
        return Optional.of(Files.readString(file.get()));
      }
      try (InputStream stream = loader().getResourceAsStream(ROOT + path)) {
        return stream == null
            ? Optional.empty()
            : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException exception) {
      throw new UncheckedIOException("cannot read " + label(path), exception);
    }
  }

  /**
   * Returns a YAML file with positions.
   *
   * @throws YamlException when it is not well-formed
   */
  public Optional<YamlNode> yaml(String path) {
    return text(path).map(text -> YamlNode.parse(label(path), text));
  }

  /** Returns the paths of all files below a folder such as {@code chef}, sorted. */
  public SortedSet<String> list(String folder) {
    SortedSet<String> paths = new TreeSet<>();
    try {
      if (own.isPresent() && Files.isDirectory(own.get().resolve(folder))) {
        addAll(own.get().resolve(folder), folder, paths);
      }
      URL url = loader().getResource(ROOT + folder);
      if (url != null) {
        addBuiltIn(url.toURI(), folder, paths);
      }
    } catch (IOException exception) {
      throw new UncheckedIOException("cannot list the converters in " + folder, exception);
    } catch (URISyntaxException exception) {
      throw new IllegalStateException(exception);
    }
    return paths;
  }

  private static void addBuiltIn(URI uri, String folder, SortedSet<String> paths)
      throws IOException {
    if (!uri.getScheme().equals("jar")) {
      addAll(Path.of(uri), folder, paths);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
      addAll(jar.getPath(ROOT + folder), folder, paths);
    }
  }

  private static void addAll(Path directory, String folder, SortedSet<String> paths)
      throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      List<Path> files = walk.filter(Files::isRegularFile).toList();
      files.forEach(
          file ->
              paths.add(folder + "/" + directory.relativize(file).toString().replace('\\', '/')));
    }
  }

  /** Returns how messages name a file: its place in the user's folder, or below converters/. */
  public String label(String path) {
    return own.map(folder -> folder.resolve(path))
        .filter(Files::isRegularFile)
        .map(Path::toString)
        .orElse(ROOT + path);
  }

  private static ClassLoader loader() {
    return ConverterFiles.class.getClassLoader();
  }
}
