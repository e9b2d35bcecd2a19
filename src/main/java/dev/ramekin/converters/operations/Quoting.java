package dev.ramekin.converters.operations;

/** Texts as parts of shell and SQL commands, whatever characters are in them. */
public final class Quoting {
  private Quoting() {}

  /** Returns a text as one word of a POSIX shell. */
  public static String shellWord(String text) {
    return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** Returns a text as a string of standard SQL, as PostgreSQL reads it. */
  public static String sqlText(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Returns a text as a name of standard SQL. */
  public static String sqlName(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /** Returns a text as a string of MySQL, in which a backslash escapes. */
  public static String mysqlText(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** Returns a text as a name of MySQL. */
  public static String mysqlName(String text) {
    return "`" + text.replace("`", "``") + "`";
  }

  /** Returns a text as a here-document whose delimiter is not quoted keeps it. */
  public static String hereDocument(String text) {
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("`", "\\`");
  }
}
