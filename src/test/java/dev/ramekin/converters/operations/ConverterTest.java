package dev.ramekin.converters.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Provenance;
import dev.ramekin.yaml.YamlException;
import dev.ramekin.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConverterTest {
  private static final Provenance HERE =
      new Provenance("host/1", Origin.of("a.rb", 1, 1), "shop", Guard.ALWAYS, List.of());
  private static final String NOTE =
      """
      resource: note
      properties:
        path: {name: true}
        text: any
        owner: {alias: [user]}
        mode: any
        tags: commas
        keep: any
      ignored: [color]
      default_action: write
      actions:
        write:
          - write_file: {path: '/notes/${path}', content: $text, owner: $owner, mode: $mode}
            unless: $keep
          - make_directory: {path: '/tags/${item}'}
            each: $tags
        erase:
          - remove_path: {path: '/notes/${path}'}
        java:
          - java: own
      """;

  @Test
  void aResourceBecomesTheOperationsOfItsDefaultAction() {
    Conversion conversion = convert(Map.of("text", "hello", "user", "anna", "mode", 420L));

    assertThat(conversion)
        .isEqualTo(
            converted(
                new Operation.WriteFile(
                    HERE,
                    "/notes/first",
                    new Content.Inline("hello"),
                    new Access(Optional.of("anna"), Optional.empty(), Optional.of("644")),
                    false)));
  }

  @Test
  void aListRepeatsAStepAndACommaListIsSplit() {
    Conversion conversion = convert(Map.of("text", "x", "tags", "a, b", "keep", true));

    assertThat(conversion).isEqualTo(converted(directory("/tags/a"), directory("/tags/b")));
  }

  @Test
  void anUnknownValueBecomesAQuestionAndNamesTheProperty() {
    Conversion conversion = convert(Map.of("text", new UnknownValue("a search")));

    assertThat(conversion).isEqualTo(new Conversion.NeedsAnswer("content", "a search"));
  }

  @Test
  void aMissingValueThatIsNeededIsUnsupported() {
    assertThat(convert(Map.of())).isEqualTo(new Conversion.Unsupported("content is missing"));
  }

  @Test
  void aPropertyThatNoRuleCoversIsUnsupportedUnlessItIsIgnored() {
    assertThat(convert(Map.of("text", "x", "size", 3L)))
        .isEqualTo(new Conversion.Unsupported("property 'size' is not covered"));
    assertThat(convert(Map.of("text", "x", "color", "red")))
        .isInstanceOf(Conversion.Converted.class);
  }

  @Test
  void aListIsNeverPutIntoAText() {
    assertThat(convert(Map.of("text", "x", "path", List.of("a", "b"))))
        .isInstanceOf(Conversion.Unsupported.class);
  }

  @Test
  void anActionThatIsNotCoveredIsUnsupportedAndNothingDoesNothing() {
    assertThat(convert(Map.of("text", "x"), "sing"))
        .isEqualTo(new Conversion.Unsupported("action 'sing' is not covered"));
    assertThat(convert(Map.of("text", "x"), "nothing")).isEqualTo(converted());
  }

  @Test
  void anAlgorithmSeesPropertiesAndAction() {
    assertThat(convert(Map.of("text", "x"), "java")).isEqualTo(converted(directory("java first")));
  }

  @ParameterizedTest
  @CsvSource({"644,644", "0644,644", "01777,1777", "755,755", "00600,600", "4755,4755", "7,007"})
  void octalModesLoseLeadingZeros(String written, String expected) {
    assertThat(Values.octal(written)).isEqualTo(expected);
  }

  @Test
  void aSymbolicModeIsUnsupported() {
    assertThat(convert(Map.of("text", "x", "mode", "u=rwx")))
        .isEqualTo(new Conversion.Unsupported("mode 'u=rwx' is not octal"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write_file: {path: $pth}| 5:26 | there is no property 'pth'",
        "write_fil: {path: $path}| 5:7 | unknown verb 'write_fil'",
        "write_file: {pfad: $path}| 5:26 | unknown key 'pfad'",
        "java: nothing_known| 5:13 | unknown algorithm 'nothing_known'",
        "make_directory: {path: {join: [$path]}}| 5:37 | takes another number",
      })
  void mistakesAreReportedWhereTheyStand(String step, String place, String message) {
    String yaml =
        "resource: note\nproperties: {path: any}\nactions:\n  write:\n    - " + step + "\n";

    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("note.yaml:" + place);
  }

  @Test
  void aDefaultActionHasToExist() {
    assertThatThrownBy(() -> read("resource: note\ndefault_action: sing\nactions: {write: []}\n"))
        .hasMessageContaining("there is no action 'sing'");
  }

  private static Conversion convert(Map<String, Object> properties, String... actions) {
    return read(NOTE).convert(new Input("note", "first", List.of(actions), properties, HERE));
  }

  private static ResourceConverter read(String yaml) {
    Map<String, Algorithm> algorithms =
        Map.of("own", (values, action) -> List.of(directory(action + " " + values.text("path"))));
    return new ConverterCatalogue(ConverterFiles.builtIn(), "chef", algorithms, Set.of())
        .parse("note", YamlNode.parse("note.yaml", yaml));
  }

  private static Conversion converted(Operation... operations) {
    return new Conversion.Converted(List.of(operations));
  }

  private static Operation directory(String path) {
    return new Operation.MakeDirectory(HERE, path, Access.UNSPECIFIED, false);
  }
}
