package dev.ramekin.freeze.apt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Walks over the stanzas of a control file (Packages, dpkg's status) without copying: a field is a
 * range of the text.
 */
final class Stanza {
  /** The fields that matter; others are passed over. */
  enum Field {
    PACKAGE("Package"),
    VERSION("Version"),
    ARCHITECTURE("Architecture"),
    MULTI_ARCH("Multi-Arch"),
    ESSENTIAL("Essential"),
    IMPORTANT("Important"),
    PROTECTED("Protected"),
    PRIORITY("Priority"),
    SOURCE("Source"),
    SECTION("Section"),
    TASK("Task"),
    INSTALLED_SIZE("Installed-Size"),
    STATUS("Status"),
    PRE_DEPENDS("Pre-Depends"),
    DEPENDS("Depends"),
    CONFLICTS("Conflicts"),
    BREAKS("Breaks"),
    RECOMMENDS("Recommends"),
    SUGGESTS("Suggests"),
    REPLACES("Replaces"),
    ENHANCES("Enhances"),
    PROVIDES("Provides"),
    SIZE("Size"),
    SHA256("SHA256"),
    FILENAME("Filename");

    private final byte[] key;

    Field(String name) {
      this.key = (name + ":").getBytes(StandardCharsets.US_ASCII);
    }
  }

  private static final Field[] FIELDS = Field.values();

  final byte[] text;
  private final int end;
  private int position;
  private final int[] starts = new int[FIELDS.length];
  private final int[] stops = new int[FIELDS.length];

  Stanza(byte[] text, int length) {
    this.text = text;
    this.end = length;
  }

  /** Goes to the next stanza; false when there is none. */
  boolean next() {
    Arrays.fill(starts, -1);
    int open = -1;
    boolean found = false;
    while (position < end) {
      int stop = lineEnd(position);
      if (isBlank(position, stop)) {
        position = stop + 1;
        if (found) {
          return true;
        }
        continue;
      }
      found = true;
      if (text[position] == ' ' || text[position] == '\t') {
        if (open >= 0) {
          stops[open] = stop;
        }
      } else {
        open = openField(stop);
      }
      position = stop + 1;
    }
    return found;
  }

  /** Returns where the next stanza begins. */
  int position() {
    return Math.min(position, end);
  }

  private int lineEnd(int from) {
    int index = from;
    while (index < end && text[index] != '\n') {
      index++;
    }
    return index;
  }

  private boolean isBlank(int from, int to) {
    return from == to || (to == from + 1 && text[from] == '\r');
  }

  private int openField(int stop) {
    for (Field field : FIELDS) {
      byte[] key = field.key;
      if (text[position] == key[0]
          && stop - position >= key.length
          && Arrays.equals(text, position, position + key.length, key, 0, key.length)) {
        int from = position + key.length;
        while (from < stop && text[from] == ' ') {
          from++;
        }
        starts[field.ordinal()] = from;
        stops[field.ordinal()] = stop;
        return field.ordinal();
      }
    }
    return -1;
  }

  boolean has(Field field) {
    return starts[field.ordinal()] >= 0;
  }

  int start(Field field) {
    return starts[field.ordinal()];
  }

  int stop(Field field) {
    return stops[field.ordinal()];
  }

  boolean is(Field field, String value) {
    return has(field) && value(field).filter(value::equals).isPresent();
  }

  Optional<String> value(Field field) {
    return has(field)
        ? Optional.of(
            new String(text, start(field), stop(field) - start(field), StandardCharsets.UTF_8)
                .strip())
        : Optional.empty();
  }
}
