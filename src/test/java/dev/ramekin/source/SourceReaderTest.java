package dev.ramekin.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aRepositoryIsRecognisedWithAllItsParts() {
    write("cookbooks/web/recipes/default.rb", "");
    write("site-cookbooks/own/metadata.rb", "name 'own'");
    write("vendor/cookbooks/apt/recipes/default.rb", "");
    write("roles/web.rb", "");
    write("environments/live.json", "{}");
    write("data_bags/users/anna.json", "{}");
    write("nodes/one.json", "{}");

    SourceTree tree = read();

    assertThat(tree.kind()).isEqualTo(SourceKind.CHEF_REPOSITORY);
    assertThat(tree.chef())
        .isEqualTo(
            new ChefLayout(
                List.of("cookbooks/web", "site-cookbooks/own", "vendor/cookbooks/apt"),
                List.of("roles/web.rb"),
                List.of("environments/live.json"),
                List.of("data_bags/users/anna.json"),
                List.of("nodes/one.json")));
    assertThat(tree.findings()).isEmpty();
  }

  @Test
  void aFolderWhoseChildrenAreCookbooksIsARepository() {
    write("web/metadata.rb", "");
    write("db/attributes/default.rb", "");

    assertThat(read().kind()).isEqualTo(SourceKind.CHEF_REPOSITORY);
    assertThat(read().chef().cookbooks()).containsExactly("db", "web");
  }

  @Test
  void oneCookbookIsRecognisedAndItsTestCookbooksAreNot() {
    write("metadata.rb", "name 'web'");
    write("recipes/default.rb", "");
    write("test/fixtures/cookbooks/web_test/recipes/default.rb", "");

    assertThat(read().kind()).isEqualTo(SourceKind.CHEF_COOKBOOK);
    assertThat(read().chef().cookbooks()).containsExactly("");
  }

  @Test
  void severalFoldersKeepTheirNames() {
    write("a/web/metadata.rb", "");
    write("b/db/metadata.rb", "");

    SourceTree tree = SourceReader.read(List.of(folder.resolve("a"), folder.resolve("b")));

    assertThat(tree.chef().cookbooks()).containsExactly("a/web", "b/db");
  }

  @Test
  void oneRubyFileIsARecipe() {
    write("setup.rb", "package 'nginx'");

    SourceTree tree = SourceReader.read(List.of(folder.resolve("setup.rb")));

    assertThat(tree.kind()).isEqualTo(SourceKind.CHEF_RECIPE);
    assertThat(tree.name()).isEqualTo("setup");
  }

  @Test
  void anEmptyFolderIsAnErrorThatNamesWhatWasLookedFor() {
    SourceTree tree = read();

    assertThat(tree.kind()).isEqualTo(SourceKind.UNKNOWN);
    assertThat(tree.findings()).extracting(Finding::code).containsExactly("nothing-recognised");
    assertThat(tree.findings().get(0).advice()).contains("cookbooks/", "metadata.rb", "recipe");
  }

  @Test
  void aPathThatDoesNotExistIsAnErrorOfItsOwn() {
    SourceTree tree = SourceReader.read(List.of(folder.resolve("nowhere")));

    assertThat(tree.findings()).extracting(Finding::code).containsExactly("unreadable-source");
  }

  @Test
  void aFileAboveTheLimitIsReportedAndTheRestIsRead() {
    write("recipes/default.rb", "");
    write("files/big.bin", "x".repeat(2000));

    SourceTree tree = SourceReader.read(List.of(folder), new Limits(1000, 100, 10_000, 10));

    assertThat(tree.files()).containsOnlyKeys("recipes/default.rb");
    assertThat(tree.findings()).extracting(Finding::code).containsExactly("file-too-large");
  }

  @Test
  void readingStopsAtTheLimitOfFilesWithOneFinding() {
    write("recipes/a.rb", "");
    write("recipes/b.rb", "");
    write("recipes/c.rb", "");

    SourceTree tree = SourceReader.read(List.of(folder), new Limits(1000, 2, 10_000, 10));

    assertThat(tree.files()).containsOnlyKeys("recipes/a.rb", "recipes/b.rb");
    assertThat(tree.findings()).extracting(Finding::code).containsExactly("source-too-large");
  }

  @Test
  void foldersNestedTooDeepAreReported() {
    write("recipes/default.rb", "");
    write("files/a/b/c/d.txt", "");

    SourceTree tree = SourceReader.read(List.of(folder), new Limits(1000, 100, 10_000, 3));

    assertThat(tree.findings()).extracting(Finding::code).containsExactly("too-deep");
  }

  @Test
  void linksOutOfTheSourceAreNotFollowed() throws IOException {
    write("recipes/default.rb", "");
    Files.createSymbolicLink(folder.resolve("etc"), Path.of("/etc"));
    Files.createSymbolicLink(folder.resolve("passwd"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(folder.resolve("again"), folder.resolve("recipes/default.rb"));
    Files.createSymbolicLink(folder.resolve("circle"), folder);

    SourceTree tree = read();

    assertThat(tree.files()).containsOnlyKeys("again", "recipes/default.rb");
    assertThat(tree.findings())
        .extracting(Finding::code)
        .containsExactly("link-cycle", "link-outside", "link-outside");
  }

  @Test
  void textThatIsNotUtf8IsReportedAndKept() throws IOException {
    write("recipes/default.rb", "");
    Files.write(folder.resolve("recipes/old.rb"), "# é".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(folder.resolve("logo.png"), new byte[] {(byte) 0x89, 0, 1});

    SourceTree tree = read();

    assertThat(tree.findings())
        .extracting(it -> it.origin().file())
        .containsExactly("recipes/old.rb");
    assertThat(tree.file("recipes/old.rb")).map(SourceFile::text).contains("# é");
    assertThat(tree.file("logo.png")).map(SourceFile::isBinary).contains(true);
  }

  private SourceTree read() {
    return SourceReader.read(List.of(folder));
  }

  private void write(String path, String text) {
    try {
      Files.createDirectories(folder.resolve(path).getParent());
      Files.writeString(folder.resolve(path), text);
    } catch (IOException exception) {
      throw new AssertionError(exception);
    }
  }
}
