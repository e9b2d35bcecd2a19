package dev.ramekin.freeze.apt;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures one process: how long the indices of a release take to load, and the packages given to
 * resolve. Prints {@code load CLOSURE-FIRST CLOSURE-MEDIAN HEAP}: milliseconds of wall time, and
 * megabytes at most in use.
 */
final class ResolverSpeedMain {
  private static final int ROUNDS = 20;

  private ResolverSpeedMain() {}

  /** Arguments: platform, cache folder, packages each a set of its own. */
  public static void main(String[] arguments) throws Exception {
    PlatformDescription platform = PlatformCatalogue.bundled().find(arguments[0]).orElseThrow();
    IndexStore store =
        new IndexStore(
            new Fetcher(), new CacheFolder(Path.of(arguments[1])), false, Clock.systemUTC());
    List<AptSource> sources = new SourceFinder(Map.of(), Path.of("/")).find(platform);
    long start = System.nanoTime();
    Indices indices = store.load(sources, platform.platform().architecture());
    AptResolver resolver =
        indices.resolver(InstalledSystem.ofVersions(platform.records().get(0).installed()));
    double load = millisecondsSince(start);
    List<String> names = List.of(arguments).subList(2, arguments.length);
    double first = 0;
    double[] times = new double[ROUNDS * names.size()];
    for (int round = 0; round < ROUNDS; round++) {
      for (int number = 0; number < names.size(); number++) {
        start = System.nanoTime();
        Resolution resolution =
            resolver.resolve(
                List.of(new AptResolver.Request(names.get(number), Optional.empty())), true);
        double time = millisecondsSince(start);
        if (!(resolution instanceof Resolution.Closure)) {
          throw new IllegalStateException(names.get(number) + ": " + resolution);
        }
        times[round * names.size() + number] = time;
        first = round == 0 && number == 0 ? time : first;
      }
    }
    java.util.Arrays.sort(times);
    System.out.printf(
        "%.0f %.1f %.1f %d%n", load, first, times[times.length / 2], peakHeap() >> 20);
  }

  private static double millisecondsSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static long peakHeap() {
    long sum = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        sum += pool.getPeakUsage().getUsed();
      }
    }
    return sum;
  }
}
