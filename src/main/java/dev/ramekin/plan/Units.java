package dev.ramekin.plan;

import dev.ramekin.model.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Unit texts in which secrets stand by name, so that no value passes through planning. */
final class Units {
  private static final Pattern MARK = Pattern.compile("@secret:([a-z0-9_]+)@");

  private Units() {}

  /** Returns the text with {@code @secret:name@} where a secret belongs. */
  static String marked(Content content) {
    if (content instanceof Content.WithSecrets secrets) {
      return secrets.parts().stream().map(Units::text).collect(Collectors.joining());
    }
    return Texts.of(content);
  }

  private static String text(Content.Part part) {
    return part instanceof Content.Part.Text literal
        ? literal.text()
        : "@secret:" + ((Content.Part.Reference) part).secret() + "@";
  }

  static boolean isMarked(String text) {
    return MARK.matcher(text).find();
  }

  /** Returns a marked text as content. */
  static Content unmark(String text) {
    List<Content.Part> parts = new ArrayList<>();
    Matcher matcher = MARK.matcher(text);
    int end = 0;
    while (matcher.find()) {
      parts.add(new Content.Part.Text(text.substring(end, matcher.start())));
      parts.add(new Content.Part.Reference(matcher.group(1)));
      end = matcher.end();
    }
    if (parts.isEmpty()) {
      return new Content.Inline(text);
    }
    parts.add(new Content.Part.Text(text.substring(end)));
    return new Content.WithSecrets(parts);
  }
}
