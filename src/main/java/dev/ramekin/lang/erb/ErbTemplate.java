package dev.ramekin.lang.erb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a template into a Ruby program.
 *
 * <p>The program's value is an array of what the template puts out, piece by piece: strings for its
 * literal text, any value for {@code <%= %>}. The caller joins them, so that an unknown piece or a
 * secret one can still be told from the text around it. Every piece of code stands on the same line
 * in the program as in the template.
 */
public final class ErbTemplate {
  /** Which engine's rules hold for white space. */
  public enum Dialect {
    /**
     * Erubis, as Chef uses it: a line that holds only {@code <% %>} or {@code <%# %>} vanishes with
     * its indentation and newline; the newline after {@code <%= %>} stays, unless it is closed by
     * {@code -%>}.
     */
    ERUBIS,
    /**
     * Ruby's own ERB with trim mode {@code -}: {@code <%-} drops the indentation before it, {@code
     * -%>} the newline behind it, and nothing else vanishes.
     */
    DASH
  }

  private static final Pattern ERUBIS_TAG =
      Pattern.compile("<%(=+|-|#|%)?(.*?)([-=])?%>([ \\t]*\\r?\\n)?", Pattern.DOTALL);

  /** The beginning of a tag without end; ERB puts out what follows it. */
  private static final Pattern UNCLOSED = Pattern.compile("^<%[=#-]?");

  /** Erubis: {@code XmlHelper.escape_xml}. */
  private static final String XML_ESCAPING =
      "->(value) { value.to_s.gsub(/[&<>\"]/, "
          + "'&' => '&amp;', '<' => '&lt;', '>' => '&gt;', '\"' => '&quot;') }.call";

  private ErbTemplate() {}

  /** Returns the Ruby program of a template. */
  public static String toRuby(String template, Dialect dialect) {
    RubyText program = new RubyText();
    if (dialect == Dialect.ERUBIS) {
      erubis(template, program);
    } else {
      dash(template, program);
    }
    return program.finish();
  }

  /**
   * Ruby reads the program that Erubis writes, in which the text stands as it is: there a carriage
   * return before a line end goes.
   */
  private static void erubis(String original, RubyText program) {
    String template = original.replace("\r\n", "\n");
    // Behind the last end no tag is left, and looking for one at each beginning would take long.
    int end = template.lastIndexOf("%>");
    Matcher tag = ERUBIS_TAG.matcher(template).region(0, end < 0 ? 0 : pastLine(template, end + 2));
    int position = 0;
    boolean lineStart = true;
    while (tag.find()) {
      String before = template.substring(position, tag.start());
      String indicator = tag.group(1) == null ? "" : tag.group(1);
      String code = tag.group(2);
      String newline = tag.group(4) == null ? "" : tag.group(4);
      boolean expression = indicator.startsWith("=");
      int indent = expression ? 0 : indentation(before, lineStart);
      boolean alone = !expression && indent >= 0 && !newline.isEmpty();
      position = tag.end();
      lineStart = !newline.isEmpty();
      if (indicator.equals("%")) {
        program.text(before + "<%" + code + orEmpty(tag.group(3)) + "%>" + newline);
      } else if (expression) {
        program.text(before);
        expression(indicator.length(), code, program);
        program.text(tag.group(3) == null ? newline : "");
      } else if (alone) {
        program.text(before.substring(0, before.length() - indent));
        program.statement(indicator.equals("#") ? linesOf(code) : code);
        program.skip(newline);
      } else {
        program.text(before);
        program.statement(indicator.equals("#") ? linesOf(code) : code);
        program.text(newline);
      }
    }
    program.text(template.substring(position));
  }

  /** Puts out a value; two equals signs escape it for XML, three put it on the standard error. */
  private static void expression(int equalsSigns, String code, RubyText program) {
    switch (equalsSigns) {
      case 1 -> program.expression(code);
      case 2 -> program.expression(code, XML_ESCAPING);
      case 3 -> program.statement("(" + code + ")");
      default -> program.statement(linesOf(code));
    }
  }

  /** Returns how many blanks stand between the line's start and the tag; -1 when there is more. */
  private static int indentation(String before, boolean lineStart) {
    int newline = before.lastIndexOf('\n');
    if (newline < 0 && !lineStart) {
      return -1;
    }
    String line = before.substring(newline + 1);
    return line.chars().allMatch(c -> c == ' ' || c == '\t') ? line.length() : -1;
  }

  private static void dash(String template, RubyText program) {
    int position = 0;
    for (int open = template.indexOf("<%"); open >= 0; open = template.indexOf("<%", position)) {
      String before = template.substring(position, open);
      if (template.startsWith("%", open + 2)) {
        program.text(before + "<%");
        position = open + 3;
        continue;
      }
      int close = close(template, open + 2);
      if (close < 0) {
        program.text(before + UNCLOSED.matcher(template.substring(open)).replaceFirst(""));
        return;
      }
      boolean trims = close > open + 3 && template.charAt(close - 1) == '-';
      dashTag(before, template.substring(open + 2, trims ? close - 1 : close), program);
      int lineEnd = trims ? pastLineEnd(template, close + 2) : close + 2;
      program.skip(template.substring(close + 2, lineEnd));
      position = lineEnd;
    }
    program.text(template.substring(position).replace("<%%", "<%"));
  }

  private static int pastLineEnd(String template, int from) {
    int end = template.startsWith("\r", from) ? from + 1 : from;
    return template.startsWith("\n", end) ? end + 1 : from;
  }

  /** Returns where the next {@code %>} is that is not {@code %%>}; -1 when there is none. */
  private static int close(String template, int from) {
    int close = template.indexOf("%>", from);
    while (close > from && template.charAt(close - 1) == '%') {
      close = template.indexOf("%>", close + 1);
    }
    return close;
  }

  /** ERB looks for a line's start from behind the tag before: blanks between two tags go too. */
  private static void dashTag(String before, String inner, RubyText program) {
    String indicator = inner.matches("(?s)[=#-].*") ? inner.substring(0, 1) : "";
    String code = inner.substring(indicator.length()).replace("%%>", "%>");
    int indent = indicator.equals("-") ? Math.max(0, indentation(before, true)) : 0;
    program.text(before.substring(0, before.length() - indent));
    switch (indicator) {
      case "=" -> program.expression(code);
      case "#" -> program.statement(linesOf(code));
      default -> program.statement(code);
    }
  }

  /** Returns the place behind the blanks and the line end that stand there. */
  private static int pastLine(String template, int from) {
    int end = from;
    while (end < template.length() && " \t\r".indexOf(template.charAt(end)) >= 0) {
      end++;
    }
    return template.startsWith("\n", end) ? end + 1 : from;
  }

  private static String linesOf(String comment) {
    return "\n".repeat((int) comment.chars().filter(c -> c == '\n').count());
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }
}
