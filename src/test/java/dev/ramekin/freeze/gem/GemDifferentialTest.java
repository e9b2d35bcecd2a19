package dev.ramekin.freeze.gem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.freeze.gem.GemResolver.Gem;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.IndexCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed, against RubyGems' own resolver, over graphs of gems drawn at random. */
class GemDifferentialTest {
  private static final int GRAPHS = Integer.getInteger("gem.graphs", 20);
  private static final int GEMS = 9;

  private final Random random = new Random(Long.getLong("gem.seed", 5));

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String version() {
    return pick("1.0", "1.1", "1.1.3", "1.2.0", "2.0", "2.1", "2.1.1", "3.0.a", "3.0", "0.9");
  }

  private String requirement() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> "~> " + pick("1.0", "1.1.0", "2.0", "2.1.0", "3.0");
      case 2 -> "< " + version();
      case 3 -> "= " + version();
      case 4 -> ">= " + pick("1", "1.1", "2") + ",< " + pick("3", "2.1");
      case 5 -> "!= " + version();
      default -> ">= " + pick("0", "0.9", "1.0", "1.1");
    };
  }

  /** Gems of a graph need gems of the same graph, mostly later ones. */
  private void graph(int number, TestGemServer server) throws IOException {
    for (int gem = 0; gem < GEMS; gem++) {
      List<String> versions = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        String version = version();
        if (!versions.contains(version)) {
          versions.add(version);
          describe(number, gem, version, server);
        }
      }
    }
  }

  private void describe(int number, int gem, String version, TestGemServer server)
      throws IOException {
    Map<String, Object> needs = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0 && gem < GEMS - 1; i--) {
      int other = gem + 1 + random.nextInt(GEMS - 1 - gem);
      needs.put("g%d-%d".formatted(number, other), requirement());
    }
    if (random.nextInt(60) == 0) {
      needs.put("g%d-%d".formatted(number, random.nextInt(GEMS)), ">= 0");
    }
    Map<String, Object> more = new TreeMap<>(Map.of("dependencies", needs));
    if (random.nextInt(8) == 0) {
      more.put("ruby", pick(">= 2.0", "< 2.7", ">= 9", "~> 3.1"));
    }
    if (random.nextInt(12) == 0) {
      needs.put(pick("json", "minitest"), pick(">= 0", ">= 1", "~> 2.0"));
    }
    server.describe("g%d-%d".formatted(number, gem), version, more);
    if (random.nextInt(8) == 0) {
      more.put("platform", pick("x86_64-linux", "java", "x86_64-darwin"));
      server.describe("g%d-%d".formatted(number, gem), version, more);
    }
  }

  /** The gems of this machine's Ruby itself stand for those of an image. */
  private static Map<String, String> libraries(Path folder) throws IOException {
    Map<String, String> libraries = new TreeMap<>();
    RealRubyGems.ask(
            "Gem::Specification.map { |s| \"#{s.name} #{s.version}\" }.join(\"\\n\")", folder)
        .lines()
        .map(it -> it.split(" "))
        .forEach(it -> libraries.put(it[0], it[1]));
    return libraries;
  }

  @Test
  void gemsAreThoseThatRubyGemsTakes(@TempDir Path folder) throws Exception {
    RealRubyGems.need(folder);
    try (TestGemServer server = new TestGemServer(folder.resolve("server"))) {
      List<String> lines = new ArrayList<>();
      for (int graph = 0; graph < GRAPHS; graph++) {
        graph(graph, server);
        lines.add("g%d-0 >= 0".formatted(graph));
        lines.add("g%d-1 %s".formatted(graph, requirement()));
      }
      server.describe("json", "2.9", Map.of());
      server.describe("minitest", "5.99", Map.of());
      server.publish();
      List<String> real =
          RealRubyGems.script(
                  folder, "resolve.rb", String.join("\n", lines) + "\n", server.uri().toString())
              .lines()
              .toList();
      GemEnvironment environment =
          new GemEnvironment(
              Optional.of(RealRubyGems.ask("Gem.ruby_version", folder)),
              Optional.of(RealRubyGems.ask("Gem::VERSION", folder)),
              RealRubyGems.ask("Gem::Platform.local", folder),
              libraries(folder));
      GemResolver resolver =
          new GemResolver(
              new GemIndex(
                  server.uri(),
                  new IndexCache(
                      new Fetcher(), new CacheFolder(folder.resolve("cache")), "gems", false)));

      assertThat(real).hasSameSizeAs(lines);
      List<String> differences = new ArrayList<>();
      int solved = 0;
      for (int i = 0; i < lines.size(); i++) {
        String expected = expected(real.get(i));
        String ours = ours(resolver, lines.get(i), environment);
        solved += expected.equals("none") ? 0 : 1;
        if (!ours.equals(expected)) {
          differences.add(lines.get(i) + ": RubyGems " + expected + ", ours " + ours);
        }
      }

      assertThat(differences).isEmpty();
      assertThat(solved).isGreaterThan(lines.size() / 10);
    }
  }

  private static String expected(String json) throws IOException {
    JsonNode answer = new ObjectMapper().readTree(json);
    List<String> gems = new ArrayList<>();
    answer.path("gems").forEach(it -> gems.add(it.asText()));
    return answer.has("error") ? "none" : gems.stream().sorted().toList().toString();
  }

  private static String ours(GemResolver resolver, String line, GemEnvironment environment) {
    String[] parts = line.split(" ", 2);
    try {
      return resolver
          .resolve(parts[0], List.of(parts[1].split(",")), List.of(), environment)
          .stream()
          .map(Gem::fullName)
          .sorted()
          .toList()
          .toString();
    } catch (FetchException exception) {
      return "none";
    }
  }
}
