package dev.ramekin.source.chef;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A query of Chef's search, which is Lucene's: {@code role:web AND chef_environment:prod}. As on a
 * Chef server, terms side by side are alternatives, and {@code a NOT b} leaves out.
 */
sealed interface SearchQuery {
  /** Returns whether a document fits. */
  boolean matches(SearchDocument document);

  /** Reads a query; empty text and {@code *:*} fit everything. */
  static SearchQuery parse(String text) {
    return new SearchQueryParser(text).parse();
  }

  /** All must fit. */
  record All(List<SearchQuery> parts) implements SearchQuery {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(SearchDocument document) {
      return parts.stream().allMatch(part -> part.matches(document));
    }
  }

  /** One must fit. */
  record Any(List<SearchQuery> parts) implements SearchQuery {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(SearchDocument document) {
      return parts.stream().anyMatch(part -> part.matches(document));
    }
  }

  /** It must not fit. */
  record Not(SearchQuery part) implements SearchQuery {
    @Override
    public boolean matches(SearchDocument document) {
      return !part.matches(document);
    }
  }

  /**
   * {@code field:value}; both may have {@code *} and {@code ?}.
   *
   * @param field {@code *} for any
   */
  record Term(Wildcards field, Wildcards value) implements SearchQuery {
    @Override
    public boolean matches(SearchDocument document) {
      return document.values(field).anyMatch(value::fits);
    }
  }

  /**
   * {@code field:[from TO to]}, compared as text, as the server does.
   *
   * @param from {@code *} for no lower end
   * @param to {@code *} for no upper end
   * @param withFrom whether the lower end belongs to it
   * @param withTo whether the upper end belongs to it
   */
  record Range(Wildcards field, String from, String to, boolean withFrom, boolean withTo)
      implements SearchQuery {
    private static final String OPEN = "*";

    @Override
    public boolean matches(SearchDocument document) {
      return document.values(field).anyMatch(this::holds);
    }

    private boolean holds(String value) {
      int low = from.equals(OPEN) ? 1 : value.compareTo(from);
      int high = to.equals(OPEN) ? -1 : value.compareTo(to);
      return (low > 0 || low == 0 && withFrom) && (high < 0 || high == 0 && withTo);
    }
  }

  /** A text in which {@code *} stands for any characters and {@code ?} for one. */
  record Wildcards(Pattern pattern) {
    /** Fits every text. */
    static final Wildcards ANYTHING = of("*");

    /** Takes a text as a query writes it; a backslash makes the next character an ordinary one. */
    static Wildcards of(String written) {
      StringBuilder pattern = new StringBuilder();
      for (int index = 0; index < written.length(); index++) {
        char character = written.charAt(index);
        if (character == '\\' && index + 1 < written.length()) {
          pattern.append(Pattern.quote(String.valueOf(written.charAt(++index))));
        } else if (character == '*') {
          pattern.append(".*");
        } else if (character == '?') {
          pattern.append('.');
        } else {
          pattern.append(Pattern.quote(String.valueOf(character)));
        }
      }
      return new Wildcards(Pattern.compile(pattern.toString(), Pattern.DOTALL));
    }

    /** Takes a text in which nothing has a meaning of its own. */
    static Wildcards exactly(String text) {
      return new Wildcards(Pattern.compile(Pattern.quote(text)));
    }

    boolean fits(String text) {
      return pattern.matcher(text).matches();
    }
  }

  /** A query that cannot be read. */
  final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String text, String problem) {
      super(String.format(Locale.ROOT, "the search '%s' cannot be read: %s", text, problem));
    }
  }
}
