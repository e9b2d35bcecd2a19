package dev.ramekin.converters.operations;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.yaml.YamlException;
import dev.ramekin.yaml.YamlNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The converters of one source language, each read when it is first asked for. */
public final class ConverterCatalogue {
  private static final Pattern TYPE = Pattern.compile("[a-z_][a-z0-9_]*");

  private final ConverterFiles files;
  private final String folder;
  private final Map<String, Algorithm> algorithms;
  private final Set<String> ignored;
  private final Map<String, Optional<ResourceConverter>> read = new HashMap<>();

  /**
   * @param files where converter files are
   * @param folder the language's folder: {@code chef}
   * @param algorithms what {@code java:} may name
   * @param ignored properties every type has that change nothing in the outcome
   */
  public ConverterCatalogue(
      ConverterFiles files, String folder, Map<String, Algorithm> algorithms, Set<String> ignored) {
    this.files = files;
    this.folder = folder;
    this.algorithms = Map.copyOf(algorithms);
    this.ignored = Set.copyOf(ignored);
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
    return new ConverterReader(algorithms, ignored).read(type, node);
  }
}
