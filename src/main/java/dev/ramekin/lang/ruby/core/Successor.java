package dev.ramekin.lang.ruby.core;

/** {@code String#succ}: the rightmost letter or digit is counted up, with carry. */
final class Successor {
  private Successor() {}

  static String of(String text) {
    if (text.isEmpty()) {
      return "";
    }
    StringBuilder next = new StringBuilder(text);
    int position = lastWordCharacter(next, next.length() - 1);
    if (position < 0) {
      next.setCharAt(next.length() - 1, (char) (next.charAt(next.length() - 1) + 1));
      return next.toString();
    }
    return carry(next, position);
  }

  private static String carry(StringBuilder text, int start) {
    int position = start;
    while (true) {
      char c = text.charAt(position);
      if (c != 'z' && c != 'Z' && c != '9') {
        text.setCharAt(position, (char) (c + 1));
        return text.toString();
      }
      char first = c == 'z' ? 'a' : c == 'Z' ? 'A' : '0';
      text.setCharAt(position, first);
      int left = position - 1;
      if (left < 0 || !isWord(text.charAt(left))) {
        int further = position - 1 < 0 ? -1 : lastWordCharacter(text, position - 1);
        if (further < 0 || position - further > 1 && !isWord(text.charAt(further))) {
          return text.insert(position, first == '0' ? '1' : first).toString();
        }
        left = further;
      }
      position = left;
    }
  }

  private static int lastWordCharacter(StringBuilder text, int from) {
    int position = from;
    while (position >= 0 && !isWord(text.charAt(position))) {
      position--;
    }
    return position;
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
