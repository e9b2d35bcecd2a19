package dev.ramekin.lang.ruby.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a file, the parser gives a result. */
class RubyRobustnessTest {
  private static final String PIECES = "aA1 \n\t'\"`/%(){}[]|&*+-<>=!?:;,.#\\@$~^_é\0";

  @Property(tries = 500)
  void noTextMakesTheParserThrow(@ForAll("texts") String text) {
    assertThat(RubyParsing.parse("random.rb", text).program()).isNotNull();
  }

  @Provide
  Arbitrary<String> texts() {
    List<String> words =
        List.of("do", "end", "def", "if", "class", "<<~A\n", "#{", "=begin\n", "%w(", "a", "\n");
    Arbitrary<String> word = Arbitraries.of(words);
    Arbitrary<String> noise = Arbitraries.strings().withChars(PIECES).ofMaxLength(4);
    return Arbitraries.oneOf(word, noise).list().ofMaxSize(40).map(list -> String.join(" ", list));
  }

  @Property(tries = 500)
  void noCutOrChangedSnippetMakesTheParserThrow(
      @ForAll("snippets") String snippet, @ForAll int cut, @ForAll char other) {
    int at = Math.floorMod(cut, snippet.length() + 1);
    String start = snippet.substring(0, at);
    String rest = at < snippet.length() ? snippet.substring(at + 1) : "";

    assertThat(RubyParsing.parse("cut.rb", start).program()).isNotNull();
    assertThat(RubyParsing.parse("changed.rb", start + other + rest).program()).isNotNull();
    assertThat(RubyParsing.parse("lost.rb", start + rest).program()).isNotNull();
  }

  @Provide
  Arbitrary<String> snippets() {
    return Arbitraries.of(RubyTreeTest.snippets().map(Snippets.Snippet::source).toList());
  }
}
