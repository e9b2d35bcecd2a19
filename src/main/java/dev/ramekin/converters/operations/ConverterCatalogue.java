package dev.ramekin.converters.operations;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.yaml.YamlException;
import dev.ramekin.yaml.YamlNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The converters of one source language, each read when it is first asked for. */
public final class ConverterCatalogue {
  private static final Pattern COOKBOOK = Pattern.compile("^cookbook: (\\S+)$", Pattern.MULTILINE);
  private static final Pattern TYPE = Pattern.compile("[a-z_][a-z0-9_]*");

  private static final String COMMON = "every-resource.yaml";
  private static final String PLATFORMS = "other-platforms.yaml";
  private static final String COOKBOOKS = "other-cookbooks.yaml";

  private final ConverterFiles files;
  private final String folder;
  private final Map<String, Algorithm> algorithms;
  private final Map<String, PropertyFate> common;
  private final TypeFamilies platforms;
  private final TypeFamilies cookbooks;
  private final Map<String, Optional<ResourceConverter>> read = new HashMap<>();
  private final Set<String> described = new HashSet<>();

  /**
   * @param files where converter files are
   * @param folder the language's folder: {@code chef}
   * @param algorithms what {@code java:} may name
   * @throws YamlException when the file on what all types have in common has a mistake
   */
  public ConverterCatalogue(
      ConverterFiles files, String folder, Map<String, Algorithm> algorithms) {
    this.files = files;
    this.folder = folder;
    this.algorithms = Map.copyOf(algorithms);
    this.common = files.yaml(folder + "/" + COMMON).map(ConverterReader::fates).orElse(Map.of());
    this.platforms = families(PLATFORMS);
    this.cookbooks = families(COOKBOOKS);
  }

  private TypeFamilies families(String file) {
    return files.yaml(folder + "/" + file).map(TypeFamilies::read).orElse(TypeFamilies.NONE);
  }

  /** Returns whether every type has a property of that name. */
  public boolean isCommon(String property) {
    return common.containsKey(property);
  }

  /** Returns the operating system other than Linux that a type belongs to. */
  public Optional<String> otherPlatform(String type) {
    return platforms.place(type);
  }

  /** Returns whether some resource types of a community cookbook have converters. */
  public boolean knowsCookbook(String cookbook) {
    if (described.isEmpty()) {
      for (String type : types()) {
        Matcher line = COOKBOOK.matcher(files.text(folder + "/" + type + ".yaml").orElse(""));
        described.add(line.find() ? line.group(1) : "");
      }
    }
    return described.contains(cookbook);
  }

  /** Returns why a type without a converter is not converted. */
  public String whyUnknown(String type) {
    return platforms
        .place(type)
        .map(it -> "it is a resource of " + it + ", and images are of Linux")
        .or(
            () ->
                cookbooks
                    .place(type)
                    .map(
                        it ->
                            "it is a resource of the cookbook '"
                                + it
                                + "'; put that cookbook beside the source, and it is evaluated"))
        .orElse("no converter knows the resource type '" + type + "'");
  }

  /** Returns the types with a converter, sorted. */
  public SortedSet<String> types() {
    SortedSet<String> types = new TreeSet<>();
    String suffix = ".yaml";
    for (String path : files.list(folder)) {
      String name = path.substring(folder.length() + 1);
      if (name.endsWith(suffix)
          && TYPE.matcher(name.substring(0, name.length() - suffix.length())).matches()) {
        types.add(name.substring(0, name.length() - suffix.length()));
      }
    }
    return types;
  }

  /**
   * Returns the converter of a type; empty when no file describes it.
   *
   * @throws YamlException when its file has a mistake
   */
  public Optional<ResourceConverter> find(String type) {
    if (!TYPE.matcher(type).matches()) {
      return Optional.empty();
    }
    Optional<ResourceConverter> known = read.get(type);
    if (known == null) {
      read.put(type, Optional.empty()); // What a converter is like comes before it: no circles.
      known = files.yaml(folder + "/" + type + ".yaml").map(node -> parse(type, node));
      read.put(type, known);
    }
    return known;
  }

  /** Returns whether the user has a converter of their own for a type. */
  public boolean isOwn(String type) {
    return TYPE.matcher(type).matches() && files.isOwn(folder + "/" + type + ".yaml");
  }

  /** Reads a converter from YAML, as {@link #find} does with a file. */
  public ResourceConverter parse(String type, YamlNode node) {
    return new ConverterReader(algorithms, common, this::find).read(type, node);
  }
}
