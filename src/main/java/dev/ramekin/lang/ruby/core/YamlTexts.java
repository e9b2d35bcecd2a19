package dev.ramekin.lang.ruby.core;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * Texts in YAML as Ruby's Psych writes them ({@code Psych::Visitors::YAMLTree#visit_String}): what
 * YAML 1.1 would read as something else is quoted, and so is what begins with a sign.
 */
final class YamlTexts extends StandardRepresenter {
  private static final Pattern INNER_LINE = Pattern.compile("\n(?!\\z)");
  private static final Pattern SIGN_FIRST = Pattern.compile("^[^\\p{L}\\p{M}\\p{N}\\p{Pc}][^\"]*$");
  private static final Pattern NO_TEXT =
      Pattern.compile(
          "|~|null|yes|true|on|no|false|off"
              + "|[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)|[-+]?0[0-7_,]+|[-+]?0x[0-9a-f_,]+"
              + "|[-+]?0b[01_,]+|[-+]?(?:[0-9][0-9_,]*)?\\.[0-9]*(?:e[-+][0-9]+)?"
              + "|[-+]?\\.inf|\\.nan|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(?:\\.[0-9_]*)?"
              + "|-?\\d{4}-\\d{1,2}-\\d{1,2}(?:(?:\\s+|t)\\d{1,2}:\\d\\d:\\d\\d.*)?|:.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A symbol, with its colon: never quoted. */
  record Symbol(String text) {}

  YamlTexts(DumpSettings settings) {
    super(settings);
    representers.put(
        String.class, text -> representScalar(Tag.STR, text.toString(), style(text.toString())));
    representers.put(
        Symbol.class,
        symbol -> representScalar(Tag.STR, ((Symbol) symbol).text(), ScalarStyle.PLAIN));
  }

  static ScalarStyle style(String text) {
    if (INNER_LINE.matcher(text).find()) {
      return ScalarStyle.LITERAL;
    }
    if (text.equals("y") || text.equals("n") || SIGN_FIRST.matcher(text).find()) {
      return ScalarStyle.DOUBLE_QUOTED;
    }
    return NO_TEXT.matcher(text).matches() ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.PLAIN;
  }
}
