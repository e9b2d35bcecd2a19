package dev.ramekin.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlNodeTest {
  private static YamlNode parse(String text) {
    return YamlNode.parse("nginx.yaml", text);
  }

  @Test
  void readsNestedValuesByKind() {
    YamlNode node = parse("name: nginx\nports: [80, 443]\ninit: true\nlimits:\n  cpus: 0.5\n");

    assertThat(node.require("name").text()).isEqualTo("nginx");
    assertThat(node.texts("ports")).containsExactly("80", "443");
    assertThat(node.require("init").bool()).isTrue();
    assertThat(node.value())
        .contains(
            Map.of(
                "name",
                "nginx",
                "ports",
                List.of(80L, 443L),
                "init",
                true,
                "limits",
                Map.of("cpus", 0.5)));
  }

  @Test
  void yamlOneTwoKeepsYesAndLeadingZeros() {
    assertThat(parse("yes").value()).contains("yes");
    assertThat(parse("0644").value()).contains("0644");
    assertThat(parse("644").value()).contains(644L);
  }

  @Test
  void aScalarServesAsAListOfOne() {
    assertThat(parse("packages: nginx").texts("packages")).containsExactly("nginx");
  }

  @Test
  void missingAndNullKeysAreTheSame() {
    YamlNode node = parse("a:\n");

    assertThat(node.get("a")).isEmpty();
    assertThat(node.get("b")).isEmpty();
    assertThat(parse("").entries()).isEmpty();
  }

  @Test
  void deepNestingIsReported() {
    assertThatThrownBy(() -> parse("{a: ".repeat(20_000)))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void malformedTextIsReportedWhereItStands() {
    assertThatThrownBy(() -> parse("a: 1\nb: ["))
        .hasMessageStartingWith("nginx.yaml:2:5: expected");
    assertThatThrownBy(() -> parse("a: 1\na: 2").entries())
        .hasMessage("nginx.yaml:2:1: the key 'a' stands here a second time");
    assertThatThrownBy(() -> parse("a: b: c")).hasMessageStartingWith("nginx.yaml:1:5: ");
    assertThatThrownBy(() -> parse("--- a\n--- b")).isInstanceOf(YamlException.class);
  }

  @Test
  void theWrongKindIsReportedWithWhatWasExpected() {
    YamlNode node = parse("ports:\n  - eighty\nlimits: high\n");

    assertThatThrownBy(() -> node.require("ports").items().get(0).integer())
        .hasMessage("nginx.yaml:2:5: expected a whole number, found 'eighty'");
    assertThatThrownBy(() -> node.require("limits").entries())
        .hasMessage("nginx.yaml:3:9: expected a mapping, found 'high'");
    assertThatThrownBy(() -> node.require("image"))
        .hasMessage("nginx.yaml:1:1: the key 'image' is missing");
    assertThatThrownBy(() -> node.only("ports", "name"))
        .hasMessage("nginx.yaml:3:9: unknown key 'limits'; expected one of [name, ports]");
  }
}
