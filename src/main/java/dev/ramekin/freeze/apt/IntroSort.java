package dev.ramekin.freeze.apt;

/**
 * The sort of the GNU C++ library, which is not stable: apt sorts packages of equal score with it,
 * and the order that comes out decides which of them gives way.
 */
final class IntroSort {
  private static final int THRESHOLD = 16;

  private final int[] values;
  private final int[] keys;

  private IntroSort(int[] values, int[] keys) {
    this.values = values;
    this.keys = keys;
  }

  /**
   * Sorts values by their keys, highest first.
   *
   * @param values sorted in place
   * @param keys the key of every value
   */
  static void descending(int[] values, int[] keys) {
    int count = values.length;
    if (count > 1) {
      IntroSort sort = new IntroSort(values, keys);
      int depth = 2 * (31 - Integer.numberOfLeadingZeros(count));
      sort.loop(0, count, depth);
      sort.finish(count);
    }
  }

  private boolean isBefore(int left, int right) {
    return keys[left] > keys[right];
  }

  private void swap(int left, int right) {
    int value = values[left];
    values[left] = values[right];
    values[right] = value;
  }

  private void loop(int first, int end, int depthLeft) {
    int last = end;
    int depth = depthLeft;
    while (last - first > THRESHOLD) {
      if (depth == 0) {
        heapSort(first, last);
        return;
      }
      depth--;
      medianToFirst(first, first + 1, first + (last - first) / 2, last - 1);
      int cut = partition(first + 1, last, first);
      loop(cut, last, depth);
      last = cut;
    }
  }

  private void medianToFirst(int result, int a, int b, int c) {
    if (isBefore(values[a], values[b])) {
      if (isBefore(values[b], values[c])) {
        swap(result, b);
      } else {
        swap(result, isBefore(values[a], values[c]) ? c : a);
      }
    } else if (isBefore(values[a], values[c])) {
      swap(result, a);
    } else {
      swap(result, isBefore(values[b], values[c]) ? c : b);
    }
  }

  private int partition(int from, int to, int pivot) {
    int first = from;
    int last = to;
    while (true) {
      while (isBefore(values[first], values[pivot])) {
        first++;
      }
      last--;
      while (isBefore(values[pivot], values[last])) {
        last--;
      }
      if (first >= last) {
        return first;
      }
      swap(first, last);
      first++;
    }
  }

  private void finish(int count) {
    int sorted = Math.min(count, THRESHOLD);
    for (int index = 1; index < sorted; index++) {
      if (isBefore(values[index], values[0])) {
        int value = values[index];
        System.arraycopy(values, 0, values, 1, index);
        values[0] = value;
      } else {
        insert(index);
      }
    }
    for (int index = sorted; index < count; index++) {
      insert(index);
    }
  }

  private void insert(int at) {
    int value = values[at];
    int last = at;
    while (isBefore(value, values[last - 1])) {
      values[last] = values[last - 1];
      last--;
    }
    values[last] = value;
  }

  private void heapSort(int first, int end) {
    int count = end - first;
    for (int parent = (count - 2) / 2; parent >= 0; parent--) {
      adjust(first, parent, count, values[first + parent]);
    }
    for (int last = end - 1; last > first; last--) {
      int value = values[last];
      values[last] = values[first];
      adjust(first, 0, last - first, value);
    }
  }

  private void adjust(int first, int from, int count, int value) {
    int hole = from;
    int child = from;
    while (child < (count - 1) / 2) {
      child = 2 * (child + 1);
      if (isBefore(values[first + child], values[first + child - 1])) {
        child--;
      }
      values[first + hole] = values[first + child];
      hole = child;
    }
    if (count % 2 == 0 && child == (count - 2) / 2) {
      child = 2 * (child + 1);
      values[first + hole] = values[first + child - 1];
      hole = child - 1;
    }
    push(first, hole, from, value);
  }

  private void push(int first, int start, int top, int value) {
    int hole = start;
    int parent = (hole - 1) / 2;
    while (hole > top && isBefore(values[first + parent], value)) {
      values[first + hole] = values[first + parent];
      hole = parent;
      parent = (hole - 1) / 2;
    }
    values[first + hole] = value;
  }
}
