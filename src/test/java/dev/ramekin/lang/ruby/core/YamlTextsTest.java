package dev.ramekin.lang.ruby.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/** What {@code YAML.dump} of Ruby 3.1 gives, taken from it. */
class YamlTextsTest {
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
  void textsAreQuotedAsInRuby(String dumped) {
    boolean quoted = dumped.length() > 1 && "'\"".indexOf(dumped.charAt(0)) >= 0;
    String text = quoted ? dumped.substring(1, dumped.length() - 1) : dumped;
    DumpSettings settings = DumpSettings.builder().setExplicitStart(true).build();

    assertThat(new Dump(settings, new YamlTexts(settings)).dumpToString(text))
        .isEqualTo("--- " + dumped + "\n");
  }
}
