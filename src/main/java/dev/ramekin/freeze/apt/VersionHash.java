package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.Stanza.Field;
import java.util.List;

/**
 * The number by which apt tells two builds of one version apart: over installed size and relations,
 * without blanks, equals signs and zero epochs, which dpkg rewrites.
 */
final class VersionHash {
  private static final List<Field> FIELDS =
      List.of(
          Field.INSTALLED_SIZE,
          Field.DEPENDS,
          Field.PRE_DEPENDS,
          Field.CONFLICTS,
          Field.BREAKS,
          Field.REPLACES);

  private VersionHash() {}

  static int of(Stanza stanza) {
    int hash = 5381;
    for (Field field : FIELDS) {
      if (stanza.has(field)) {
        hash = add(hash, stanza.text, stanza.start(field), stanza.stop(field));
      }
    }
    return hash;
  }

  private static int add(int start, byte[] text, int from, int to) {
    int hash = start;
    for (int index = from; index < to; index++) {
      byte character = text[index];
      if (character == '0' && index + 1 < to && text[index + 1] == ':') {
        index++;
      } else if (character != '=' && character != ' ' && (character < '\t' || character > '\r')) {
        hash = 33 * hash + (character | 0x20);
      }
    }
    return hash;
  }
}
