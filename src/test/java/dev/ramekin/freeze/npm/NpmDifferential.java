package dev.ramekin.freeze.npm;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds trees against npm's own, each line of a file a set of packages: {@code NpmDifferential FILE
 * WORK}. Prints one line for each that differs and a sum.
 */
public final class NpmDifferential {
  private NpmDifferential() {}

  /** What one line gave. */
  record Outcome(String line, RealNpm.Answer npm, List<String> ours, String error) {
    boolean isSame() {
      return npm.error().isEmpty() ? npm.tree().equals(ours) : !error.isEmpty();
    }

    String difference() {
      List<String> missing = new ArrayList<>(npm.tree());
      missing.removeAll(ours);
      List<String> extra = new ArrayList<>(ours);
      extra.removeAll(npm.tree());
      return line + ": npm " + npm.error() + " " + missing + ", ours " + error + " " + extra;
    }
  }

  static List<Outcome> compare(Path work, List<String> lines) throws Exception {
    List<RealNpm.Answer> answers = RealNpm.trees(work, lines);
    NpmSettings settings =
        NpmSettings.of(Optional.of(URI.create(RealNpm.setting("registry"))), work, Map.of());
    NpmEnvironment environment =
        new NpmEnvironment(
            Optional.of(RealNpm.nodeVersion()), Optional.of(RealNpm.npmVersion()), "x64", "glibc");
    List<Outcome> outcomes = new ArrayList<>();
    try (NpmRegistry registry =
        new NpmRegistry(settings, new Fetcher(), new CacheFolder(work.resolve("cache")), false)) {
      for (int i = 0; i < lines.size(); i++) {
        outcomes.add(one(lines.get(i), answers.get(i), registry, environment));
      }
    }
    return outcomes;
  }

  private static Outcome one(
      String line, RealNpm.Answer answer, NpmRegistry registry, NpmEnvironment environment) {
    try {
      TreeNode root = IdealTree.build(wanted(line), registry, environment);
      List<String> ours =
          root.all().stream()
              .filter(it -> it != root && !it.isInert())
              .map(it -> it.location() + " " + it.manifest().name() + "@" + it.manifest().version())
              .sorted()
              .toList();
      return new Outcome(line, answer, ours, "");
    } catch (FetchException exception) {
      return new Outcome(line, answer, List.of(), exception.getMessage());
    }
  }

  static Map<String, String> wanted(String line) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String word : line.split(" ")) {
      int at = word.indexOf('@', 1);
      wanted.put(at < 0 ? word : word.substring(0, at), at < 0 ? "*" : word.substring(at + 1));
    }
    return wanted;
  }

  /** Compares. */
  public static void main(String[] arguments) throws Exception {
    List<Outcome> outcomes =
        compare(Path.of(arguments[1]), Files.readAllLines(Path.of(arguments[0])));
    outcomes.stream().filter(it -> !it.isSame()).forEach(it -> System.out.println(it.difference()));
    long same = outcomes.stream().filter(Outcome::isSame).count();
    long nodes = outcomes.stream().mapToLong(it -> it.ours().size()).sum();
    System.out.printf("%d of %d the same, %d packages%n", same, outcomes.size(), nodes);
  }
}
