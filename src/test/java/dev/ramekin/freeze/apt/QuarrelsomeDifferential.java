package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
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
import java.util.stream.LongStream;

/** Compares {@link AptResolver} with the real apt over {@link QuarrelsomeArchive}s. */
final class QuarrelsomeDifferential {
  private QuarrelsomeDifferential() {}

  /** What one archive's sets came to, with a name to find it again by. */
  record Result(long seed, List<AptDifferential.Outcome> outcomes) {}

  /** Draws archives and asks both sides for sets of each. */
  static List<Result> run(Path folder, long firstSeed, int archives, int sets) {
    return LongStream.range(firstSeed, firstSeed + archives)
        .parallel()
        .mapToObj(
            seed -> {
              try {
                return new Result(seed, outcomes(folder.resolve("archive" + seed), seed, sets));
              } catch (Exception exception) {
                throw new IllegalStateException("archive " + seed, exception);
              }
            })
        .toList();
  }

  private static List<AptDifferential.Outcome> outcomes(Path folder, long seed, int sets)
      throws Exception {
    QuarrelsomeArchive drawn = new QuarrelsomeArchive(seed);
    TestArchive archive = TestArchive.in(folder.resolve("archive"));
    List<AptSource> sources = new ArrayList<>();
    Map<AptSource, RealApt.SuiteFiles> suites = new LinkedHashMap<>();
    for (String suite : QuarrelsomeArchive.suites()) {
      String packages = drawn.packages(suite);
      archive.publish(suite, Instant.EPOCH, QuarrelsomeArchive.releaseFields(suite), packages);
      AptSource source = source(archive, folder, suite);
      sources.add(source);
      suites.put(
          source.at(site(suite)),
          new RealApt.SuiteFiles(
              QuarrelsomeArchive.releaseFields(suite),
              Map.of("main/binary-amd64/Packages", packages.getBytes(StandardCharsets.UTF_8))));
    }
    String status = drawn.withHolds(status(folder.resolve("system"), suites, drawn.systemWords()));
    String preferences = drawn.preferences();
    Indices indices =
        new IndexStore(
                new Fetcher(Map.of()),
                new CacheFolder(folder.resolve("cache")),
                false,
                Clock.systemUTC())
            .load(sources, "amd64");
    if (!indices.problems().isEmpty()) {
      throw new IllegalStateException(indices.problems().toString());
    }
    indices = indices.at(List.copyOf(suites.keySet()));
    RealApt apt = RealApt.layOut(folder.resolve("apt"), suites, status, preferences);
    List<AptDifferential.Outcome> outcomes = new ArrayList<>();
    for (int set = 0; set < sets; set++) {
      outcomes.add(outcome(drawn, indices, status, preferences, apt));
    }
    return outcomes;
  }

  private static AptSource source(TestArchive archive, Path folder, String suite) throws Exception {
    return new AptSource(
        "test",
        folder.resolve("archive").toUri(),
        suite,
        List.of("main"),
        archive.keyring(),
        Optional.empty(),
        false);
  }

  private static URI site(String suite) {
    return URI.create(
        suite.equals("vendor") ? "http://vendor.test/apt" : "http://archive.test/debian");
  }

  /** Lets apt itself install something out of the first suite. */
  private static String status(
      Path folder, Map<AptSource, RealApt.SuiteFiles> suites, List<String> words) throws Exception {
    Map.Entry<AptSource, RealApt.SuiteFiles> first = suites.entrySet().iterator().next();
    RealApt apt = RealApt.layOut(folder, Map.of(first.getKey(), first.getValue()), "", "");
    Map<String, String> installed = new LinkedHashMap<>();
    for (String word : words) {
      Map<String, String> closure = apt.install(List.of(word), true).installed();
      List<String> all = new ArrayList<>(installed.keySet());
      all.addAll(closure.keySet());
      RealApt.Answer answer = all.isEmpty() ? null : apt.install(all, false);
      if (answer != null && answer.solved()) {
        installed.putAll(answer.installed());
      }
    }
    return DpkgStatus.of(installed, List.of(first.getValue()));
  }

  private static AptDifferential.Outcome outcome(
      QuarrelsomeArchive drawn, Indices indices, String status, String preferences, RealApt apt)
      throws Exception {
    List<String> words = drawn.words();
    boolean recommends = drawn.recommends();
    List<String> target = drawn.targetRelease();
    Preferences pins = Preferences.parse("preferences", preferences).preferences();
    AptResolver resolver =
        indices.resolver(
            InstalledSystem.ofStatus(status),
            "",
            target.isEmpty() ? pins : pins.toward(target.get(1)));
    List<String> shown = new ArrayList<>(target);
    shown.addAll(words);
    return new AptDifferential.Outcome(
        shown,
        recommends,
        resolver.resolve(
            words.stream().map(it -> new AptResolver.Request(it, Optional.empty())).toList(),
            recommends),
        apt.install(words, recommends, target.toArray(String[]::new)));
  }

  /** Arguments: first seed, number of archives, sets of each. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("quarrelsome-");
    List<Result> results =
        run(
            folder,
            Long.parseLong(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]));
    int same = 0;
    int all = 0;
    int withoutOrder = 0;
    for (Result result : results) {
      for (AptDifferential.Outcome outcome : result.outcomes()) {
        if (outcome.theirs().lacksOrder()) {
          withoutOrder++;
          continue;
        }
        all++;
        same += outcome.isSame() ? 1 : 0;
        if (!outcome.isSame()) {
          System.out.println(result.seed() + " " + outcome.difference());
        }
      }
    }
    System.out.printf(
        "%d of %d identical, %d more apt finds no order for; the archives are in %s%n",
        same, all, withoutOrder, folder);
  }
}
