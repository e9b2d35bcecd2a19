package dev.ramekin.freeze.apt;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Draws package sets and compares {@link AptResolver} with the real apt over the same indices and
 * the same installed system.
 */
final class AptDifferential {
  /** What a host has that is more than a bare image. */
  private static final List<String> FULLER =
      List.of(
          ("systemd-sysv build-essential nginx php-fpm mariadb-server python3-pip rsyslog ruby-dev"
                  + " openjdk-17-jre-headless exim4-daemon-light imagemagick git postgresql cron"
                  + " openssh-server curl vim-tiny libpq-dev default-jdk-headless")
              .split(" "));

  private static final int[] SIZES = {1, 2, 5};

  private final AptResolver resolver;
  private final RealApt apt;
  private final List<String> names;
  private final Optional<AptAnswers> answers;
  private final String state;

  private AptDifferential(
      AptResolver resolver,
      RealApt apt,
      List<String> names,
      Optional<AptAnswers> answers,
      String state) {
    this.resolver = resolver;
    this.apt = apt;
    this.names = names;
    this.answers = answers;
    this.state = state;
  }

  /** Which system the sets are installed on. */
  enum Installed {
    /** The platform's base image. */
    SLIM,
    /** The base image with a host's usual packages in the versions of the first suite. */
    FULL
  }

  /**
   * Sets up both sides.
   *
   * @param mirrors addresses of archives by name; what is not in it is as the machine's apt has it
   * @param answers where apt's answers are kept; empty to ask it each time
   * @param folder for apt's state
   */
  static AptDifferential over(
      String platform,
      Map<String, URI> mirrors,
      Installed installed,
      CacheFolder cache,
      Optional<AptAnswers> answers,
      Path folder)
      throws IOException, InterruptedException, ArchiveException {
    PlatformDescription description = PlatformCatalogue.bundled().find(platform).orElseThrow();
    IndexStore store = new IndexStore(new Fetcher(), cache, false, Clock.systemUTC());
    Map<AptSource, RealApt.SuiteFiles> suites = new LinkedHashMap<>();
    StringBuilder state = new StringBuilder();
    SourceFinder finder = new SourceFinder(mirrors, Path.of("/"));
    for (AptSource source : finder.find(description)) {
      suites.put(
          source,
          new RealApt.SuiteFiles(
              store.releaseText(source),
              store.texts(source, description.platform().architecture())));
      state.append(store.releaseSha256(source)).append(' ');
    }
    String status = DpkgStatus.of(description.records().get(0).installed(), suites.values());
    if (installed == Installed.FULL) {
      status = fuller(status, suites, folder.resolve("fuller"));
    }
    Indices indices = store.load(List.copyOf(suites.keySet()), "amd64");
    state.append(Hashes.of(status.getBytes(StandardCharsets.UTF_8)));
    return new AptDifferential(
        indices.resolver(InstalledSystem.ofStatus(status)),
        RealApt.layOut(folder.resolve("apt"), suites, status, ""),
        weighted(indices.names()),
        answers,
        state.toString());
  }

  /** Lets apt itself install a host's usual packages out of the first suite alone. */
  private static String fuller(
      String status, Map<AptSource, RealApt.SuiteFiles> suites, Path folder)
      throws IOException, InterruptedException {
    Map.Entry<AptSource, RealApt.SuiteFiles> first = suites.entrySet().iterator().next();
    RealApt apt = RealApt.layOut(folder, Map.of(first.getKey(), first.getValue()), status, "");
    SortedMap<String, String> added = new TreeMap<>();
    for (String name : FULLER) {
      added.putAll(apt.install(List.of(name), true).installed());
    }
    RealApt.Answer all = apt.install(List.copyOf(added.keySet()), true);
    if (!all.solved()) {
      throw new IllegalStateException("the fuller system has no solution: " + all.message());
    }
    StringBuilder kept = new StringBuilder();
    for (String stanza : status.split("\n\n")) {
      String name = stanza.lines().findFirst().orElse("").replace("Package: ", "");
      if (!all.installed().containsKey(name) && !all.removed().contains(name)) {
        kept.append(stanza.strip()).append("\n\n");
      }
    }
    return kept + DpkgStatus.of(all.installed(), List.of(first.getValue()));
  }

  /** What recipes ask for is drawn as often as all other packages together. */
  private static List<String> weighted(List<String> all) throws IOException {
    List<String> favourites = favourites();
    List<String> available = all.stream().filter(favourites::contains).toList();
    List<String> drawn = new ArrayList<>(all);
    for (int copies = all.size() / available.size(); copies > 0; copies--) {
      drawn.addAll(available);
    }
    return drawn;
  }

  private static List<String> favourites() throws IOException {
    try (InputStream stream = AptDifferential.class.getResourceAsStream("recipe-packages.txt")) {
      String text =
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
      return List.of(text.replaceAll("(?m)^#.*$", "").strip().split("\\s+"));
    }
  }

  /** One drawn set with both answers. */
  record Outcome(List<String> names, boolean recommends, Resolution ours, RealApt.Answer theirs) {
    boolean isSame() {
      if (ours instanceof Resolution.Closure closure) {
        SortedMap<String, String> packages = new TreeMap<>();
        closure.packages().forEach(it -> packages.put(it.name(), it.version()));
        return theirs.solved()
            && packages.equals(theirs.installed())
            && List.copyOf(theirs.removed()).equals(closure.removed());
      }
      return !theirs.solved();
    }

    String difference() {
      String head = String.join(" ", names) + (recommends ? " with recommends: " : ": ");
      if (!(ours instanceof Resolution.Closure closure) || !theirs.solved()) {
        return head
            + (theirs.solved() ? "apt has a solution" : "apt has none")
            + ", Ramekin says "
            + ours.toString()
                .replaceAll("ResolvedPackage\\[name=(.*?), version=(.*?),.*?\\]", "$1=$2")
            + " where apt says "
            + (theirs.solved()
                ? theirs.installed() + " " + theirs.removed()
                : theirs.message().replaceAll("\\s+", " "));
      }
      List<String> packages =
          closure.packages().stream().map(it -> it.name() + "=" + it.version()).toList();
      List<String> expected =
          theirs.installed().entrySet().stream()
              .map(it -> it.getKey() + "=" + it.getValue())
              .toList();
      return head
          + "missing "
          + without(expected, packages)
          + ", too many "
          + without(packages, expected)
          + ", removed "
          + closure.removed()
          + " where apt removes "
          + theirs.removed();
    }

    private static List<String> without(List<String> some, List<String> others) {
      return some.stream().filter(it -> !others.contains(it)).toList();
    }
  }

  /** Draws sets of one, two and five packages in turn, every second one with Recommends. */
  List<Outcome> run(int count, long seed) {
    Random random = new Random(seed);
    List<List<String>> sets = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      List<String> set = new ArrayList<>();
      for (int size = SIZES[number % SIZES.length]; size > 0; size--) {
        set.add(names.get(random.nextInt(names.size())));
      }
      sets.add(set);
    }
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(number -> compare(sets.get(number), number % 2 == 1))
        .toList();
  }

  private Outcome compare(List<String> set, boolean recommends) {
    List<AptResolver.Request> requests =
        set.stream().map(name -> new AptResolver.Request(name, Optional.empty())).toList();
    try {
      RealApt.Answer theirs =
          answers.isPresent()
              ? answers.get().ask(apt, state, set, recommends)
              : apt.install(set, recommends);
      return new Outcome(set, recommends, resolver.resolve(requests, recommends), theirs);
    } catch (IOException | InterruptedException exception) {
      throw new IllegalStateException("apt-get cannot be run", exception);
    }
  }

  /**
   * Arguments: platform, slim or full, count, seed, address of a server with all archives or a dash
   * for those of the machine's apt, perhaps a folder to keep apt's answers in.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("apt-differential-");
    Optional<AptAnswers> answers =
        arguments.length > 5
            ? Optional.of(new AptAnswers(Path.of(arguments[5])))
            : Optional.empty();
    AptDifferential differential =
        over(
            arguments[0],
            arguments[4].equals("-") ? Map.of() : Map.of("", URI.create(arguments[4])),
            arguments[1].equals("full") ? Installed.FULL : Installed.SLIM,
            CacheFolder.ofUser(System.getenv()),
            answers,
            folder);
    List<Outcome> outcomes =
        differential.run(Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
    long same = outcomes.stream().filter(Outcome::isSame).count();
    long solved = outcomes.stream().filter(it -> it.theirs().solved()).count();
    outcomes.stream().filter(it -> !it.isSame()).forEach(it -> System.out.println(it.difference()));
    System.out.printf(
        "%s, %s, seed %s: %d of %d identical (apt has a solution for %d)%n",
        arguments[0], arguments[1], arguments[3], same, outcomes.size(), solved);
  }
}
