package dev.ramekin.freeze.pip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed, against pip itself, over graphs of projects drawn at random. */
class PipDifferentialTest {
  private static final int GRAPHS = Integer.getInteger("pip.graphs", 8);
  private static final int PROJECTS = 8;

  private final Random random = new Random(Long.getLong("pip.seed", 3));

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String version() {
    return pick("1.0", "1.1", "1.1.3", "1.2.0", "2.0", "2.1", "2.1.1", "3.0a1", "3.0", "0.9");
  }

  private String specifiers() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> "~=" + pick("1.0", "1.1.0", "2.0", "2.1.0");
      case 2 -> "<" + version();
      case 3 -> "==" + version();
      case 4 -> ">=" + pick("1", "1.1", "2") + ",<" + pick("3", "2.1");
      case 5 -> "!=" + version();
      case 6 -> "";
      default -> ">=" + pick("0", "0.9", "1.0", "1.1");
    };
  }

  private static String name(int graph, int project) {
    return "p" + graph + "-" + project;
  }

  private void publish(int graph, int project, String version, TestPipIndex index)
      throws IOException {
    List<String> headers = new ArrayList<>(List.of("Provides-Extra: more"));
    for (int i = random.nextInt(4); i > 0 && project < PROJECTS - 1; i--) {
      int other = project + 1 + random.nextInt(PROJECTS - 1 - project);
      String marker =
          pick(
              "",
              "",
              "",
              "",
              "; extra == 'more'",
              "; python_version < '3'",
              "; os_name == 'posix'");
      headers.add(
          "Requires-Dist: "
              + name(graph, other)
              + pick("", "", "", "", "[more]")
              + specifiers()
              + marker);
    }
    if (random.nextInt(40) == 0) {
      headers.add("Requires-Dist: " + name(graph, random.nextInt(PROJECTS)));
    }
    if (random.nextInt(12) == 0) {
      headers.add("Requires-Python: " + pick(">=3.6", "<3", ">=3.99"));
    }
    Map<String, String> attributes =
        switch (random.nextInt(12)) {
          case 0 -> Map.of("requires-python", pick(">=3.6", "<3", ">=3.99"));
          case 1 -> Map.of("yanked", "broken");
          default -> Map.of();
        };
    index.wheel(
        name(graph, project),
        version,
        pick(
            "py3-none-any",
            "py3-none-any",
            "py3-none-any",
            "py2.py3-none-any",
            "cp311-cp311-manylinux2014_x86_64",
            "cp38-cp38-win_amd64"),
        headers,
        Map.of(name(graph, project).replace('-', '_') + ".py", "VERSION = '" + version + "'\n"),
        attributes);
  }

  private List<String> words(int graph) {
    List<String> words = new ArrayList<>(List.of(name(graph, 0) + pick("", "", "[more]")));
    if (random.nextBoolean()) {
      words.add(name(graph, 1 + random.nextInt(PROJECTS - 1)) + specifiers());
    }
    return words;
  }

  @Test
  void packagesAreThoseThatPipTakes(@TempDir Path folder) throws Exception {
    RealPip.need(folder);
    try (TestPipIndex index = new TestPipIndex(folder.resolve("index"))) {
      List<List<String>> commands = new ArrayList<>();
      for (int graph = 0; graph < GRAPHS; graph++) {
        for (int project = 0; project < PROJECTS; project++) {
          List<String> versions = new ArrayList<>();
          for (int i = random.nextInt(6); i >= 0; i--) {
            String version = version();
            if (!versions.contains(version)) {
              versions.add(version);
              publish(graph, project, version, index);
            }
          }
        }
        commands.add(words(graph));
        commands.add(words(graph));
      }
      index.publish();
      String python =
          RealPip.python(folder, "import platform; print(platform.python_version())", "").strip();
      PipEnvironment environment = new PipEnvironment(python, "x86_64", 36, Map.of());
      PipResolver resolver =
          new PipResolver(
              new PipIndex(
                  index.uri(), new Fetcher(), new CacheFolder(folder.resolve("cache")), false));

      List<String> differences = new ArrayList<>();
      int solved = 0;
      for (List<String> command : commands) {
        String real = real(folder, index, command);
        String ours = ours(resolver, command, environment);
        solved += real.equals("none") ? 0 : 1;
        if (!(ours.startsWith("none (") ? "none" : ours).equals(real)) {
          differences.add(command + ": pip " + real + ", ours " + ours);
        }
      }
      assertThat(differences).isEmpty();
      assertThat(solved).isGreaterThan(commands.size() / 4);
    }
  }

  private static String real(Path folder, TestPipIndex index, List<String> command)
      throws IOException {
    Path report = folder.resolve("report.json");
    List<String> words =
        new ArrayList<>(
            List.of(
                "/usr/bin/python3",
                "-m",
                "pip",
                "install",
                "--dry-run",
                "--ignore-installed",
                "--quiet",
                "--no-cache-dir",
                "--break-system-packages",
                "--report",
                report.toString(),
                "--index-url",
                index.uri().toString()));
    words.addAll(command);
    if (!RealPip.run(folder, "", words).success()) {
      String errors = Files.readString(folder.resolve("pip-errors"));
      // Anything but pip's own verdict is a fault of this test.
      assertThat(errors)
          .containsAnyOf(
              "ResolutionImpossible",
              "No matching distribution found",
              "require a different Python",
              "requires a different Python");
      return "none";
    }
    List<String> packages = new ArrayList<>();
    for (JsonNode it : new ObjectMapper().readTree(Files.readString(report)).path("install")) {
      String url = it.path("download_info").path("url").asText();
      packages.add(url.substring(url.lastIndexOf('/') + 1));
    }
    return packages.stream().sorted().toList().toString();
  }

  private static String ours(
      PipResolver resolver, List<String> command, PipEnvironment environment) {
    try {
      return resolver.resolve(command, environment).stream()
          .map(it -> it.uri().getPath().replaceFirst(".*/", ""))
          .sorted()
          .toList()
          .toString();
    } catch (FetchException exception) {
      return "none (" + exception.getMessage() + ")";
    }
  }
}
