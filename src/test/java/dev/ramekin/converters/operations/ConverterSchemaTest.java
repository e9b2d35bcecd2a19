package dev.ramekin.converters.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The schema that editors use says the same as the reader. */
class ConverterSchemaTest {
  private static final String PATH = "schemas/resource-converter.json";

  private final ConverterFiles files = ConverterFiles.builtIn();
  private final String text = files.text(PATH).orElseThrow();
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);

  @TestFactory
  List<DynamicTest> everyConverterFileFitsTheSchema() {
    return new ConverterCatalogue(files, "chef", Map.of())
        .types().stream()
            .map(type -> "chef/" + type + ".yaml")
            .map(
                file ->
                    DynamicTest.dynamicTest(
                        file, () -> assertThat(problems(files.yaml(file).orElseThrow())).isEmpty()))
            .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{resource: note}",
        "{resource: Note, actions: {}}",
        "{resource: note, actions: {write: [{sing: {}}]}}",
        "{resource: note, actions: {write: [{remove_path: {way: /x}}]}}",
        "{resource: note, actions: {}, ignored: [color]}",
        "{resource: note, actions: {}, properties: {a: {form: list}}}",
      })
  void aMistakeDoesNotFitTheSchema(String yaml) {
    assertThat(problems(YamlNode.parse("note.yaml", yaml))).isNotEmpty();
  }

  @Test
  void theSchemaKnowsEveryVerbWithItsFields() {
    Map<String, Set<String>> known = new HashMap<>();
    for (YamlNode step :
        YamlNode.parse(PATH, text).require("$defs").require("step").require("oneOf").items()) {
      Map<String, YamlNode> keys = new HashMap<>(step.require("properties").entries());
      keys.keySet().removeAll(Set.of("if", "unless", "each", "with", "java"));
      keys.forEach((verb, node) -> known.put(verb, node.require("properties").entries().keySet()));
    }
    Map<String, Set<String>> verbs = new HashMap<>();
    Verbs.names().forEach(verb -> verbs.put(verb, Verbs.find(verb).orElseThrow().fields()));

    assertThat(known).isEqualTo(verbs);
  }

  private List<?> problems(YamlNode node) {
    return schema.validate(JsonMapper.shared().valueToTree(node.value().orElseThrow()));
  }
}
