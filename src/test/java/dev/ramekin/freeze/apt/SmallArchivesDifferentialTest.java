package dev.ramekin.freeze.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small archives full of conflicts, alternatives and virtual packages, drawn at random: there apt's
 * problem resolver has to work, which real archives hardly ever make it do.
 */
class SmallArchivesDifferentialTest {
  private static final int ARCHIVES = 8;
  private static final int SETS = 20;

  @Test
  void drawnArchivesAreResolvedAsAptDoes(@TempDir Path folder) throws Exception {
    assumeTrue(RealApt.isThere(), "apt-get is not there to compare with");
    int same = 0;
    List<String> differences = new ArrayList<>();
    for (int number = 0; number < ARCHIVES; number++) {
      Random random = new Random(100 + number);
      for (AptDifferential.Outcome outcome : outcomes(folder.resolve("archive" + number), random)) {
        same += outcome.isSame() ? 1 : 0;
        if (!outcome.isSame()) {
          differences.add(number + " " + outcome.difference());
        }
      }
    }

    assertThat(same)
        .as(String.join("\n", differences))
        .isGreaterThanOrEqualTo(ARCHIVES * SETS * 98 / 100);
  }

  private static List<AptDifferential.Outcome> outcomes(Path folder, Random random)
      throws Exception {
    String packages = draw(random, "1", 30);
    String updates = draw(random, "2", 8);
    String status = status(packages, random);
    TestArchive archive = TestArchive.in(folder.resolve("archive"));
    archive.publish("stable", Instant.EPOCH, "", packages);
    archive.publish("stable-updates", Instant.EPOCH, "", updates);
    List<AptSource> sources = new ArrayList<>();
    Map<AptSource, Map<String, byte[]>> texts = new LinkedHashMap<>();
    for (String suite : List.of("stable", "stable-updates")) {
      AptSource source =
          new AptSource(
              "test",
              folder.resolve("archive").toUri(),
              suite,
              List.of("main"),
              archive.keyring(),
              Optional.empty(),
              false);
      sources.add(source);
      byte[] text = (suite.equals("stable") ? packages : updates).getBytes(StandardCharsets.UTF_8);
      texts.put(
          source.at(URI.create("http://archive.test/debian")),
          Map.of("main/binary-amd64/Packages", text));
    }
    Indices indices =
        new IndexStore(
                new Fetcher(Map.of()),
                new CacheFolder(folder.resolve("cache")),
                false,
                Clock.systemUTC())
            .load(sources, "amd64");
    assertThat(indices.problems()).isEmpty();
    AptResolver resolver = indices.resolver(InstalledSystem.ofStatus(status));
    RealApt apt = RealApt.layOut(Files.createDirectories(folder.resolve("apt")), texts, status);
    List<AptDifferential.Outcome> outcomes = new ArrayList<>();
    for (int set = 0; set < SETS; set++) {
      List<String> names = new ArrayList<>();
      for (int size = 1 + random.nextInt(3); size > 0; size--) {
        names.add("p" + random.nextInt(30));
      }
      boolean recommends = random.nextBoolean();
      List<AptResolver.Request> requests =
          names.stream().map(name -> new AptResolver.Request(name, Optional.empty())).toList();
      outcomes.add(
          new AptDifferential.Outcome(
              names,
              recommends,
              resolver.resolve(requests, recommends),
              apt.install(names, recommends)));
    }
    return outcomes;
  }

  private static String draw(Random random, String version, int count) {
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < count; number++) {
      List<String> lines = new ArrayList<>();
      lines.add("Package: p" + number);
      lines.add("Version: " + version + "." + random.nextInt(3));
      lines.add("Architecture: " + (random.nextInt(5) == 0 ? "all" : "amd64"));
      lines.add("Maintainer: nobody");
      lines.add("Priority: " + (random.nextInt(6) == 0 ? "standard" : "optional"));
      addRelations(lines, "Depends", random, 3, true);
      addRelations(lines, "Recommends", random, 2, true);
      addRelations(lines, "Conflicts", random, random.nextInt(5) == 0 ? 2 : 1, false);
      addRelations(lines, "Breaks", random, random.nextInt(5) == 0 ? 2 : 1, false);
      if (random.nextInt(3) == 0) {
        lines.add("Provides: v" + random.nextInt(4) + (random.nextBoolean() ? " (= 1.5)" : ""));
      }
      lines.add("Filename: pool/p" + number + "_" + version + ".deb");
      lines.add("Size: 10");
      lines.add("SHA256: " + Hashes.of(new byte[] {(byte) number}));
      text.append(String.join("\n", lines)).append("\n\n");
    }
    return text.toString();
  }

  private static void addRelations(
      List<String> lines, String field, Random random, int most, boolean alternatives) {
    List<String> relations = new ArrayList<>();
    for (int number = random.nextInt(most); number > 0; number--) {
      String relation = target(random);
      if (alternatives && random.nextInt(3) == 0) {
        relation += " | " + target(random);
      }
      relations.add(relation);
    }
    if (!relations.isEmpty()) {
      lines.add(field + ": " + String.join(", ", relations));
    }
  }

  private static String target(Random random) {
    String name = random.nextInt(5) == 0 ? "v" + random.nextInt(4) : "p" + random.nextInt(30);
    String[] conditions = {"", "", "", " (>= 1.1)", " (<< 2)", " (= 1.1)"};
    return name + conditions[random.nextInt(conditions.length)];
  }

  /** A few packages that need nothing are installed. */
  private static String status(String packages, Random random) {
    StringBuilder status = new StringBuilder();
    for (String stanza : packages.split("\n\n")) {
      boolean plain = !stanza.contains("Depends:") && !stanza.contains("Conflicts:");
      if (plain && !stanza.contains("Breaks:") && random.nextInt(3) == 0) {
        status.append(stanza.replaceFirst("\n", "\nStatus: install ok installed\n")).append("\n\n");
      }
    }
    return status.toString();
  }
}
