package dev.ramekin.golden;

import dev.ramekin.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One case: a folder with {@code case.yaml}, {@code input/} and {@code expected/}.
 *
 * @param folder of the case
 * @param shows what the case is for, in a sentence
 * @param command words of the command line; <code>{input}</code>, <code>{case}</code>, <code>{out}
 *     </code> and <code>{cache}</code> stand for the input, the case's own folder, an output folder
 *     to be made, and a cache that is empty, so that no machine knows more than another
 * @param exit the exit code
 * @param compare globs of output files that are compared with {@code expected/out/}
 * @param stdout whether standard output is compared with {@code expected/stdout.txt}
 * @param stderr whether standard error is compared with {@code expected/stderr.txt}
 */
record GoldenCase(
    Path folder,
    String shows,
    List<String> command,
    int exit,
    List<String> compare,
    boolean stdout,
    boolean stderr) {
  private static final String FILE = "case.yaml";

  /** Returns every case below the folder of fixtures, by name: {@code chef/loop}. */
  static List<Path> folders(Path fixtures) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Path group : children(fixtures)) {
      folders.addAll(children(group));
    }
    return folders;
  }

  /** Reads a case. */
  static GoldenCase read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file) || !Files.isDirectory(folder.resolve("input"))) {
      throw new AssertionError(folder + " needs both " + FILE + " and input/");
    }
    YamlNode yaml =
        YamlNode.parse(file.toString(), Files.readString(file))
            .only("shows", "command", "exit", "compare", "stdout", "stderr");
    GoldenCase golden =
        new GoldenCase(
            folder,
            yaml.require("shows").text(),
            yaml.require("command").texts(),
            yaml.require("exit").integer(),
            yaml.texts("compare"),
            yaml.get("stdout").map(YamlNode::bool).orElse(false),
            yaml.get("stderr").map(YamlNode::bool).orElse(false));
    if (golden.compare.isEmpty() && !golden.stdout && !golden.stderr) {
      throw yaml.error("compares nothing");
    }
    return golden;
  }

  /** Returns the folder that holds what is expected. */
  Path expected() {
    return folder.resolve("expected");
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }
}
