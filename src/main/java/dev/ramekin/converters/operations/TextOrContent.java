package dev.ramekin.converters.operations;

import dev.ramekin.model.Content;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Joins values to a text, or to content that refers to secrets when a value does. */
final class TextOrContent {
  private final List<Content.Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  void add(Object value) {
    if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
      throw ConversionException.unsupported("a list or mapping stands where a text is needed");
    }
    if (value instanceof Content.WithSecrets secrets) {
      for (Content.Part part : secrets.parts()) {
        if (part instanceof Content.Part.Text plain) {
          text.append(plain.text());
        } else {
          flush();
          parts.add(part);
        }
      }
    } else if (value instanceof Content.Inline inline) {
      text.append(inline.text());
    } else if (value instanceof Content) {
      throw ConversionException.unsupported("bytes stand where a text is needed");
    } else {
      text.append(value);
    }
  }

  private void flush() {
    if (text.length() > 0) {
      parts.add(new Content.Part.Text(text.toString()));
      text.setLength(0);
    }
  }

  /** Returns a {@link String}, or {@link Content.WithSecrets}. */
  Object value() {
    if (parts.isEmpty()) {
      return text.toString();
    }
    flush();
    return new Content.WithSecrets(parts);
  }
}
