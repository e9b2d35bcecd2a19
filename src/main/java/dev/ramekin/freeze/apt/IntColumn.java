package dev.ramekin.freeze.apt;

import java.nio.IntBuffer;
import java.util.Arrays;

/** A list of ints that grows at its end. */
final class IntColumn {
  private int[] values;
  private int size;

  IntColumn() {
    this.values = new int[1024];
  }

  /** Reads {@code count} values and leaves a little room to grow. */
  IntColumn(IntBuffer from, int count) {
    this.values = new int[count + 1024];
    this.size = count;
    from.get(values, 0, count);
  }

  int size() {
    return size;
  }

  int get(int index) {
    return values[index];
  }

  void set(int index, int value) {
    values[index] = value;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  void writeTo(IntBuffer buffer) {
    buffer.put(values, 0, size);
  }
}
