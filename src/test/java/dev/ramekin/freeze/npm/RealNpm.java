package dev.ramekin.freeze.npm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What node and npm on this machine say. */
final class RealNpm {
  private static final String TREE =
      """
      const Arborist = require(process.argv[2] + '/npm/node_modules/@npmcli/arborist')
      const config = JSON.parse(process.argv[4])
      const show = tree => [...tree.inventory.values()]
        .filter(n => !n.isRoot && !n.inert)
        .map(n => n.location + ' ' + n.packageName + '@' + n.version)
      const one = async words => {
        const arborist = new Arborist({
          ...config, global: true, path: process.argv[3], audit: false, save: true })
        try {
          return { tree: show(await arborist.buildIdealTree({ add: words })) }
        } catch (error) {
          return { error: String(error.code || error) }
        }
      }
      const all = async () => {
        for (const line of require('fs').readFileSync(0, 'utf8').split('\\n').filter(l => l)) {
          console.log(JSON.stringify(await one(line.split(' '))))
        }
      }
      all()
      """;

  private static final int FOLLOWED = 11;

  private RealNpm() {}

  /** Returns whether there is an npm of the major version that the code follows, or a later one. */
  static boolean isThere() {
    try {
      return Integer.parseInt(npmVersion().replaceFirst("\\..*", "")) >= FOLLOWED;
    } catch (IOException exception) {
      return false;
    }
  }

  /** Returns the folder of global packages, which npm itself is in. */
  static String root() throws IOException {
    return run(List.of("npm", "root", "--global"), "", 60).strip();
  }

  static String setting(String name) throws IOException {
    return run(List.of("npm", "config", "get", name), "", 60).strip();
  }

  static String nodeVersion() throws IOException {
    return run(List.of("node", "--version"), "", 60).strip();
  }

  static String npmVersion() throws IOException {
    return run(List.of("npm", "--version"), "", 60).strip();
  }

  /** What npm says to one line: the tree, or the code of its error. */
  record Answer(List<String> tree, String error) {}

  /** Returns npm's trees for lines of packages. */
  static List<Answer> trees(Path folder, List<String> lines) throws IOException {
    Path script = folder.resolve("tree.js");
    Files.writeString(script, TREE);
    Path prefix = Files.createDirectories(folder.resolve("prefix"));
    ObjectMapper mapper = new ObjectMapper();
    String config =
        mapper
            .createObjectNode()
            .put("registry", setting("registry"))
            .put("cache", folder.resolve("npm-cache").toString())
            .put("nodeVersion", nodeVersion())
            .put("npmVersion", npmVersion())
            .toString();
    String output =
        run(
            List.of("node", script.toString(), root(), prefix.toString(), config),
            String.join("\n", lines) + "\n",
            3600);
    List<Answer> answers = new ArrayList<>();
    for (String line : output.lines().toList()) {
      JsonNode json = mapper.readTree(line);
      List<String> tree = new ArrayList<>();
      json.path("tree").forEach(it -> tree.add(it.asText()));
      answers.add(new Answer(tree.stream().sorted().toList(), json.path("error").asText("")));
    }
    assertThat(answers).hasSameSizeAs(lines);
    return answers;
  }

  static String run(List<String> words, String input, int seconds) throws IOException {
    Path file = Files.createTempFile("npm", ".in");
    try {
      Files.writeString(file, input);
      Process process =
          new ProcessBuilder(words)
              .redirectInput(file.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      byte[] output = process.getInputStream().readAllBytes();
      assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(String.join(" ", words)).isZero();
      return new String(output, StandardCharsets.UTF_8);
    } catch (InterruptedException exception) {
      throw new IOException(exception);
    } finally {
      Files.delete(file);
    }
  }
}
