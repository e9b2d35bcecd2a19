package dev.ramekin.cli;

import dev.ramekin.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * How an output folder was made: what {@code convert} was given, so that {@code freeze} and {@code
 * drift} can read the same sources again. Holds no address of a mirror.
 *
 * @param from the folder the command ran in, seen from the output folder; only where the output
 *     folder is below it, so that the record is the same on every machine
 * @param arguments sources, and options that say how to read them
 */
record ConversionRecord(Optional<String> from, List<String> arguments) {
  /** Its place in the output folder. */
  static final String PATH = ".ramekin/conversion.yaml";

  ConversionRecord {
    arguments = List.copyOf(arguments);
  }

  /** Returns the record of a command line that {@code convert} was given. */
  static ConversionRecord of(ParseResult parsed, Path out) {
    CommandSpec recorded = CommandSpec.forAnnotatedObject(new SourceOptions());
    List<String> arguments = new ArrayList<>();
    parsed.matchedPositionals().stream()
        .sorted(Comparator.comparing(it -> it.index().min()))
        .map(PositionalParamSpec::originalStringValues)
        .forEach(arguments::addAll);
    for (OptionSpec option : parsed.matchedOptions()) {
      if (recorded.findOption(option.longestName()) == null) {
        continue;
      }
      if (option.arity().max() == 0) {
        arguments.add(option.longestName());
      } else {
        for (String value : option.originalStringValues()) {
          arguments.add(option.longestName());
          arguments.add(value);
        }
      }
    }
    return new ConversionRecord(
        up(out.toAbsolutePath().normalize(), Path.of("").toAbsolutePath()), arguments);
  }

  private static Optional<String> up(Path out, Path folder) {
    return out.startsWith(folder)
        ? Optional.of(out.relativize(folder).toString())
        : Optional.empty();
  }

  /** Returns the text of the file. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "# What `ramekin convert` was given; `ramekin freeze` and `ramekin drift` read it again.\n");
    from.ifPresent(it -> text.append("from: ").append(quote(it)).append('\n'));
    text.append("arguments:\n");
    arguments.forEach(it -> text.append("  - ").append(quote(it)).append('\n'));
    return text.toString();
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /**
   * Reads the record of an output folder.
   *
   * @throws CommandException when there is none
   */
  static ConversionRecord read(Path out) throws IOException {
    Path file = out.resolve(PATH);
    if (!Files.isRegularFile(file)) {
      throw new CommandException(
          "there is no " + file + " that says what was converted; run `ramekin convert` first");
    }
    YamlNode root = YamlNode.parse(file.toString(), Files.readString(file));
    root.only("from", "arguments");
    return new ConversionRecord(root.text("from"), root.texts("arguments"));
  }

  /**
   * Returns the options with their paths as they are to be found now: from the folder the command
   * ran in, where that is known, else from the working folder.
   *
   * @throws CommandException when a source is not there
   */
  SourceOptions options(Path out) {
    Optional<Path> base = from.map(it -> out.resolve(it).normalize()).filter(Files::isDirectory);
    SourceOptions options = new SourceOptions();
    CommandSpec spec = CommandSpec.forAnnotatedObject(options);
    new CommandLine(spec).parseArgs(arguments.toArray(new String[0]));
    Stream.concat(spec.options().stream(), spec.positionalParameters().stream())
        .forEach(argument -> resolve(argument, base.orElse(Path.of(""))));
    for (Path source : options.sources()) {
      if (!Files.exists(source)) {
        throw new CommandException(
            "%s, which %s was converted from, is not there; run this in the folder where `ramekin convert` ran"
                .formatted(source, out));
      }
    }
    return options;
  }

  private static void resolve(ArgSpec argument, Path base) {
    Object value = argument.getValue();
    if (value instanceof Path path) {
      argument.setValue(base.resolve(path));
    } else if (value instanceof List<?> list) {
      argument.setValue(
          list.stream()
              .<Object>map(it -> it instanceof Path path ? base.resolve(path) : it)
              .toList());
    }
  }
}
