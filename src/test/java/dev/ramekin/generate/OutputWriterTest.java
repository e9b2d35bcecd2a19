package dev.ramekin.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramekin.generate.OutputFile.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputWriterTest {
  @TempDir Path folder;

  @Test
  void aFirstRunWritesEverythingAndASecondNothing() throws IOException {
    SortedMap<String, OutputFile> files =
        files("compose.yaml", "a: 1\n", "images/x/Dockerfile", "FROM x\n");

    assertThat(write(files).written()).containsExactly("compose.yaml", "images/x/Dockerfile");
    WriteResult again = write(files);

    assertThat(again.written()).isEmpty();
    assertThat(again.unchanged()).isEqualTo(2);
    assertThat(folder.resolve("images/x/Dockerfile")).hasContent("FROM x\n");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void whatAPersonChangedIsKeptAndTheDifferenceShownInEveryRun() throws IOException {
    write(files("compose.yaml", "a: 1\n"));
    Files.writeString(folder.resolve("compose.yaml"), "a: 2\n");

    for (int run = 0; run < 2; run++) {
      WriteResult result = write(files("compose.yaml", "a: 3\n"));

      assertThat(result.written()).isEmpty();
      assertThat(result.kept().get(0).path()).isEqualTo("compose.yaml");
      assertThat(result.kept().get(0).diff()).contains("-a: 2", "+a: 3");
      assertThat(folder.resolve("compose.yaml")).hasContent("a: 2\n");
    }
  }

  @Test
  void aFileThatWasThereBeforeTheFirstRunIsAPersons() throws IOException {
    Files.writeString(folder.resolve("compose.yaml"), "mine: yes\n");

    assertThat(write(files("compose.yaml", "a: 1\n")).kept()).hasSize(1);
    assertThat(folder.resolve("compose.yaml")).hasContent("mine: yes\n");
  }

  @Test
  void forceOverwritesAllButTheUsersOwnFile() throws IOException {
    SortedMap<String, OutputFile> files = files("compose.yaml", "a: 1\n");
    files.put("ramekin.yaml", OutputFile.of("answers: {}\n", Kind.USERS));
    write(files);
    Files.writeString(folder.resolve("compose.yaml"), "a: 2\n");
    Files.writeString(folder.resolve("ramekin.yaml"), "answers: {x: yes}\n");

    OutputWriter.write(folder, files, true);

    assertThat(folder.resolve("compose.yaml")).hasContent("a: 1\n");
    assertThat(folder.resolve("ramekin.yaml")).hasContent("answers: {x: yes}\n");
  }

  @Test
  void whatIsGeneratedNoMoreGoesUnlessAPersonChangedIt() throws IOException {
    write(files("a", "1\n", "b", "1\n", "c", "1\n"));
    Files.writeString(folder.resolve("b"), "2\n");

    WriteResult result = write(files("c", "1\n"));

    assertThat(result.removed()).containsExactly("a");
    assertThat(result.kept()).extracting(WriteResult.Kept::path).containsExactly("b");
    assertThat(folder.resolve("a")).doesNotExist();
    assertThat(folder.resolve("b")).hasContent("2\n");
  }

  @Test
  void aFailureLeavesTheFolderAsItWas() throws IOException {
    write(files("a", "1\n", "z/file", "1\n"));
    Files.delete(folder.resolve("z/file"));
    Files.delete(folder.resolve("z"));
    Files.writeString(folder.resolve("z"), "in the way\n");

    assertThatThrownBy(() -> write(files("a", "2\n", "z/file", "2\n")))
        .isInstanceOf(IOException.class);

    assertThat(folder.resolve("a")).hasContent("1\n");
    assertThat(folder.resolve("z")).hasContent("in the way\n");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void aLinkInTheOutputLeadsNowhere(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(folder.resolve("images"), elsewhere);

    assertThatThrownBy(() -> write(files("images/x", "1\n"))).hasMessageContaining("is a link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aSecretsFolderIsForItsOwnerAloneAndItsDiffIsNotShown() throws IOException {
    SortedMap<String, OutputFile> files = new TreeMap<>();
    files.put("secrets/key", OutputFile.of("one", Kind.SECRET));
    write(files);
    Files.writeString(folder.resolve("secrets/key"), "two");
    files.put("secrets/key", OutputFile.of("three", Kind.SECRET));

    WriteResult result = write(files);

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets"))))
        .isEqualTo("rwx------");
    assertThat(result.kept().get(0).diff()).isEmpty();
    assertThat(folder.resolve("secrets/key")).hasContent("two");
  }

  @Test
  void aProgramMayBeRun() throws IOException {
    SortedMap<String, OutputFile> files = new TreeMap<>();
    files.put("fetch.sh", OutputFile.of("#!/bin/sh\n", Kind.PROGRAM));

    write(files);

    assertThat(folder.resolve("fetch.sh")).isExecutable();
  }

  private WriteResult write(SortedMap<String, OutputFile> files) throws IOException {
    return OutputWriter.write(folder, files, false);
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.startsWith(".ramekin-new"))
          .toList();
    }
  }

  private static SortedMap<String, OutputFile> files(String... pathsAndTexts) {
    SortedMap<String, OutputFile> files = new TreeMap<>();
    for (int index = 0; index < pathsAndTexts.length; index += 2) {
      files.put(pathsAndTexts[index], OutputFile.text(pathsAndTexts[index + 1]));
    }
    return files;
  }
}
