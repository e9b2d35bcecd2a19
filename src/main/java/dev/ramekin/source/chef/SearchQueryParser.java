package dev.ramekin.source.chef;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the text of a {@link SearchQuery}. */
final class SearchQueryParser {
  private static final int DEEPEST = 100;
  private static final String SPECIAL = "\"()[]{}:";
  private static final Set<String> NOT = Set.of("NOT", "-", "!");

  private final String text;
  private int index;
  private int depth;

  SearchQueryParser(String text) {
    this.text = text;
  }

  SearchQuery parse() {
    if (text.isBlank()) {
      return new SearchQuery.All(List.of());
    }
    SearchQuery query = alternatives(SearchQuery.Wildcards.ANYTHING);
    if (!peek().isEmpty()) {
      throw malformed("'" + peek() + "' is left over");
    }
    return query;
  }

  private SearchQuery.Malformed malformed(String problem) {
    return new SearchQuery.Malformed(text, problem);
  }

  /** {@code a OR b}, and terms side by side. */
  private SearchQuery alternatives(SearchQuery.Wildcards field) {
    List<SearchQuery> parts = new ArrayList<>();
    do {
      parts.add(together(field));
    } while (take("OR") || take("||") || startsOperand());
    return parts.size() == 1 ? parts.get(0) : new SearchQuery.Any(parts);
  }

  /** {@code a AND b}, {@code a NOT b}. */
  private SearchQuery together(SearchQuery.Wildcards field) {
    List<SearchQuery> parts = new ArrayList<>();
    do {
      parts.add(single(field));
    } while (take("AND") || take("&&") || NOT.contains(peek()));
    return parts.size() == 1 ? parts.get(0) : new SearchQuery.All(parts);
  }

  private boolean startsOperand() {
    String next = peek();
    return !next.isEmpty() && !Set.of(")", "]", "}", ":").contains(next);
  }

  private SearchQuery single(SearchQuery.Wildcards field) {
    if (++depth > DEEPEST) {
      throw malformed("it is nested too deep");
    }
    try {
      return operand(field);
    } finally {
      depth--;
    }
  }

  private SearchQuery operand(SearchQuery.Wildcards field) {
    String token = next();
    if (NOT.contains(token)) {
      return new SearchQuery.Not(single(field));
    }
    if (token.equals("+")) {
      return single(field);
    }
    if (token.equals("(")) {
      SearchQuery inner = alternatives(field);
      expect(")");
      return inner;
    }
    if (token.equals("\"")) {
      return new SearchQuery.Term(field, SearchQuery.Wildcards.exactly(phrase()));
    }
    if (token.equals("[") || token.equals("{")) {
      return range(field, token.equals("["));
    }
    if (token.isEmpty() || SPECIAL.contains(token)) {
      throw malformed(
          token.isEmpty() ? "it ends too early" : "'" + token + "' is in the wrong place");
    }
    SearchQuery.Wildcards term = SearchQuery.Wildcards.of(token);
    return take(":") ? single(term) : new SearchQuery.Term(field, term);
  }

  private SearchQuery range(SearchQuery.Wildcards field, boolean withFrom) {
    String from = end();
    expect("TO");
    String to = end();
    String close = next();
    if (!close.equals("]") && !close.equals("}")) {
      throw malformed("a range has no end");
    }
    return new SearchQuery.Range(field, from, to, withFrom, close.equals("]"));
  }

  private String end() {
    String token = next();
    return token.equals("\"") ? phrase() : token.replaceAll("\\\\(.)", "$1");
  }

  private void expect(String wanted) {
    if (!take(wanted)) {
      throw malformed("'" + wanted + "' is missing");
    }
  }

  private boolean take(String wanted) {
    boolean there = peek().equals(wanted);
    if (there) {
      next();
    }
    return there;
  }

  private String peek() {
    int before = index;
    String token = next();
    index = before;
    return token;
  }

  /** Reads what is up to the closing quote; the opening one is read. */
  private String phrase() {
    StringBuilder phrase = new StringBuilder();
    while (index < text.length() && text.charAt(index) != '"') {
      if (text.charAt(index) == '\\' && index + 1 < text.length()) {
        index++;
      }
      phrase.append(text.charAt(index++));
    }
    if (index >= text.length()) {
      throw malformed("a quote is not closed");
    }
    index++;
    return phrase.toString();
  }

  /** Returns the next token; empty at the end. */
  private String next() {
    while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
      index++;
    }
    int start = index;
    if (index >= text.length()) {
      return "";
    }
    String two = text.substring(index, Math.min(index + 2, text.length()));
    if (two.equals("&&") || two.equals("||")) {
      index += 2;
      return two;
    }
    if ((SPECIAL + "+-!").indexOf(text.charAt(index)) >= 0) {
      index++;
      return text.substring(start, index);
    }
    while (index < text.length()
        && SPECIAL.indexOf(text.charAt(index)) < 0
        && !Character.isWhitespace(text.charAt(index))) {
      index += text.charAt(index) == '\\' ? 2 : 1;
    }
    index = Math.min(index, text.length());
    return text.substring(start, index);
  }
}
