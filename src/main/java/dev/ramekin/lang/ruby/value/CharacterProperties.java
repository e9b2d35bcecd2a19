package dev.ramekin.lang.ruby.value;

import java.util.Locale;
import java.util.Map;

/**
 * The character classes that Ruby's regular expressions name, {@code [[:alpha:]]} and {@code
 * \p{Alpha}}, as what stands between Java's brackets. Like Ruby's they are those of Unicode.
 */
final class CharacterProperties {
  private static final Map<String, String> POSIX =
      Map.ofEntries(
          Map.entry("alnum", "\\p{IsAlphabetic}\\p{Nd}"),
          Map.entry("alpha", "\\p{IsAlphabetic}"),
          Map.entry("ascii", "\\x00-\\x7F"),
          Map.entry("blank", "\\t\\p{Zs}"),
          Map.entry("cntrl", "\\p{Cc}"),
          Map.entry("digit", "\\p{Nd}"),
          Map.entry("graph", "[^\\p{IsWhite_Space}\\p{Cc}\\p{Cn}\\p{Cs}]"),
          Map.entry("lower", "\\p{IsLowercase}"),
          Map.entry("print", "[^\\p{Cc}\\p{Cn}\\p{Cs}]"),
          Map.entry("punct", "\\p{P}$+<=>^`|~"),
          Map.entry("space", "\\p{IsWhite_Space}"),
          Map.entry("upper", "\\p{IsUppercase}"),
          Map.entry("word", "\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}"),
          Map.entry("xdigit", "0-9A-Fa-f"));

  private CharacterProperties() {}

  /** Returns whether {@code [:name:]} is a class. */
  static boolean isPosix(String name) {
    return POSIX.containsKey(name);
  }

  /** Returns what a name means: a class as above, a general category or a script. */
  static String of(String name) {
    String plain = name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
    if (POSIX.containsKey(plain)) {
      return POSIX.get(plain);
    }
    if (plain.equals("any")) {
      return "\\x{0}-\\x{10FFFF}";
    }
    boolean category = plain.length() <= 2 || plain.startsWith("in");
    return category ? "\\p{" + name + "}" : "\\p{Is" + name + "}";
  }
}
