package dev.ramekin.source.chef;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.model.Finding;
import dev.ramekin.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Cookbooks of Ramekin's own that stand in for community cookbooks the source does not hold. */
final class StandIns {
  private static final String FOLDER = "chef/cookbooks/";

  private final ConverterFiles converters;
  private final MetadataReader metadata;
  private final Consumer<Finding> findings;
  private final Map<String, Optional<Cookbook>> known = new HashMap<>();

  StandIns(ConverterFiles converters, MetadataReader metadata, Consumer<Finding> findings) {
    this.converters = converters;
    this.metadata = metadata;
    this.findings = findings;
  }

  /** Finds the one for a cookbook. */
  Optional<Cookbook> find(String name) {
    return known.computeIfAbsent(name, this::read);
  }

  /** Finds a file of those that are in use. */
  Optional<SourceFile> file(String path) {
    return known.values().stream()
        .flatMap(Optional::stream)
        .filter(it -> it.files().containsKey(path))
        .map(it -> it.files().get(path))
        .findFirst();
  }

  private Optional<Cookbook> read(String name) {
    if (!name.matches("[A-Za-z0-9_-]+")
        || converters.text(FOLDER + name + "/metadata.rb").isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, SourceFile> files = new TreeMap<>();
    for (String path : converters.list(FOLDER + name)) {
      String label = converters.label(path);
      converters
          .text(path)
          .ifPresent(
              text ->
                  files.put(label, new SourceFile(label, text.getBytes(StandardCharsets.UTF_8))));
    }
    String root =
        converters.label(FOLDER + name + "/metadata.rb").replaceFirst("/metadata\\.rb$", "");
    return Optional.of(metadata.read(name, root, files, findings));
  }
}
