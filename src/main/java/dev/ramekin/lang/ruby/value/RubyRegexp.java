package dev.ramekin.lang.ruby.value;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression.
 *
 * @param source as Ruby shows it, without slashes
 * @param flags Ruby's letters {@code mix}, in that order
 * @param pattern the same for Java
 * @param names its named groups, in order
 */
public record RubyRegexp(String source, String flags, Pattern pattern, List<String> names)
    implements RubyValue {
  public RubyRegexp {
    names = List.copyOf(names);
  }

  /**
   * Compiles a regular expression.
   *
   * @param source as written between the slashes
   * @param flags any of Ruby's letters; others than {@code imx} change nothing here
   * @throws PatternSyntaxException when it is malformed, or has what Java cannot do
   */
  public static RubyRegexp of(String source, String flags) {
    int java = Pattern.MULTILINE | Pattern.UNIX_LINES;
    StringBuilder kept = new StringBuilder();
    if (flags.contains("m")) {
      java |= Pattern.DOTALL;
      kept.append('m');
    }
    if (flags.contains("i")) {
      java |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
      kept.append('i');
    }
    if (flags.contains("x")) {
      kept.append('x');
    }
    RegexSyntax syntax = new RegexSyntax(source, flags.contains("x"));
    Pattern pattern = Pattern.compile(syntax.translate(), java);
    return new RubyRegexp(source, kept.toString(), pattern, syntax.names());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RubyRegexp that
        && that.source.equals(source)
        && that.flags.equals(flags);
  }

  @Override
  public int hashCode() {
    return source.hashCode() * 31 + flags.hashCode();
  }
}
