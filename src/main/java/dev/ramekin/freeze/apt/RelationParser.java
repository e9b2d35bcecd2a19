package dev.ramekin.freeze.apt;

/**
 * Reads relation fields (Debian policy 7.1): {@code name[:arch] (op version), a | b}. One element
 * at a time; its parts are fields of this object.
 */
final class RelationParser {
  private final byte[] text;
  private final int end;
  private int position;

  int nameFrom;
  int nameTo;
  int versionFrom;
  int versionTo;
  int operator;
  boolean alternative;

  RelationParser(byte[] text, int from, int to) {
    this.text = text;
    this.position = from;
    this.end = to;
  }

  /** Reads the next element; false at the end. */
  boolean next() {
    skipSeparators();
    if (position >= end) {
      return false;
    }
    nameFrom = position;
    while (position < end && !isNameEnd(text[position])) {
      position++;
    }
    nameTo = position;
    operator = Universe.ANY_VERSION;
    skipSpace();
    if (position < end && text[position] == '(') {
      readVersion();
    }
    skipRestrictions();
    alternative = position < end && text[position] == '|';
    return true;
  }

  private void readVersion() {
    position++;
    skipSpace();
    operator = readOperator();
    skipSpace();
    versionFrom = position;
    while (position < end && text[position] != ')' && !isSpace(text[position])) {
      position++;
    }
    versionTo = position;
    while (position < end && text[position] != ')') {
      position++;
    }
    position++;
    skipSpace();
  }

  private int readOperator() {
    byte first = text[position++];
    boolean doubled = position < end && (text[position] == '=' || text[position] == first);
    if (first == '=') {
      return Universe.EQUAL;
    }
    boolean orEqual = !doubled || text[position] == '=';
    if (doubled) {
      position++;
    }
    // A single < or > is the old way to write <= or >=.
    if (first == '<') {
      return orEqual ? Universe.LESS_OR_EQUAL : Universe.LESS;
    }
    return orEqual ? Universe.GREATER_OR_EQUAL : Universe.GREATER;
  }

  /** Passes over architecture and profile lists, which binary packages do not have. */
  private void skipRestrictions() {
    while (position < end && text[position] != ',' && text[position] != '|') {
      position++;
    }
  }

  private void skipSeparators() {
    while (position < end
        && (isSpace(text[position]) || text[position] == ',' || text[position] == '|')) {
      position++;
    }
  }

  private void skipSpace() {
    while (position < end && isSpace(text[position])) {
      position++;
    }
  }

  private static boolean isNameEnd(byte character) {
    return isSpace(character)
        || character == '('
        || character == ','
        || character == '|'
        || character == '['
        || character == '<';
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
  }
}
