package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a word without quotes means in YAML 1.1, in the order in which {@code Psych::ScalarScanner}
 * asks. Dates and times stay texts.
 */
final class YamlScalars {
  private static final int DECIDED_BY_LENGTH = 5;
  private static final Pattern WORD =
      Pattern.compile("(?m)^[^\\d.:-]?[\\p{IsAlphabetic}_\\s!@#$%^&*(){}<>|/\\\\~;=]+");
  private static final Pattern TIME =
      Pattern.compile(
          "-?\\d{4}-\\d{1,2}-\\d{1,2}(?:[Tt]|\\s+)\\d{1,2}:\\d\\d:\\d\\d(?:\\.\\d*)?"
              + "(?:\\s*(?:Z|[-+]\\d{1,2}:?(?:\\d\\d)?))?");
  private static final Pattern DATE =
      Pattern.compile("\\d{4}-(?:1[012]|0\\d|\\d)-(?:[12]\\d|3[01]|0\\d|\\d)");
  private static final Pattern SIXTIES =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(\\.[0-9_]*)?");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:[0-9][0-9_,]*)?\\.[0-9]*(?:[eE][-+][0-9]+)?");
  private static final Pattern INTEGER =
      Pattern.compile(
          "[-+]?(?:0b[0-1_,]+|0[0-7_,]+|(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)|0x[0-9a-fA-F_,]+)");
  private static final Set<String> TRUE = Set.of("yes", "true", "on");
  private static final Set<String> FALSE = Set.of("no", "false", "off");
  private static final int BASE = 60;

  private YamlScalars() {}

  /** Returns whether a text without quotes would be read as something else, a date for example. */
  static boolean needsQuotes(String text) {
    boolean dated = TIME.matcher(text).matches() || DATE.matcher(text).matches();
    return dated || !(read(text) instanceof RubyString);
  }

  /** Returns what a word means. */
  static RubyValue read(String text) {
    if (text.isEmpty()) {
      return RubyNil.NIL;
    }
    if (WORD.matcher(text).find() || text.contains("\n")) {
      return word(text);
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case ".inf", "+.inf" -> new RubyFloat(Double.POSITIVE_INFINITY);
      case "-.inf" -> new RubyFloat(Double.NEGATIVE_INFINITY);
      case ".nan" -> new RubyFloat(Double.NaN);
      default -> number(text);
    };
  }

  private static RubyValue word(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (text.length() > DECIDED_BY_LENGTH) {
      return new RubyString(text);
    }
    if (text.equals("~") || lower.equals("null")) {
      return RubyNil.NIL;
    }
    return TRUE.contains(lower)
        ? RubyBoolean.TRUE
        : FALSE.contains(lower) ? RubyBoolean.FALSE : new RubyString(text);
  }

  private static RubyValue number(String text) {
    if (text.length() > 1 && text.charAt(0) == ':') {
      return new RubySymbol(symbol(text));
    }
    var sixties = SIXTIES.matcher(text);
    if (sixties.matches()) {
      return inSixties(text, sixties.group(1) != null);
    }
    if (FLOAT.matcher(text).matches() && !text.matches("[-+]?\\.")) {
      String digits = text.replace(",", "").replace("_", "").replaceFirst("\\.([Ee]|$)", "$1");
      return new RubyFloat(Double.parseDouble(digits));
    }
    return INTEGER.matcher(text).matches() ? integer(text) : new RubyString(text);
  }

  private static String symbol(String text) {
    boolean quoted =
        text.length() > 2
            && (text.charAt(1) == '"' || text.charAt(1) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(1);
    return quoted ? text.substring(2, text.length() - 1) : text.substring(1);
  }

  private static RubyValue inSixties(String text, boolean real) {
    String[] parts = text.split(":");
    double sum = 0;
    for (int index = 0; index < parts.length; index++) {
      double part = Double.parseDouble(parts[index].replace("_", ""));
      sum += part * Math.pow(BASE, Math.abs(index - 2));
    }
    return real ? new RubyFloat(sum) : RubyInteger.of((long) sum);
  }

  private static RubyValue integer(String text) {
    return Numerals.wholeInteger(text.replace(",", "").replace("_", ""), 0)
        .<RubyValue>map(RubyInteger::new)
        .orElseGet(() -> new RubyInteger(BigInteger.ZERO));
  }
}
