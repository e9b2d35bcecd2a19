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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConverterTest {
  @TempDir private Path folder;

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
      ignored: {color: is only seen by people}
      unsupported:
        shape: paper has no shape
        size: {reason: paper has one size, default: 3}
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
    assertThat(convert(Map.of("text", "x", "weight", 3L)))
        .isEqualTo(new Conversion.Unsupported("property 'weight' is not covered"));
    assertThat(convert(Map.of("text", "x", "color", "red")))
        .isInstanceOf(Conversion.Converted.class);
  }

  @Test
  void aPropertyThatChangesTheResultAndCannotBeConvertedSaysWhy() {
    assertThat(convert(Map.of("text", "x", "shape", "round")))
        .isEqualTo(
            new Conversion.Unsupported("property 'shape' is not converted: paper has no shape"));
    assertThat(convert(Map.of("text", "x", "size", 4L)))
        .isEqualTo(
            new Conversion.Unsupported("property 'size' is not converted: paper has one size"));
  }

  @Test
  void aPropertySetToWhatItMeansAnywayIsHarmless() {
    assertThat(convert(Map.of("text", "x", "shape", false, "size", 3L)))
        .isInstanceOf(Conversion.Converted.class);
    assertThat(convert(Map.of("text", "x", "shape", List.of())))
        .isInstanceOf(Conversion.Converted.class);
  }

  @Test
  void aConverterLikeAnotherTakesOverWhatItDoesNotSay() {
    ResourceConverter converter =
        read(
            """
            resource: note
            like: directory
            properties:
              mode: {default: '700'}
            """);

    assertThat(converter.convert(new Input("note", "/srv", List.of(), Map.of(), HERE)))
        .isEqualTo(
            converted(
                new Operation.MakeDirectory(
                    HERE,
                    "/srv",
                    new Access(Optional.empty(), Optional.empty(), Optional.of("700")),
                    false)));
    assertThat(converter.actionNames()).containsExactly("create", "delete");
    assertThat(converter.ignored()).containsKey("rights");
  }

  @Test
  void aConverterCannotBeLikeItself() {
    assertThatThrownBy(
            () -> new ConverterCatalogue(own("like: note"), "chef", Map.of()).find("note"))
        .hasMessageContaining("there is no converter 'note' to be like");
  }

  @Test
  void aValueIsKeptAsTheSourceLanguageCoercesIt() {
    ResourceConverter converter =
        read(
            """
            resource: note
            properties:
              day: {coerce: {choose: [$value, {sunday: '0'}]}}
              words: {coerce: {join: [$value, ' ']}}
              number: {coerce: {number: $value}}
              names: {shape: commas, coerce: {unique: $value}}
            actions: {write: []}
            """);

    assertThat(converter.normalise("day", "sunday")).isEqualTo("0");
    assertThat(converter.normalise("day", "1-5")).isEqualTo("1-5");
    assertThat(converter.normalise("words", List.of(1L, 2L))).isEqualTo("1 2");
    assertThat(converter.normalise("number", "42nd")).isEqualTo(42L);
    assertThat(converter.normalise("names", "a,b, a")).isEqualTo(List.of("a", "b"));
    assertThat(converter.normalise("names", new UnknownValue("a search")))
        .isEqualTo(new UnknownValue("a search"));
  }

  @Test
  void aStepCanRefuseAndAnActionCanBeTheSameAsAnother() {
    ResourceConverter converter =
        read(
            """
            resource: note
            properties: {secret: any}
            actions:
              write:
                - unsupported: {reason: it is a secret}
                  if: {all: [$secret, {equals: [$secret, deep]}]}
              add: write
            """);

    assertThat(converter.convert(new Input("note", "a", List.of("add"), Map.of(), HERE)))
        .isEqualTo(converted());
    assertThat(
            converter.convert(
                new Input("note", "a", List.of("add"), Map.of("secret", "deep"), HERE)))
        .isEqualTo(new Conversion.Unsupported("it is a secret"));
  }

  @Test
  void aSecretWithinATextStaysAReference() {
    Content secret = new Content.WithSecrets(List.of(new Content.Part.Reference("key")));
    ResourceConverter converter =
        read(
            """
            resource: note
            properties: {key: any}
            actions:
              write:
                - write_file: {path: /key, content: 'key=${key};'}
            default_action: write
            """);

    assertThat(converter.convert(new Input("note", "a", List.of(), Map.of("key", secret), HERE)))
        .isEqualTo(
            converted(
                new Operation.WriteFile(
                    HERE,
                    "/key",
                    new Content.WithSecrets(
                        List.of(
                            new Content.Part.Text("key="),
                            new Content.Part.Reference("key"),
                            new Content.Part.Text(";"))),
                    Access.UNSPECIFIED,
                    false)));
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

  private ConverterFiles own(String text) {
    try {
      Files.createDirectories(folder.resolve("chef"));
      Files.writeString(folder.resolve("chef/note.yaml"), "resource: note\n" + text + "\n");
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
    return new ConverterFiles(Optional.of(folder));
  }

  private static Conversion convert(Map<String, Object> properties, String... actions) {
    return read(NOTE).convert(new Input("note", "first", List.of(actions), properties, HERE));
  }

  private static ResourceConverter read(String yaml) {
    Map<String, Algorithm> algorithms =
        Map.of("own", (values, action) -> List.of(directory(action + " " + values.text("path"))));
    return new ConverterCatalogue(ConverterFiles.builtIn(), "chef", algorithms)
        .parse("note", YamlNode.parse("note.yaml", yaml));
  }

  private static Conversion converted(Operation... operations) {
    return new Conversion.Converted(List.of(operations));
  }

  private static Operation directory(String path) {
    return new Operation.MakeDirectory(HERE, path, Access.UNSPECIFIED, false);
  }
}
