package dev.ramekin.lang.erb;

/** Writes the Ruby program of a template, keeping its line numbers. */
final class RubyText {
  private static final String PIECES = "_pieces";

  private final StringBuilder ruby = new StringBuilder(PIECES + " = [];");
  private int linesAhead;

  /** Puts out literal text. */
  void text(String text) {
    if (text.isEmpty()) {
      return;
    }
    ruby.append(PIECES).append(" << \"");
    for (int i = 0; i < text.length(); i++) {
      literal(text.charAt(i));
    }
    ruby.append("\";");
    skip(text);
  }

  private void literal(char c) {
    switch (c) {
      case '\n' -> ruby.append("\\n");
      case '\r' -> ruby.append("\\r");
      case '"', '\\', '#' -> ruby.append('\\').append(c);
      default -> ruby.append(c);
    }
  }

  /** Puts out the value of an expression. */
  void expression(String code) {
    expression(code, "");
  }

  /** Puts out what a function gives for an expression. */
  void expression(String code, String function) {
    ruby.append(PIECES).append(" << ").append(function).append('(').append(code);
    closeComment(code);
    ruby.append(");");
  }

  /** Runs a statement. */
  void statement(String code) {
    ruby.append(code);
    closeComment(code);
    ruby.append(';');
  }

  /** Ends a line that may end in a comment; the next line break of the template makes up for it. */
  private void closeComment(String code) {
    if (code.lastIndexOf('#') > code.lastIndexOf('\n')) {
      ruby.append('\n');
      linesAhead++;
    }
  }

  /** Moves on by the lines of a text that is not put out. */
  void skip(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        if (linesAhead > 0) {
          linesAhead--;
        } else {
          ruby.append('\n');
        }
      }
    }
  }

  String finish() {
    return ruby.append(' ').append(PIECES).toString();
  }
}
