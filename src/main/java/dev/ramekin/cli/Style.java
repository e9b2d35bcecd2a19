package dev.ramekin.cli;

/** Colours on a terminal; plain text elsewhere and where NO_COLOR is set (no-color.org). */
final class Style {
  private final boolean color;

  private Style(boolean color) {
    this.color = color;
  }

  static Style ofProcess() {
    String noColor = System.getenv("NO_COLOR");
    boolean wanted = noColor == null || noColor.isEmpty();
    return new Style(wanted && System.console() != null && !"dumb".equals(System.getenv("TERM")));
  }

  String bold(String text) {
    return paint("1", text);
  }

  String red(String text) {
    return paint("31", text);
  }

  String yellow(String text) {
    return paint("33", text);
  }

  String green(String text) {
    return paint("32", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return color ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
