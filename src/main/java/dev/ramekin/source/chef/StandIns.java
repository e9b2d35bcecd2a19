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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cookbooks of Ramekin's own that stand in for community cookbooks the source does not hold. */
final class StandIns {
  private static final String FOLDER = "chef/cookbooks/";

  private static final Pattern CODE =
      Pattern.compile("chef/cookbooks/([^/]+)/(resources|definitions)/([^/]+)\\.rb");
  private static final Pattern PROVIDES =
      Pattern.compile("^(?:provides|resource_name) :(\\w+)$", Pattern.MULTILINE);

  private final ConverterFiles converters;
  private final MetadataReader metadata;
  private final Consumer<Finding> findings;
  private final Map<String, Optional<Cookbook>> known = new HashMap<>();
  private final Map<String, String> byType = new HashMap<>();

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

  /** Finds the cookbook that a resource type or a definition is from. */
  Optional<String> cookbookOf(String type) {
    if (byType.isEmpty()) {
      converters.list("chef/cookbooks").forEach(this::addTypes);
    }
    return Optional.ofNullable(byType.get(type));
  }

  private void addTypes(String path) {
    Matcher file = CODE.matcher(path);
    if (!file.matches()) {
      return;
    }
    String cookbook = file.group(1);
    if (file.group(2).equals("definitions")) {
      byType.put(file.group(3), cookbook);
    } else {
      byType.put(cookbook.replace('-', '_') + "_" + file.group(3), cookbook);
      Matcher provided = PROVIDES.matcher(converters.text(path).orElse(""));
      while (provided.find()) {
        byType.put(provided.group(1), cookbook);
      }
    }
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
