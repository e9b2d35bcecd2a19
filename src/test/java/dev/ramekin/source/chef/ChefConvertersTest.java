package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.operations.ConverterCatalogue;
import dev.ramekin.converters.operations.ResourceConverter;
import dev.ramekin.model.Platform;
import dev.ramekin.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The converters against what Chef documents of its types: resource-types.yaml. */
class ChefConvertersTest {
  private static final Path TYPES = Path.of("src/test/resources/chef/resource-types.yaml");
  private static final Platform DEBIAN =
      new Platform("debian-12", "debian", "12", "debian", "bookworm", "amd64");

  private final ConverterCatalogue catalogue =
      new ConverterCatalogue(ConverterFiles.builtIn(), "chef", ChefAlgorithms.on(DEBIAN));

  @TestFactory
  List<DynamicTest> everyConverterFileIsSound() {
    return catalogue.types().stream()
        .map(
            type ->
                DynamicTest.dynamicTest(type, () -> assertThat(catalogue.find(type)).isPresent()))
        .toList();
  }

  @TestFactory
  List<DynamicTest> everyTypeOfChefHasAConverterThatKnowsItWhole() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    YamlNode.parse(TYPES.toString(), Files.readString(TYPES))
        .entries()
        .forEach((type, node) -> tests.add(DynamicTest.dynamicTest(type, () -> check(type, node))));
    return tests;
  }

  @Test
  void whatIsNotChefsOwnNamesItsCookbookSoThatTheCookbooksCodeComesFirst() throws IOException {
    Set<String> documented =
        YamlNode.parse(TYPES.toString(), Files.readString(TYPES)).entries().keySet();

    assertThat(catalogue.types())
        .filteredOn(type -> catalogue.find(type).orElseThrow().cookbook().isEmpty())
        .allMatch(documented::contains);
  }

  private void check(String type, YamlNode documented) {
    ResourceConverter converter = catalogue.find(type).orElseThrow();

    assertThat(converter.cookbook()).isEmpty();
    assertThat(converter.actionNames()).containsAll(documented.texts("actions"));
    assertThat(converter.defaultActions()).isEqualTo(documented.texts("default_action"));
    Map<String, YamlNode> properties = documented.require("properties").entries();
    assertThat(properties.keySet()).allMatch(converter::namesProperty);
    properties.forEach(
        (property, node) -> {
          if (node.get("name").isPresent()) {
            assertThat(converter.nameProperty()).contains(property);
          }
        });
  }

  @Test
  void aTypeOfAnotherSystemIsNamedAsSuch() {
    assertThat(catalogue.whyUnknown("windows_feature"))
        .isEqualTo("it is a resource of Windows, and images are of Linux");
    assertThat(catalogue.whyUnknown("homebrew_tap")).contains("macOS");
  }

  @Test
  void aTypeThatOnlyItsCookbookExplainsNamesTheCookbook() {
    assertThat(catalogue.whyUnknown("haproxy_backend"))
        .contains("the cookbook 'haproxy'")
        .contains("beside the source");
    assertThat(catalogue.whyUnknown("shop_site"))
        .isEqualTo("no converter knows the resource type 'shop_site'");
  }
}
