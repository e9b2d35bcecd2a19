package dev.ramekin.source.chef;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user chose.
 *
 * @param platform key of a file in {@code converters/platforms}: {@code debian-12}; empty for what
 *     the nodes say, else Debian 12
 * @param facts an Ohai or {@code knife node show -F json} file that overrides the platform's facts
 * @param runList run list in place of the nodes' own; empty for theirs
 * @param nodes names of the nodes to look at; empty for all
 * @param environment Chef environment in place of the nodes' own
 * @param answers answers by question id
 * @param converters where resource types are described
 * @param dataBagSecret the key of encrypted data bags, when the user has it
 */
public record ChefOptions(
    Optional<String> platform,
    Optional<SourceFile> facts,
    List<String> runList,
    List<String> nodes,
    Optional<String> environment,
    Map<String, String> answers,
    ConverterFiles converters,
    Optional<String> dataBagSecret) {
  /** Debian 12, no facts of the user's own, every node with its own run list. */
  public static final ChefOptions DEFAULT =
      new ChefOptions(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          Map.of(),
          ConverterFiles.builtIn(),
          Optional.empty());

  public ChefOptions {
    runList = List.copyOf(runList);
    nodes = List.copyOf(nodes);
    answers = Map.copyOf(answers);
  }

  /** Returns the operating system releases that are known. */
  PlatformCatalogue platforms() {
    return PlatformCatalogue.of(converters);
  }

  /** Returns the same options with another platform. */
  public ChefOptions withPlatform(String id) {
    return new ChefOptions(
        Optional.of(id), facts, runList, nodes, environment, answers, converters, dataBagSecret);
  }

  /** Returns the same options with facts of the user's own. */
  public ChefOptions withFacts(SourceFile file) {
    return new ChefOptions(
        platform,
        Optional.of(file),
        runList,
        nodes,
        environment,
        answers,
        converters,
        dataBagSecret);
  }

  /** Returns the same options with a run list: {@code recipe[shop::web]}, {@code role[web]}. */
  public ChefOptions withRunList(List<String> items) {
    return new ChefOptions(
        platform, facts, items, nodes, environment, answers, converters, dataBagSecret);
  }

  /** Returns the same options for some nodes alone, by name. */
  public ChefOptions withNodes(List<String> names) {
    return new ChefOptions(
        platform, facts, runList, names, environment, answers, converters, dataBagSecret);
  }

  /** Returns the same options in another Chef environment or policy group. */
  public ChefOptions withEnvironment(String name) {
    return new ChefOptions(
        platform, facts, runList, nodes, Optional.of(name), answers, converters, dataBagSecret);
  }

  /** Returns the same options with answers. */
  public ChefOptions withAnswers(Map<String, String> given) {
    return new ChefOptions(
        platform, facts, runList, nodes, environment, given, converters, dataBagSecret);
  }

  /** Returns the same options with the key of encrypted data bags. */
  public ChefOptions withDataBagSecret(String secret) {
    return new ChefOptions(
        platform,
        facts,
        runList,
        nodes,
        environment,
        answers,
        converters,
        Optional.of(secret.strip()));
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "ChefOptions[" + platform + ", " + runList + ", " + nodes + "]";
  }
}
