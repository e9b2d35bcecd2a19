package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.lang.ruby.value.RubyHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunListTest {
  private final Map<String, Role> roles = new HashMap<>();

  @ParameterizedTest
  @CsvSource({
    "recipe[nginx],recipe[nginx::default]",
    "recipe[nginx::ssl],recipe[nginx::ssl]",
    "recipe[nginx@1.2.3],recipe[nginx::default]",
    "nginx,recipe[nginx::default]",
    "nginx::ssl,recipe[nginx::ssl]",
    "role[web],role[web]"
  })
  void itemsAreReadInAllForms(String text, String expected) {
    assertThat(RunListItem.parse(text)).map(RunListItem::toString).contains(expected);
  }

  @Test
  void nestedRolesAreExpandedWhereTheyStandAndRecipesCountOnce() {
    role("web", List.of("role[base]", "recipe[nginx]"), Map.of());
    role("base", List.of("recipe[ntp]", "recipe[users]"), Map.of());

    RunListExpansion expansion = expand("_default", "recipe[users]", "role[web]", "ntp");

    assertThat(expansion.recipes())
        .containsExactly("users::default", "ntp::default", "nginx::default");
    assertThat(expansion.roles()).containsExactly("web", "base");
  }

  @Test
  void aRoleThatIncludesItselfEnds() {
    role("web", List.of("role[web]", "recipe[nginx]"), Map.of());

    assertThat(expand("_default", "role[web]").recipes()).containsExactly("nginx::default");
  }

  @Test
  void anEnvironmentsRunListGoesFirst() {
    role("web", List.of("recipe[nginx]"), Map.of("live", List.of("recipe[nginx::ssl]")));

    assertThat(expand("live", "role[web]").recipes()).containsExactly("nginx::ssl");
    assertThat(expand("test", "role[web]").recipes()).containsExactly("nginx::default");
  }

  @Test
  void theIncludingRolesAttributesWinAndArraysAreUnited() {
    roles.put(
        "web",
        new Role("web", List.of("role[base]"), Map.of(), hash("web"), new RubyHash(), Map.of()));
    roles.put(
        "base", new Role("base", List.of(), Map.of(), hash("base"), new RubyHash(), Map.of()));

    assertThat(Plain.of(expand("_default", "role[web]").defaults()))
        .contains(Map.of("name", "web", "list", List.of("base", "web")));
  }

  @Test
  void missingRolesAndMalformedItemsAreKept() {
    RunListExpansion expansion = expand("_default", "role[gone]", "rolle[x]");

    assertThat(expansion.missingRoles()).containsExactly("gone");
    assertThat(expansion.malformed()).containsExactly("rolle[x]");
  }

  private static RubyHash hash(String name) {
    return (RubyHash) JsonValues.ofJava(Map.of("name", name, "list", List.of(name)));
  }

  private void role(String name, List<String> runList, Map<String, List<String>> environments) {
    roles.put(
        name, new Role(name, runList, environments, new RubyHash(), new RubyHash(), Map.of()));
  }

  private RunListExpansion expand(String environment, String... items) {
    return RunListExpansion.of(
        List.of(items), environment, name -> Optional.ofNullable(roles.get(name)));
  }
}
