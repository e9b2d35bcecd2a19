package dev.ramekin.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jruby.embed.LocalContextScope;
import org.jruby.embed.ScriptingContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What the cases {@code ruby-*} expect is what Ruby itself makes of their recipes. Only these are
 * run: they are ours and do nothing but compute.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealRubyTest {
  private static final Path FIXTURES =
      Path.of(System.getProperty("fixtures.dir", "fixtures")).toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ScriptingContainer ruby = new ScriptingContainer(LocalContextScope.SINGLETHREAD);

  @AfterAll
  void endRuby() {
    ruby.terminate();
  }

  @TestFactory
  List<DynamicTest> expectedValuesAreRubysOwn() throws IOException {
    return GoldenCase.folders(FIXTURES).stream()
        .filter(folder -> name(folder).startsWith("ruby-"))
        .map(folder -> DynamicTest.dynamicTest(name(folder), () -> check(folder)))
        .toList();
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  private void check(Path folder) throws IOException {
    JsonNode real = JSON.readTree(runRuby(folder.resolve("input/recipes/default.rb")));
    String golden = Files.readString(folder.resolve("expected/stdout.txt"));
    JsonNode expected = JSON.readTree(golden).path("declared");

    assertThat(rows(expected, real)).isEqualTo(rows(real, real));
    assertThat(real).isNotEmpty();
  }

  /** Returns each resource as text, with those properties that the recorder has seen. */
  private static List<String> rows(JsonNode resources, JsonNode recorded) {
    List<String> rows = new ArrayList<>();
    for (int index = 0; index < resources.size(); index++) {
      JsonNode resource = resources.get(index);
      StringBuilder row = new StringBuilder();
      row.append(resource.path("type").asText()).append(' ').append(resource.path("name").asText());
      recorded
          .path(index)
          .path("properties")
          .fieldNames()
          .forEachRemaining(
              property ->
                  row.append('\n')
                      .append(property)
                      .append(": ")
                      .append(resource.path("properties").path(property)));
      rows.add(row.toString());
    }
    return rows;
  }

  private String runRuby(Path recipe) throws IOException {
    Object recorder = ruby.runScriptlet(recorder());
    return ruby.callMethod(
        recorder, "run", new Object[] {Files.readString(recipe), recipe.toString()}, String.class);
  }

  private static String recorder() throws IOException {
    try (InputStream script =
        Objects.requireNonNull(RealRubyTest.class.getResourceAsStream("recorder.rb"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
