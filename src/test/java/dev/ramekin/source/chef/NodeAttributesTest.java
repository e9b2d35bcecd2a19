package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeAttributesTest {
  private final NodeAttributes attributes = new NodeAttributes();

  @ParameterizedTest
  @EnumSource(AttributeLevel.class)
  void everyLevelIsStrongerThanTheOnesBeforeIt(AttributeLevel strongest) {
    for (AttributeLevel level : AttributeLevel.values()) {
      if (level.compareTo(strongest) <= 0) {
        set(level, Map.of("port", level.name()));
      }
    }

    assertThat(read("port")).isEqualTo(strongest.name());
  }

  @Test
  void arraysOfTheDefaultLevelsAreUnited() {
    set(AttributeLevel.DEFAULT, Map.of("tags", List.of("a", "b")));
    set(AttributeLevel.ENVIRONMENT_DEFAULT, Map.of("tags", List.of("e")));
    set(AttributeLevel.ROLE_DEFAULT, Map.of("tags", List.of("b", "r")));

    assertThat(read("tags")).isEqualTo(List.of("a", "b", "e", "r"));
  }

  @Test
  void anArrayOfANormalLevelReplacesTheDefaultOne() {
    set(AttributeLevel.DEFAULT, Map.of("tags", List.of("a")));
    set(AttributeLevel.NORMAL, Map.of("tags", List.of("n")));

    assertThat(read("tags")).isEqualTo(List.of("n"));
  }

  @Test
  void arraysOfTheOverrideLevelsAreUnitedAndReplaceTheNormalOne() {
    set(AttributeLevel.NORMAL, Map.of("tags", List.of("n")));
    set(AttributeLevel.OVERRIDE, Map.of("tags", List.of("o")));
    set(AttributeLevel.ROLE_OVERRIDE, Map.of("tags", List.of("r")));

    assertThat(read("tags")).isEqualTo(List.of("o", "r"));
  }

  @Test
  void hashesAreMergedDeeplyOverAllLevels() {
    set(AttributeLevel.DEFAULT, Map.of("web", Map.of("port", 80L, "host", "a")));
    set(AttributeLevel.NORMAL, Map.of("web", Map.of("host", "b")));
    set(AttributeLevel.AUTOMATIC, Map.of("web", Map.of("up", true)));

    assertThat(read("web")).isEqualTo(Map.of("port", 80L, "host", "b", "up", true));
  }

  @Test
  void aScalarReplacesAHashAndTheOtherWayRound() {
    set(AttributeLevel.DEFAULT, Map.of("a", Map.of("x", 1L), "b", 2L));
    set(AttributeLevel.OVERRIDE, Map.of("a", 1L, "b", Map.of("y", 2L)));

    assertThat(read("a")).isEqualTo(1L);
    assertThat(read("b")).isEqualTo(Map.of("y", 2L));
  }

  @Test
  void readingDoesNotChangeALevel() {
    set(AttributeLevel.DEFAULT, Map.of("web", Map.of("port", 80L)));
    set(AttributeLevel.NORMAL, Map.of("web", Map.of("port", 81L)));

    assertThat(read("web")).isEqualTo(Map.of("port", 81L));
    assertThat(Plain.of(attributes.level(AttributeLevel.DEFAULT)))
        .contains(Map.of("web", Map.of("port", 80L)));
  }

  @Test
  void anAttributeThatNoLevelHasIsMissing() {
    assertThat(attributes.read("nothing")).isEmpty();
  }

  private void set(AttributeLevel level, Map<String, Object> values) {
    attributes.mergeInto(level, (RubyHash) JsonValues.ofJava(values));
  }

  private Object read(String name) {
    RubyValue value = attributes.read(name).orElse(new RubyString("missing"));
    return Plain.of(value).orElse("nil");
  }
}
