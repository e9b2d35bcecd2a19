package dev.ramekin.freeze.apt;

import com.sun.management.OperatingSystemMXBean;
import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures one process. Arguments: what to measure, platform, cache folder, packages.
 *
 * <ul>
 *   <li>{@code load}: prints the milliseconds until questions can be answered, those of the first
 *       answer, the mean of many answers, and the megabytes of heap at most in use. Times are of
 *       the processor, all threads of the process. Nothing is fetched: the cache must have the
 *       indices
 *   <li>{@code fetch}: fills the cache
 *   <li>{@code lay}: lays out apt's state over the same indices in a folder, and prints the file
 *       that APT_CONFIG is to name
 * </ul>
 */
final class ResolverSpeedMain {
  private static final int ROUNDS = 20;

  private ResolverSpeedMain() {}

  public static void main(String[] arguments) throws Exception {
    PlatformDescription platform = PlatformCatalogue.bundled().find(arguments[1]).orElseThrow();
    boolean offline = !arguments[0].equals("fetch");
    IndexStore store =
        new IndexStore(
            new Fetcher(), new CacheFolder(Path.of(arguments[2])), offline, Clock.systemUTC());
    List<AptSource> sources = new SourceFinder(Map.of(), Path.of("/")).find(platform);
    List<String> names = List.of(arguments).subList(3, arguments.length);
    if (arguments[0].equals("lay")) {
      System.out.println(layOut(platform, store, sources, Path.of(names.get(0))));
      return;
    }
    long start = cpu();
    Indices indices = store.load(sources, platform.platform().architecture());
    AptResolver resolver =
        indices.resolver(InstalledSystem.ofVersions(platform.records().get(0).installed()));
    double load = millisecondsSince(start);
    if (!indices.problems().isEmpty()) {
      throw new IllegalStateException(indices.problems().toString());
    }
    double first = names.isEmpty() ? 0 : resolve(resolver, names.get(0));
    double all = 0;
    for (int number = 0; number < ROUNDS * names.size(); number++) {
      all += resolve(resolver, names.get(number % names.size()));
    }
    System.out.printf(
        "%.0f %.1f %.1f %d%n",
        load, first, all / Math.max(1, ROUNDS * names.size()), peakHeap() >> 20);
  }

  private static double resolve(AptResolver resolver, String name) {
    long start = cpu();
    Resolution resolution =
        resolver.resolve(List.of(new AptResolver.Request(name, Optional.empty())), true);
    double time = millisecondsSince(start);
    if (!(resolution instanceof Resolution.Closure)) {
      throw new IllegalStateException(name + ": " + resolution);
    }
    return time;
  }

  private static Path layOut(
      PlatformDescription platform, IndexStore store, List<AptSource> sources, Path folder)
      throws Exception {
    Map<AptSource, RealApt.SuiteFiles> suites = new LinkedHashMap<>();
    for (AptSource source : sources) {
      suites.put(
          source,
          new RealApt.SuiteFiles(
              store.releaseText(source), store.texts(source, platform.platform().architecture())));
    }
    String status = DpkgStatus.of(platform.records().get(0).installed(), suites.values());
    RealApt.layOut(folder, suites, status, "");
    return folder.resolve("apt.conf");
  }

  private static double millisecondsSince(long start) {
    return (cpu() - start) / 1e6;
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
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
