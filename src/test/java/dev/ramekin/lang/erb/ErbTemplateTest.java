package dev.ramekin.lang.erb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.lang.erb.ErbTemplate.Dialect;
import java.util.List;
import java.util.stream.Stream;
import org.jruby.Ruby;
import org.jruby.RubyInstanceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs made from templates are run by real Ruby (JRuby), and compared with its own ERB. */
class ErbTemplateTest {
  private static Ruby ruby = Ruby.newInstance(new RubyInstanceConfig());

  @BeforeAll
  static void loadErb() {
    ruby.evalScriptlet("require 'erb'");
  }

  @AfterAll
  static void end() {
    ruby.tearDown();
  }

  private static String render(String template, Dialect dialect) {
    return ruby.evalScriptlet(ErbTemplate.toRuby(template, dialect))
        .callMethod(ruby.getCurrentContext(), "join")
        .toString();
  }

  static Stream<Arguments> erubisRules() {
    return Stream.of(
        Arguments.of("a line of code alone vanishes", "a\n<% x = 1 %>\nb\n", "a\nb\n"),
        Arguments.of("with its indentation", "a\n  <% x = 1 %>  \nb\n", "a\nb\n"),
        Arguments.of("a comment alone vanishes", "a\n <%# note %>\nb\n", "a\nb\n"),
        Arguments.of("a comment of two lines vanishes", "<%# a\n b %>\nc", "c"),
        Arguments.of("code beside text leaves the line", "a <% x = 1 %>\nb\n", "a \nb\n"),
        Arguments.of("code beside text ignores the dash", "a <% x = 1 -%>\nb\n", "a \nb\n"),
        Arguments.of("two tags in a line leave it", "<% x = 1 %><% y = 2 %>\nb\n", "\nb\n"),
        Arguments.of("an expression keeps its newline", "  <%= 1 + 1 %>\nb\n", "  2\nb\n"),
        Arguments.of("unless closed by a dash", "<%= 1 %>,<%= 2 -%>\nb\n", "1,2b\n"),
        Arguments.of("a doubled percent is literal", "<%% x %>\n", "<% x %>\n"),
        Arguments.of("two equals signs escape", "<%== \"<a> & 'b'\" %>", "&lt;a&gt; &amp; 'b'"),
        Arguments.of("a carriage return before a line end goes", "a\r\n<%= 1 %>\r\n", "a\n1\n"),
        Arguments.of("nil puts out nothing", "[<%= nil %>]", "[]"),
        Arguments.of(
            "quotes and hashes are literal",
            "\"#{x}\" '\\n' #$0 #@y\n",
            "\"#{x}\" '\\n' #$0 #@y\n"),
        Arguments.of("a comment may end an expression", "<%= 3 # three %>\nb", "3\nb"),
        Arguments.of("the last line needs no newline", "a\n<% 1 %>", "a\n"),
        Arguments.of("blocks", "<% [1, 2].each do |n| %>\nn<%= n %>\n<% end %>\nz", "n1\nn2\nz"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("erubisRules")
  void erubisKeepsTheRulesOfChef(String rule, String template, String expected) {
    assertThat(render(template, Dialect.ERUBIS)).as(rule).isEqualTo(expected);
  }

  static List<String> templates() {
    return List.of(
        "plain\n",
        "<% 3.times do |i| -%>\nline <%= i %>\n<% end -%>\nend\n",
        "  <%- if true -%>\n  yes\n  <%- end -%>\n",
        "x <%- 1 -%>\ny",
        "<%# comment -%>\nz\n",
        "<%% literal %%>\n",
        "<%= '%%>' %>\n",
        "<%= 'a' -%>\n<%= 'b' %>\n\n",
        "\t<%= [1, 2].map { |v| v * 2 }.join(', ') %>\n",
        "<%= 1 -%>\r\nb\r\n",
        "<%= 1 %> \t<%- 2 -%>\n",
        "a <% no end\n",
        "a<%- -%>\n  <%- x = 1 %>b<%= x %>\n");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void theDashDialectIsRubysOwn(String template) {
    ruby.getGlobalVariables().set("$template", ruby.newString(template));
    String expected =
        ruby.evalScriptlet("ERB.new($template, trim_mode: '-').result(binding)").toString();

    assertThat(render(template, Dialect.DASH)).isEqualTo(expected);
  }

  @Test
  void everyPieceOfCodeKeepsItsLine() {
    String template =
        "a\n<% x = 1 # note %>\nb\n<%= __LINE__ %>\n<%# two\nlines %>\n<%= __LINE__ %>";

    assertThat(render(template, Dialect.ERUBIS)).isEqualTo("a\nb\n4\n7");
  }
}
