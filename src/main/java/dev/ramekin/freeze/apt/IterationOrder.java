package dev.ramekin.freeze.apt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The order in which apt walks over all packages: by the bucket of the name in its hash table, then
 * by the name's length, then by its bytes. The order decides where packages weigh the same.
 */
final class IterationOrder {
  private static final int BUCKETS = 196_613;

  private IterationOrder() {}

  /** Returns a name's bucket; a package of another architecture is in that of its plain name. */
  static int bucket(String name) {
    int hash = 5381;
    for (byte character : plain(name).getBytes(StandardCharsets.UTF_8)) {
      hash = 33 * hash + (character | 0x20);
    }
    return Integer.remainderUnsigned(hash, BUCKETS);
  }

  /** Packages of other architectures are named {@code name/arch} here. */
  private static String plain(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /** Returns all packages in that order. */
  static int[] of(Universe universe) {
    int count = universe.packageCount();
    int[] starts = new int[BUCKETS + 1];
    for (int it = 0; it < count; it++) {
      starts[universe.packageBucket.get(it) + 1]++;
    }
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      starts[bucket + 1] += starts[bucket];
    }
    int[] next = starts.clone();
    int[] order = new int[count];
    for (int it = 0; it < count; it++) {
      order[next[universe.packageBucket.get(it)]++] = it;
    }
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      if (starts[bucket + 1] - starts[bucket] > 1) {
        sort(universe, order, starts[bucket], starts[bucket + 1]);
      }
    }
    return order;
  }

  private static void sort(Universe universe, int[] order, int from, int to) {
    Integer[] some = new Integer[to - from];
    Arrays.setAll(some, index -> order[from + index]);
    Arrays.sort(
        some,
        Comparator.<Integer>comparingInt(it -> plain(universe.nameOf(it)).length())
            .thenComparing(it -> plain(universe.nameOf(it)))
            .thenComparingInt(it -> it));
    for (int index = 0; index < some.length; index++) {
      order[from + index] = some[index];
    }
  }
}
