package dev.ramekin.cli;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.services.ServiceCatalogue;
import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceReader;
import dev.ramekin.source.SourceTree;
import dev.ramekin.source.chef.ChefOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is read, and with which choices. */
final class SourceOptions {
  @Parameters(
      arity = "1..*",
      paramLabel = "SOURCE",
      description = "Chef repository, folder of cookbooks, cookbook, or recipe file.")
  private List<Path> sources = new ArrayList<>();

  @Option(
      names = "--platform",
      paramLabel = "ID",
      description =
          "Operating system release, such as debian-12 (default: the node's own, else debian-12).")
  private @Nullable String platform;

  @Option(
      names = "--facts",
      paramLabel = "FILE",
      description = "Facts of the host: Ohai's JSON, or what knife node show -F json prints.")
  private @Nullable Path facts;

  @Option(
      names = "--run-list",
      paramLabel = "ITEMS",
      description = "Run list in place of the nodes' own: 'role[web],recipe[shop::app]'.")
  private @Nullable String runList;

  @Option(names = "--node", paramLabel = "NAME", description = "Only this node; may be repeated.")
  private List<String> nodes = new ArrayList<>();

  @Option(names = "--environment", paramLabel = "NAME", description = "Chef environment.")
  private @Nullable String environment;

  @Option(
      names = "--converters",
      paramLabel = "DIR",
      description = "Folder of converters that add to or replace Ramekin's own.")
  private @Nullable Path converters;

  @Option(
      names = "--data-bag-secret",
      paramLabel = "FILE",
      description = "Key of encrypted data bags; what they hold becomes secrets with values.")
  private @Nullable Path dataBagSecret;

  @Option(
      names = "--no-catalogue",
      description = "Plan services by their own packages alone, as if none were described.")
  private boolean withoutCatalogue;

  List<Path> sources() {
    return sources;
  }

  SourceTree read() {
    return SourceReader.read(sources);
  }

  ConverterFiles converters() {
    if (converters != null && !Files.isDirectory(converters)) {
      throw new CommandException(converters + ": --converters names no folder");
    }
    return new ConverterFiles(Optional.ofNullable(converters));
  }

  /** Returns the services that are described. */
  ServiceCatalogue services(ConverterFiles files) {
    ServiceCatalogue described = new ServiceCatalogue(files);
    return withoutCatalogue ? described.withoutContainers() : described;
  }

  /** Returns the choices for evaluation, with the user's answers by question id. */
  ChefOptions chef(Map<String, String> answers) {
    return new ChefOptions(
        Optional.ofNullable(platform),
        Optional.ofNullable(facts).map(SourceOptions::file),
        runListItems(),
        nodes,
        Optional.ofNullable(environment),
        answers,
        converters(),
        Optional.ofNullable(dataBagSecret).map(SourceOptions::secret));
  }

  private List<String> runListItems() {
    return runList == null
        ? List.of()
        : Arrays.stream(runList.split(","))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .toList();
  }

  private static String secret(Path path) {
    String secret = file(path).text().strip();
    if (secret.isEmpty()) {
      throw new CommandException(path + ": --data-bag-secret names an empty file");
    }
    return secret;
  }

  private static SourceFile file(Path path) {
    try {
      return new SourceFile(path.toString(), Files.readAllBytes(path));
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
