package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.operations.ConverterCatalogue;
import dev.ramekin.model.Platform;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ChefConvertersTest {
  private static final Platform DEBIAN =
      new Platform("debian-12", "debian", "12", "debian", "bookworm", "amd64");

  @TestFactory
  List<DynamicTest> everyConverterFileIsSound() {
    ConverterFiles files = ConverterFiles.builtIn();
    ConverterCatalogue catalogue = new ConverterCatalogue(files, "chef", ChefAlgorithms.on(DEBIAN));
    return files.list("chef").stream()
        .filter(path -> path.matches("chef/[a-z_]+\\.yaml"))
        .map(path -> path.substring("chef/".length(), path.length() - ".yaml".length()))
        .map(
            type ->
                DynamicTest.dynamicTest(type, () -> assertThat(catalogue.find(type)).isPresent()))
        .toList();
  }
}
