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
    assertThat(tree.chef().own())
        .isEqualTo(
            new ChefParts(
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
    assertThat(read().chef().own().cookbooks()).containsExactly("db", "web");
  }

  @Test
  void whatLiesAmongACookbooksTestsIsSetApart() {
    write("metadata.rb", "name 'web'");
    write("recipes/default.rb", "");
    write("test/fixtures/cookbooks/web_test/recipes/default.rb", "");
    write("test/cookbooks/other_test/metadata.rb", "");
    write("test/cookbooks/other_test/test/cookbooks/inner/metadata.rb", "");
    write("test/integration/default/libraries/check.rb", "");
    write("test/integration/data_bags/users/anna.json", "{}");
    write("test/integration/nodes/one.json", "{}");
    write("spec/unit/recipes/default_spec.rb", "");

    assertThat(read().kind()).isEqualTo(SourceKind.CHEF_COOKBOOK);
    assertThat(read().chef().own())
        .isEqualTo(new ChefParts(List.of(""), List.of(), List.of(), List.of(), List.of()));
    assertThat(read().chef().tests())
        .isEqualTo(
            new ChefParts(
                List.of("test/cookbooks/other_test", "test/fixtures/cookbooks/web_test"),
                List.of(),
                List.of(),
                List.of("test/integration/data_bags/users/anna.json"),
                List.of("test/integration/nodes/one.json")));
  }

  @Test
  void theTestsOfARepositorysCookbooksAreTheirs() {
    write("cookbooks/web/metadata.rb", "");
    write("cookbooks/web/test/cookbooks/web_test/metadata.rb", "");
    write("cookbooks/test/metadata.rb", "");

    assertThat(read().chef().own().cookbooks()).containsExactly("cookbooks/test", "cookbooks/web");
    assertThat(read().chef().tests()).isEqualTo(ChefParts.NONE);
  }

  @Test
  void whatAServersDownloadAndChefsToolsKeepIsNoPart() {
    write("cookbooks/web/metadata.rb", "");
    write("acls/nodes/one.json", "{}");
    write("acls/roles/web.json", "{}");
    write(".chef/local-mode-cache/cache/cookbooks/web/metadata.rb", "");
    write("nodes/live/one.json", "{}");

    assertThat(read().chef().own())
        .isEqualTo(
            new ChefParts(
                List.of("cookbooks/web"),
                List.of(),
                List.of(),
                List.of(),
                List.of("nodes/live/one.json")));
  }

  @Test
  void filesThatACookbookShipsAreNoPartOfTheRepository() {
    write("metadata.rb", "name 'web'");
    write("files/default/nodes/one.json", "{}");
    write("templates/default/roles/web.rb", "");

    assertThat(read().chef().own().nodes()).isEmpty();
    assertThat(read().chef().own().roles()).isEmpty();
  }

  @Test
  void ofARecipeInACookbookTheWholeCookbookIsRead() {
    write("cookbooks/web/recipes/proxy.rb", "");
    write("cookbooks/web/attributes/default.rb", "");
    write("cookbooks/db/recipes/default.rb", "");

    SourceTree tree = SourceReader.read(List.of(folder.resolve("cookbooks/web/recipes/proxy.rb")));

    assertThat(tree.kind()).isEqualTo(SourceKind.CHEF_COOKBOOK);
    assertThat(tree.name()).isEqualTo("web");
    assertThat(tree.files()).containsOnlyKeys("attributes/default.rb", "recipes/proxy.rb");
    assertThat(tree.chef().recipe()).contains("recipes/proxy.rb");
  }

  @Test
  void theFolderAboveALoneFileIsNotReadWithoutASureSign() {
    write("recipes/proxy.rb", "");
    write("private/key.pem", "");

    SourceTree tree = SourceReader.read(List.of(folder.resolve("recipes/proxy.rb")));

    assertThat(tree.kind()).isEqualTo(SourceKind.CHEF_RECIPE);
    assertThat(tree.files()).containsOnlyKeys("proxy.rb");
  }

  @Test
  void aRepositoryWithoutACookbookIsCalledThat() {
    write("cookbooks/README.md", "");
    write("roles/README.md", "");

    assertThat(read().findings())
        .extracting(Finding::message)
        .containsExactly("this is a Chef repository without a cookbook");
  }

  @Test
  void severalFoldersKeepTheirNames() {
    write("a/web/metadata.rb", "");
    write("b/db/metadata.rb", "");

    SourceTree tree = SourceReader.read(List.of(folder.resolve("a"), folder.resolve("b")));

    assertThat(tree.chef().own().cookbooks()).containsExactly("a/web", "b/db");
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
