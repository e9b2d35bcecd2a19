package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Host;
import dev.ramekin.model.Statement;
import dev.ramekin.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recipe may use up, where it is told, and what a lone recipe file needs. */
class BoundsTest {
  @TempDir private Path folder = Path.of("");

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private Declared declare(Path source, String... runList) {
    ChefOptions options = ChefOptions.DEFAULT.withRunList(List.of(runList));
    return ChefEvaluator.declare(SourceReader.read(List.of(source)), options).get(0);
  }

  @Test
  void anEndlessLoopIsStoppedWithItsLineAndTheNextRecipeIsEvaluated() throws IOException {
    write("metadata.rb", "name 'shop'\n");
    write("recipes/default.rb", "package 'git'\nloop do\n  1 + 1\nend\npackage 'never'\n");
    write("recipes/next.rb", "package 'curl'\n");

    Declared declared = declare(folder, "recipe[shop]", "recipe[shop::next]");

    assertThat(declared.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.origin().shortForm()).isEqualTo("recipes/default.rb:2");
              assertThat(finding.message()).contains("evaluation stopped", "steps");
            });
    assertThat(declared.resources())
        .extracting(DeclaredResource::name)
        .containsExactly("git", "curl");
  }

  @Test
  void aLoopThatDeclaresWithoutEndIsStoppedAndTheNextRecipeIsEvaluated() throws IOException {
    write("metadata.rb", "name 'shop'\n");
    write("recipes/default.rb", "number = 0\nwhile true\n  log \"again #{number += 1}\"\nend\n");
    write("recipes/next.rb", "package 'curl'\n");

    Declared declared = declare(folder, "recipe[shop]", "recipe[shop::next]");

    assertThat(declared.findings())
        .extracting(Finding::message)
        .containsExactly("evaluation stopped: more than 20000 resources");
    assertThat(declared.resources())
        .extracting(DeclaredResource::name)
        .endsWith("again 20000", "curl");
  }

  @Test
  void anEndlessLoopInMetadataOrARoleIsStoppedToo() throws IOException {
    write("cookbooks/shop/metadata.rb", "name 'shop'\nwhile true\nend\n");
    write("cookbooks/shop/recipes/default.rb", "package 'git'\n");
    write("roles/web.rb", "name 'web'\nrun_list 'recipe[shop]'\nloop { 1 }\n");

    Declared declared = declare(folder, "role[web]");

    assertThat(declared.findings())
        .extracting(finding -> finding.origin().shortForm() + " " + finding.message())
        .containsExactly(
            "cookbooks/shop/metadata.rb:2 evaluation stopped: more than 5000000 steps",
            "roles/web.rb:3 evaluation stopped: more than 5000000 steps");
    assertThat(declared.resources()).extracting(DeclaredResource::name).containsExactly("git");
  }

  @Test
  void aLoneRecipeFileMayHaveAnyName() throws IOException {
    write("web.rb", "package 'nginx'\n");

    List<Host> hosts =
        ChefEvaluator.evaluate(
                SourceReader.read(List.of(folder.resolve("web.rb"))), ChefOptions.DEFAULT)
            .hosts();

    assertThat(hosts.stream().flatMap(Host::leaves))
        .extracting(Statement::label)
        .containsExactly("package[nginx]");
  }

  @Test
  void rubysFormatWorksInsideOfAResource() throws IOException {
    write("metadata.rb", "name 'shop'\n");
    write(
        "recipes/default.rb",
        "file '/a' do\n  content format('%s-%02d', 'a', 7)\nend\nuser 'b' do\n  system true\nend\n");

    Declared declared = declare(folder, "recipe[shop]");

    assertThat(declared.resources().get(0).properties()).containsEntry("content", "a-07");
    assertThat(declared.resources().get(1).properties()).containsEntry("system", true);
  }

  @Test
  void aFindingInATemplateNamesTheResourceThatRendersIt() throws IOException {
    write("metadata.rb", "name 'shop'\n");
    write("recipes/default.rb", "\ntemplate '/a' do\n  source 'a.erb'\nend\n");
    write("templates/a.erb", "<%= @nothing.length %>\n");

    List<Finding> findings =
        ChefEvaluator.evaluate(
                SourceReader.read(List.of(folder)),
                ChefOptions.DEFAULT.withRunList(List.of("recipe[shop]")))
            .findings();

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.origin().via())
                    .extracting(frame -> frame.what() + " " + frame.file() + ":" + frame.line())
                    .containsExactly("template[/a] recipes/default.rb:2"));
  }

  @Test
  void whatWouldChangeTheHostWhileARecipeIsReadIsNamed() throws IOException {
    write("metadata.rb", "name 'shop'\n");
    write(
        "recipes/default.rb",
        "system('touch /a')\nFile.write('/a', 'x')\nFile.join('/a', 'b')\npackage 'curl'\n");

    Declared declared = declare(folder, "recipe[shop]");

    assertThat(declared.findings())
        .extracting(finding -> finding.origin().shortForm() + " " + finding.message())
        .containsExactly(
            "recipes/default.rb:1 system is not done; nothing stands for it",
            "recipes/default.rb:2 File.write is not done; nothing stands for it");
  }
}
