package dev.ramekin.lang.ruby.grammar;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The keywords of the grammar by their texts. */
final class Keywords {
  private static final Map<String, Integer> TYPES =
      IntStream.rangeClosed(RubyLexer.ALIAS, RubyLexer.AT_EXIT)
          .boxed()
          .collect(Collectors.toUnmodifiableMap(Keywords::text, Function.identity()));

  private Keywords() {}

  /** Returns the type of a word: a keyword's, or the one that it has as a name. */
  static int type(String word, int name) {
    return TYPES.getOrDefault(word, name);
  }

  private static String text(int type) {
    String quoted = RubyLexer.VOCABULARY.getLiteralName(type);
    return quoted.substring(1, quoted.length() - 1);
  }
}
