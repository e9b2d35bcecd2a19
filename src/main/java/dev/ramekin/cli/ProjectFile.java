package dev.ramekin.cli;

import dev.ramekin.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The user's {@code ramekin.yaml} in the output folder: answers and choices. Read, never changed.
 *
 * @param answers by question id
 * @param mirrors addresses of package archives, as {@code --mirror} takes them
 * @param registryMirrors addresses of image registries, best first
 * @param freeze strategy for packages
 * @param architectures to freeze packages for, by Debian's names
 * @param pantry folder that keeps packages, seen from the output folder
 * @param stores addresses of further pantries
 */
record ProjectFile(
    Map<String, String> answers,
    List<String> mirrors,
    List<String> registryMirrors,
    Optional<String> freeze,
    List<String> architectures,
    Optional<String> pantry,
    List<String> stores) {
  static final String NAME = "ramekin.yaml";

  ProjectFile {
    answers = Map.copyOf(answers);
    mirrors = List.copyOf(mirrors);
    registryMirrors = List.copyOf(registryMirrors);
    architectures = List.copyOf(architectures);
    stores = List.copyOf(stores);
  }

  /**
   * Reads the file of an output folder; one that is not there says nothing.
   *
   * @throws dev.ramekin.yaml.YamlException when it is not as it should be
   */
  static ProjectFile read(Path out) throws IOException {
    Path file = out.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return new ProjectFile(
          Map.of(), List.of(), List.of(), Optional.empty(), List.of(), Optional.empty(), List.of());
    }
    YamlNode root = YamlNode.parse(file.toString(), Files.readString(file));
    root.only("answers", "mirror", "registry-mirror", "freeze", "arch", "pantry", "store");
    Map<String, String> answers = new TreeMap<>();
    root.get("answers")
        .filter(node -> !node.isNull())
        .ifPresent(node -> node.entries().forEach((id, answer) -> answers.put(id, answer.text())));
    return new ProjectFile(
        answers,
        root.texts("mirror"),
        root.texts("registry-mirror"),
        root.text("freeze"),
        root.texts("arch"),
        root.text("pantry"),
        root.texts("store"));
  }
}
