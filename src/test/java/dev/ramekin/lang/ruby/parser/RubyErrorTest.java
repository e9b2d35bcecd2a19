package dev.ramekin.lang.ruby.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RubyErrorTest {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("package 'a' do\n  action :install\n", "1:13: 'do' is not closed by 'end'"),
        Arguments.of("if a\n  b\n", "1:1: 'if' is not closed by 'end'"),
        Arguments.of("foo(1, 2\n", "1:4: '(' is not closed by ')'"),
        Arguments.of("a = [1, 2\n", "1:5: '[' is not closed by ']'"),
        Arguments.of("a = { b: 1\n", "1:5: '{' is not closed by '}'"),
        Arguments.of("a\nend\n", "2:1: 'end' was not expected here"),
        Arguments.of("a = 'b\n", "1:5: ''' is not closed by '''"),
        Arguments.of("a = %w(b c\n", "1:5: '%w(' is not closed by ')'"),
        Arguments.of("a = <<~B\n  c\n", "1:5: the heredoc is not closed by a line 'B'"),
        Arguments.of("a = \"#{b\"\n", "1:9: '\"' is not closed by '\"'"),
        Arguments.of("=begin\nfoo", "1:1: the comment that =begin opens is not closed by =end"),
        Arguments.of("1 2\n", "1:3: the number '2' was not expected here"),
        Arguments.of("a = \n", "2:1: the end of the file was not expected here"),
        Arguments.of("a = )\n", "1:5: ')' was not expected here"),
        Arguments.of("1 = 2\n", "1:1: this cannot be assigned to"),
        Arguments.of("a ? b\n", "1:3: this ? has no : that belongs to it"),
        Arguments.of("a = { 1 }\n", "1:7: this key of a hash has no value"),
        Arguments.of("1 'a'\n", "1:3: the string that starts here was not expected here"),
        Arguments.of("mode 0689\n", "1:6: '0689' is not a number"),
        Arguments.of("a = 0x_\n", "1:5: '0x_' is not a number"),
        Arguments.of("def\n", "1:1: 'def' is not closed by 'end'"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsNamedWithItsPlace(String source, String expected) {
    ParseResult result = RubyParsing.parse("recipe.rb", source);

    assertThat(result.errors()).first().extracting(RubyErrorTest::line).isEqualTo(expected);
  }

  private static String line(Finding finding) {
    return finding.origin().toString().substring("recipe.rb:".length()) + ": " + finding.message();
  }

  @Test
  void deepNestingIsAnErrorNotACrash() {
    List<String> openings = List.of("(", "[", "{a: ", "foo do ", "!", "a = ", "- ", "\"#{", "a b ");
    for (String opening : openings) {
      ParseResult result = RubyParsing.parse("deep.rb", opening.repeat(10_000));
      assertThat(result.errors()).as(opening).isNotEmpty();
    }
  }

  @Test
  void aLiteralOfTenMegabytesIsRead() {
    ParseResult result = RubyParsing.parse("big.rb", "x = '" + "a".repeat(10_000_000) + "'\n");

    assertThat(result.errors()).isEmpty();
  }
}
