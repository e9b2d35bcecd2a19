package dev.ramekin.converters.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.yaml.YamlException;
import dev.ramekin.yaml.YamlNode;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The schema that editors use says the same as the reader. */
class ServiceSchemaTest {
  private final ConverterFiles files = ConverterFiles.builtIn();
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(files.text("schemas/service.json").orElseThrow());

  @TestFactory
  List<DynamicTest> everyEntryFitsTheSchemaAndHasItsFilesName() {
    return files.list("services").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file,
                    () -> {
                      YamlNode root = files.yaml(file).orElseThrow();
                      assertThat(problems(root)).isEmpty();
                      assertThat(file)
                          .isEqualTo("services/" + root.require("service").text() + ".yaml");
                    }))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{service: x, kind: host, units: [x]}",
        "{service: x, kind: pod, units: [x]}",
        "{service: x, kind: host, units: [x], instead: Gone., colour: red}",
        "{service: x, kind: container, units: [x], command: [x], probe: {tcp: 1}, limits: {cpus: '1'}}",
        "{service: x, kind: host, units: [x], instead: Gone., ports: [https]}",
        "{service: x, kind: host, units: [x], instead: Gone., probe: {expect: OK}}",
        "{service: x, kind: host, units: [x], instead: Gone., state: [{path: /x}]}",
        "{service: x, kind: host, units: [x], instead: Gone., roundTrip: {write: 'true'}}",
      })
  void aMistakeFitsNeitherTheSchemaNorTheReader(String yaml) {
    YamlNode root = YamlNode.parse("x.yaml", yaml);

    assertThat(problems(root)).isNotEmpty();
    assertThatThrownBy(() -> ServiceReader.read(root)).isInstanceOf(YamlException.class);
  }

  private List<?> problems(YamlNode node) {
    return schema.validate(JsonMapper.shared().valueToTree(node.value().orElseThrow()));
  }
}
