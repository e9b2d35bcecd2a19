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

  private static final Pattern DASH_TAG =
      Pattern.compile("<%%|<%(=|-|#)?((?:%%>|.)*?)(-)?%>", Pattern.DOTALL);

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

  private static void erubis(String template, RubyText program) {
    Matcher tag = ERUBIS_TAG.matcher(template);
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
        program.expression(code);
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
    Matcher tag = DASH_TAG.matcher(template);
    int position = 0;
    boolean lineStart = true;
    while (tag.find()) {
      String before = template.substring(position, tag.start());
      position = tag.end();
      if (tag.group().equals("<%%")) {
        program.text(before + "<%");
        lineStart = false;
        continue;
      }
      String indicator = orEmpty(tag.group(1));
      int indent = indicator.equals("-") ? Math.max(0, indentation(before, lineStart)) : 0;
      program.text(before.substring(0, before.length() - indent));
      String code = tag.group(2).replace("%%>", "%>");
      switch (indicator) {
        case "=" -> program.expression(code);
        case "#" -> program.statement(linesOf(code));
        default -> program.statement(code);
      }
      lineStart = false;
      if (tag.group(3) != null && template.startsWith("\n", position)) {
        program.skip("\n");
        position++;
        lineStart = true;
      }
    }
    program.text(template.substring(position));
  }

  private static String linesOf(String comment) {
    return "\n".repeat((int) comment.chars().filter(c -> c == '\n').count());
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }
}
