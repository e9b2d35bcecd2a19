package dev.ramekin.lang.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.lang.ruby.eval.Hooks;
import dev.ramekin.lang.ruby.eval.HostView;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON and YAML, with what is unknown or secret in them. */
class DataFormatsTest {
  private final Evaluation evaluation = begin();

  private static Evaluation begin() {
    Evaluation begun = Evaluation.begin(Map.of(), Hooks.NONE, HostView.NOTHING);
    Methods.functionsOf(begun.ruby().model().module("Kernel"))
        .method("unknown", 0, call -> call.unknown("nobody knows"))
        .method("likely", 1, call -> call.unknown("the host decides", call.argument(0)))
        .method("secret", 0, call -> new RubyString("hunter2", Set.of("shop_password")));
    return begun;
  }

  private String assumed(String program) {
    RubyValue value = evaluation.value(program);
    assertThat(value).as(program).isInstanceOf(UnknownValue.class);
    return ((UnknownValue) value).assumed().map(RubyValue::toString).orElse("nothing");
  }

  private String shown(String program) {
    return evaluation.ruby().settle(evaluation.value(program)).text();
  }

  /** What {@code YAML.dump} of Ruby 3.1 gives, taken from it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'yes'",
        "'no'",
        "'on'",
        "'off'",
        "\"y\"",
        "\"n\"",
        "'Yes'",
        "'NO'",
        "'true'",
        "'null'",
        "\"~\"",
        "'1'",
        "'1.5'",
        "'0x1f'",
        "'012'",
        "'2020-01-01'",
        "a:b",
        "'a:'",
        "\"#c\"",
        "\"-x\"",
        "\"-\"",
        "\"?\"",
        "\":sym\"",
        "\"@a\"",
        "\"&a\"",
        "\"*a\"",
        "\"%a\"",
        "\"!a\"",
        "\"=\"",
        "'12:30'",
        "\" x\"",
        "'x '",
        "''",
        "'a #b'",
        "\"[a\"",
        "\"{\"",
        "'1_000'",
        "\".5\"",
        "\"+1\"",
        "'1,000'",
        "\"/var/log\"",
        "a/b",
        "10.0.0.1",
        "\"*.example.com\""
      })
  void yamlQuotesTextsAsRubyDoes(String dumped) {
    boolean quoted = dumped.length() > 1 && "'\"".indexOf(dumped.charAt(0)) >= 0;
    String text = quoted ? dumped.substring(1, dumped.length() - 1) : dumped;

    assertThat(evaluation.ruby().send(new RubyString(text), "to_yaml").toString())
        .isEqualTo("--- " + dumped + "\n");
  }

  @Test
  void whatLibyamlCannotPrintIsShownByItsNumber() {
    assertThat(shown("\"ok \\u{1F600}\\x7f\\ufeff\".to_yaml"))
        .isEqualTo("--- \"ok \\U0001F600\\x7F\\uFEFF\"\n");
  }

  @Test
  void anUnknownInsideStaysUnknownInYaml() {
    assertThat(shown("{ 'host' => unknown, 'port' => 80, 'list' => [unknown] }.to_yaml"))
        .isEqualTo(
            "---\n"
                + "host: RAMEKIN_UNKNOWN(test.rb:1#1)\n"
                + "port: 80\n"
                + "list:\n"
                + "- RAMEKIN_UNKNOWN(test.rb:1#1)\n");
    assertThat(assumed("{ 'a' => unknown }.to_yaml")).isEqualTo("nothing");
    assertThat(assumed("YAML.dump('a' => likely('b'), 'c' => likely(nil), 'd' => likely(2))"))
        .isEqualTo("---\na: b\nc: \nd: 2\n");
    assertThat(assumed("{ 'peers' => likely([]), 'of' => likely([{ 'a' => 1 }]) }.to_yaml"))
        .isEqualTo("---\npeers: []\nof: [{\"a\":1}]\n");
    assertThat(assumed("[\"#{likely('x')}: \\\"y\\\"\", \"- #{likely('z')}\"].to_yaml"))
        .isEqualTo("---\n- 'x: \"y\"'\n- \"- z\"\n");
  }

  @Test
  void anUnknownInsideStaysUnknownInJson() {
    assertThat(shown("{ host: unknown, port: 80, list: [unknown] }.to_json"))
        .isEqualTo(
            "{\"host\":\"RAMEKIN_UNKNOWN(test.rb:1#1)\",\"port\":80,"
                + "\"list\":[\"RAMEKIN_UNKNOWN(test.rb:1#1)\"]}");
    assertThat(assumed("JSON.generate('a' => unknown)")).isEqualTo("nothing");
    assertThat(assumed("[likely('b'), likely(nil), likely(2), likely([{ a: 1 }])].to_json"))
        .isEqualTo("[\"b\",null,2,[{\"a\":1}]]");
    assertThat(assumed("JSON.pretty_generate(a: \"\\\"#{likely('x')}\\\"\")"))
        .isEqualTo("{\n  \"a\": \"\\\"x\\\"\"\n}");
    assertThat(assumed("{ likely('k') => 1 }.to_json")).isEqualTo("{\"k\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ 'a' => secret }.to_yaml",
        "YAML.dump([{ 'deep' => \"x#{secret}\" }])",
        "{ 'a' => secret, 'b' => unknown }.to_yaml",
        "{ secret => 1 }.to_yaml",
        "{ a: [secret] }.to_json",
        "JSON.pretty_generate(a: \"x#{secret}\", b: unknown)",
        "{ secret => 1 }.to_json"
      })
  void secretsStayKnownAsSuch(String program) {
    RubyValue value = evaluation.value(program);

    assertThat(
            value instanceof UnknownValue unknown
                ? unknown.taints()
                : ((RubyString) value).taints())
        .containsExactly("shop_password");
  }
}
