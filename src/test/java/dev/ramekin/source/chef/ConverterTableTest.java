package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.operations.ConverterCatalogue;
import dev.ramekin.converters.operations.ResourceConverter;
import dev.ramekin.model.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of converters in the documentation; {@code -Dgolden.update=true} writes it anew. */
class ConverterTableTest {
  private static final Path TABLE = Path.of("docs/converters-of-chef.md");
  private static final String HEAD =
      """
      # Converters of Chef

      Generated from `converters/chef` by `mvn test -Dtest=ConverterTableTest -Dgolden.update=true`;
      [converters.md](converters.md) explains the language. A type without a cookbook is Chef's own.
      """;

  @Test
  void theTableInTheDocumentationIsWhatTheConvertersSay() throws IOException {
    String table = table();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(TABLE, table);
    }

    assertThat(Files.readString(TABLE)).isEqualTo(table);
  }

  private static String table() {
    Platform debian = new Platform("debian-12", "debian", "12", "debian", "bookworm", "amd64");
    ConverterCatalogue catalogue =
        new ConverterCatalogue(ConverterFiles.builtIn(), "chef", ChefAlgorithms.on(debian));
    List<String> lines = new ArrayList<>(List.of(HEAD));
    lines.add(
        "| type | cookbook | actions | properties converted | without effect | unsupported |");
    lines.add("|---|---|---|---|---|---|");
    for (String type : catalogue.types()) {
      lines.add(row(catalogue.find(type).orElseThrow(), catalogue));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String row(ResourceConverter converter, ConverterCatalogue catalogue) {
    List<String> cells = new ArrayList<>();
    cells.add(converter.type());
    cells.add(converter.cookbook().orElse(""));
    cells.add(String.join(", ", converter.actionNames()));
    cells.add(String.join(", ", converter.converted()));
    cells.add(own(converter.ignored(), catalogue));
    cells.add(own(converter.unsupported(), catalogue));
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String own(Map<String, String> reasons, ConverterCatalogue catalogue) {
    return String.join(
        ", ",
        reasons.keySet().stream()
            .filter(name -> !catalogue.isCommon(name))
            .map(name -> name.equals("*") ? "all" : name)
            .toList());
  }
}
