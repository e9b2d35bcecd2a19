package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
  private static final SearchDocument WEB1 =
      new SearchDocument()
          .add(
              "",
              JsonValues.ofJava(
                  Map.of(
                      "name", "web1",
                      "role", List.of("web", "base"),
                      "chef_environment", "prod",
                      "recipes", List.of("apt::cacher-ng"),
                      "title", "two words",
                      "weight", "30",
                      "network", Map.of("eth0", Map.of("address", "10.0.0.7")))));

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "*:*                                    => true",
        "role:web                               => true",
        "role:db                                => false",
        "role:web AND chef_environment:prod     => true",
        "role:web AND chef_environment:test     => false",
        "role:db OR role:web                    => true",
        "role:db role:web                       => true",
        "role:db || role:web && name:web1       => true",
        "role:web NOT name:web1                 => false",
        "role:web AND NOT name:web2             => true",
        "role:web -name:web1                    => false",
        "!role:db                               => true",
        "NOT role:web                           => false",
        "role:db AND role:web OR name:web1      => true",
        "role:db AND (role:web OR name:web1)    => false",
        "(role:db OR role:web) AND name:web?    => true",
        "name:web*                              => true",
        "name:*b1                               => true",
        "na*:web1                               => true",
        "web1                                   => true",
        "web2                                   => false",
        "recipes:apt\\:\\:cacher-ng             => true",
        "recipes:apt\\:\\:client                => false",
        "title:\"two words\"                    => true",
        "title:\"two\"                          => false",
        "network_eth0_address:10.0.0.7          => true",
        "address:10.0.0.7                       => true",
        "network_eth0_address:[* TO *]          => true",
        "nothing:[* TO *]                       => false",
        "weight:[20 TO 40]                      => true",
        "weight:[30 TO 40]                      => true",
        "weight:{30 TO 40]                      => false",
        "weight:[20 TO 30}                      => false",
        "weight:[* TO 25]                       => false",
        "role:(web OR db)                       => true",
        "+role:web                              => true",
      })
  void queriesAreReadAsTheServerReadsThem(String query, boolean fits) {
    assertThat(SearchQuery.parse(query).matches(WEB1)).isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"role:", "(role:web", "role:web)", "a AND", "title:\"two", "x:[1 TO", ":", "a::b"})
  void whatCannotBeReadIsRefusedWithTheQuery(String query) {
    assertThatThrownBy(() -> SearchQuery.parse(query))
        .isInstanceOf(SearchQuery.Malformed.class)
        .hasMessageContaining(query);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 5_000})
  void deepNestingIsRefused(int depth) {
    assertThatThrownBy(() -> SearchQuery.parse("(".repeat(depth) + "a" + ")".repeat(depth)))
        .isInstanceOf(SearchQuery.Malformed.class);
    assertThatThrownBy(() -> SearchQuery.parse("NOT ".repeat(depth * 100) + "a"))
        .isInstanceOf(SearchQuery.Malformed.class);
  }
}
