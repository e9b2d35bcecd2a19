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

  /** Returns all packages in that order: those that are sorted already, and others among them. */
  static int[] of(Universe universe) {
    int known = universe.iteration.size();
    int count = universe.packageCount();
    Integer[] others = new Integer[count - known];
    Arrays.setAll(others, index -> known + index);
    Comparator<Integer> order = order(universe);
    Arrays.sort(others, order);
    int[] all = new int[count];
    int from = 0;
    int next = 0;
    for (int index = 0; index < count; index++) {
      boolean other =
          next < others.length
              && (from == known || order.compare(others[next], universe.iteration.get(from)) < 0);
      all[index] = other ? others[next++] : universe.iteration.get(from++);
    }
    return all;
  }

  private static Comparator<Integer> order(Universe universe) {
    return (left, right) -> {
      int byBucket =
          Integer.compare(universe.packageBucket.get(left), universe.packageBucket.get(right));
      return byBucket != 0 ? byBucket : compareNames(universe, left, right);
    };
  }

  private static int compareNames(Universe universe, int left, int right) {
    String one = plain(universe.nameOf(left));
    String other = plain(universe.nameOf(right));
    int byLength = Integer.compare(one.length(), other.length());
    if (byLength != 0) {
      return byLength;
    }
    int byName = one.compareTo(other);
    return byName != 0 ? byName : Integer.compare(left, right);
  }
}
