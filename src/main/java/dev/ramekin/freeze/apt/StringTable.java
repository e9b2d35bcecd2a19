package dev.ramekin.freeze.apt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Byte strings by number: names, versions, paths. Equal interned strings have equal numbers. */
final class StringTable {
  private byte[] bytes;
  private int used;
  private final IntColumn ends;
  private int[] slots;
  private int interned;

  StringTable() {
    this.bytes = new byte[1 << 16];
    this.ends = new IntColumn();
    this.slots = emptySlots(1 << 14);
  }

  /** Takes over what {@link #writeTo} wrote. */
  StringTable(ByteBuffer buffer) {
    this.used = buffer.getInt();
    int count = buffer.getInt();
    int slotCount = buffer.getInt();
    this.interned = buffer.getInt();
    this.bytes = new byte[used + (1 << 16)];
    this.ends = new IntColumn(buffer.asIntBuffer(), count);
    buffer.position(buffer.position() + count * Integer.BYTES);
    this.slots = new int[slotCount];
    buffer.asIntBuffer().get(slots);
    buffer.position(buffer.position() + slotCount * Integer.BYTES);
    buffer.get(bytes, 0, used);
  }

  /** Returns how many bytes {@link #writeTo} takes. */
  int serializedSize() {
    return 4 * Integer.BYTES + (ends.size() + slots.length) * Integer.BYTES + used;
  }

  void writeTo(ByteBuffer buffer) {
    buffer.putInt(used).putInt(ends.size()).putInt(slots.length).putInt(interned);
    ends.writeTo(buffer.asIntBuffer());
    buffer.position(buffer.position() + ends.size() * Integer.BYTES);
    buffer.asIntBuffer().put(slots);
    buffer.position(buffer.position() + slots.length * Integer.BYTES);
    buffer.put(bytes, 0, used);
  }

  private static int[] emptySlots(int count) {
    int[] slots = new int[count];
    Arrays.fill(slots, -1);
    return slots;
  }

  /** Returns the number of a string, the same for equal ones. */
  int intern(byte[] text, int from, int to) {
    int slot = slotOf(text, from, to);
    if (slots[slot] >= 0) {
      return slots[slot];
    }
    int id = add(text, from, to);
    slots[slot] = id;
    interned++;
    if (interned * 2 > slots.length) {
      grow();
    }
    return id;
  }

  int intern(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return intern(utf8, 0, utf8.length);
  }

  /** Returns the number of a string that was interned before, or -1. */
  int find(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return slots[slotOf(utf8, 0, utf8.length)];
  }

  /** Stores a string that need not be found again. */
  int add(byte[] text, int from, int to) {
    int length = to - from;
    if (used + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + length));
    }
    System.arraycopy(text, from, bytes, used, length);
    used += length;
    ends.add(used);
    return ends.size() - 1;
  }

  private int slotOf(byte[] text, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash(text, from, to) & mask;
    while (slots[slot] >= 0 && !equal(slots[slot], text, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] old = slots;
    slots = emptySlots(old.length * 2);
    for (int id : old) {
      if (id >= 0) {
        slots[slotOf(bytes, start(id), end(id))] = id;
      }
    }
  }

  private static int hash(byte[] text, int from, int to) {
    int hash = 0x811c9dc5;
    for (int index = from; index < to; index++) {
      hash = (hash ^ text[index]) * 0x01000193;
    }
    return hash ^ (hash >>> 15);
  }

  private boolean equal(int id, byte[] text, int from, int to) {
    return Arrays.equals(bytes, start(id), end(id), text, from, to);
  }

  private int start(int id) {
    return id == 0 ? 0 : ends.get(id - 1);
  }

  private int end(int id) {
    return ends.get(id);
  }

  String text(int id) {
    return new String(bytes, start(id), end(id) - start(id), StandardCharsets.UTF_8);
  }

  byte[] copy(int id) {
    return Arrays.copyOfRange(bytes, start(id), end(id));
  }

  boolean equalBytes(int left, int right) {
    return left == right
        || Arrays.equals(bytes, start(left), end(left), bytes, start(right), end(right));
  }

  /** Compares two strings as Debian versions. */
  int compareVersions(int left, int right) {
    return left == right
        ? 0
        : DebianVersion.compare(bytes, start(left), end(left), bytes, start(right), end(right));
  }
}
