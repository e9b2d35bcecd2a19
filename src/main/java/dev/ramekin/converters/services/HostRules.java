package dev.ramekin.converters.services;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rules of {@code converters/plan/host.yaml}.
 *
 * @param paths paths that mean nothing in a container
 * @param kernelParameters the ones of a container's own namespaces
 * @param commands command lines by what they begin with
 * @param programs packages by the program that is in them
 * @param installs command lines that install packages of a language
 * @param random what command lines begin with that make something random
 * @param engine paths at which the container engine mounts something of its own: no image has them
 * @param changers programs that change files which are there
 * @param baseImage paths below {@code /etc} and {@code /root} that the base images have
 */
public record HostRules(
    List<HostPath> paths,
    List<String> kernelParameters,
    List<CommandRule> commands,
    List<InstallRule> installs,
    Map<String, String> programs,
    List<String> random,
    List<String> engine,
    List<String> changers,
    List<String> baseImage) {
  /**
   * A path of the host.
   *
   * @param instead what takes its place, in one sentence
   * @param converted whether its purpose is fulfilled in the output all the same
   */
  public record HostPath(String path, String instead, boolean converted) {}

  /** What a command line is to an image. */
  public enum CommandKind {
    /** It runs when the image is built. */
    BUILD,
    /** An image has no need of it. */
    NOTHING,
    /** It is the host's. */
    HOST,
    /** It fetches what is not frozen. */
    NETWORK
  }

  /** Command lines that begin with one of these words. */
  public record CommandRule(List<String> words, CommandKind kind, String note) {
    public CommandRule {
      words = List.copyOf(words);
    }
  }

  /**
   * Command lines that install packages of a language for the whole system.
   *
   * @param words what they begin with
   * @param manager the package manager
   * @param versions options that the version follows
   * @param flags options that change nothing in an image
   * @param values the same, with a word behind them
   * @param separator what stands between a name and its version; empty for nothing
   */
  public record InstallRule(
      List<String> words,
      String manager,
      List<String> versions,
      List<String> flags,
      List<String> values,
      String separator) {
    public InstallRule {
      words = List.copyOf(words);
      versions = List.copyOf(versions);
      flags = List.copyOf(flags);
      values = List.copyOf(values);
    }
  }

  public HostRules {
    installs = List.copyOf(installs);
    paths = List.copyOf(paths);
    kernelParameters = List.copyOf(kernelParameters);
    commands = List.copyOf(commands);
    programs = Map.copyOf(programs);
    random = List.copyOf(random);
    engine = List.copyOf(engine);
    changers = List.copyOf(changers);
    baseImage = List.copyOf(baseImage);
  }

  /**
   * Reads the rules.
   *
   * @throws dev.ramekin.yaml.YamlException when the file has a mistake
   */
  public static HostRules read(ConverterFiles files) {
    YamlNode root = files.yaml("plan/host.yaml").orElseThrow();
    root.only(
        "paths",
        "kernelParameters",
        "commands",
        "installs",
        "programs",
        "random",
        "engine",
        "changers",
        "baseImage");
    return new HostRules(
        root.require("paths").items().stream().map(HostRules::path).toList(),
        root.texts("kernelParameters"),
        root.require("commands").items().stream().map(HostRules::command).toList(),
        root.require("installs").items().stream().map(HostRules::install).toList(),
        root.require("programs").entries().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().text())),
        root.texts("random"),
        root.texts("engine"),
        root.texts("changers"),
        root.texts("baseImage"));
  }

  private static HostPath path(YamlNode node) {
    node.only("path", "instead", "converted");
    return new HostPath(
        node.require("path").text(),
        node.require("instead").text(),
        node.get("converted").map(YamlNode::bool).orElse(false));
  }

  private static CommandRule command(YamlNode node) {
    node.only("words", "kind", "note");
    YamlNode kind = node.require("kind");
    CommandKind value =
        switch (kind.text()) {
          case "build" -> CommandKind.BUILD;
          case "nothing" -> CommandKind.NOTHING;
          case "host" -> CommandKind.HOST;
          case "network" -> CommandKind.NETWORK;
          default ->
              throw kind.error(
                  "expected build, nothing, host or network, found '" + kind.text() + "'");
        };
    return new CommandRule(node.texts("words"), value, node.text("note").orElse(""));
  }

  private static InstallRule install(YamlNode node) {
    node.only("words", "manager", "versions", "flags", "values", "separator");
    return new InstallRule(
        node.texts("words"),
        node.require("manager").text(),
        node.texts("versions"),
        node.texts("flags"),
        node.texts("values"),
        node.text("separator").orElse(""));
  }

  /** Returns the rule for a path. */
  public Optional<HostPath> forPath(String path) {
    return paths.stream()
        .filter(rule -> path.equals(rule.path()) || path.startsWith(rule.path() + "/"))
        .findFirst();
  }

  /** Returns whether a command line makes something random. */
  public boolean isRandom(String line) {
    return random.stream().anyMatch(words -> begins(line, words));
  }

  /** Returns whether the container engine mounts something of its own at a path or above it. */
  public boolean isTheEngines(String path) {
    return engine.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + "/"));
  }

  /** Returns whether the base images have a path, or what is above it. */
  public boolean isOfBaseImage(String path) {
    return baseImage.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + "/"));
  }

  /** Returns the rule for one command line. */
  public Optional<CommandRule> forCommand(String line) {
    return commands.stream()
        .filter(rule -> rule.words().stream().anyMatch(words -> begins(line, words)))
        .findFirst();
  }

  private static boolean begins(String line, String words) {
    return line.startsWith(words)
        && (words.endsWith("/")
            || line.length() == words.length()
            || !Character.isLetterOrDigit(line.charAt(words.length()))
                && line.charAt(words.length()) != '-');
  }
}
