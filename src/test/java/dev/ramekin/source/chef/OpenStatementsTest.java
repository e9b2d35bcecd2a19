package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources that only another answer would declare. */
class OpenStatementsTest {
  private static final String BRANCH = "recipes/default.rb:2#1";

  @TempDir private Path path = Path.of("");

  private ChefFolder source(String recipe) {
    return new ChefFolder(path).recipe(recipe);
  }

  private static final String TWO_WAYS =
      """
      package 'first'
      if `uname -r`.include?('cloud')
        package 'one'
      else
        package 'other'
      end
      package 'last'
      """;

  @Test
  void theBranchNotTakenIsAStatementInItsPlaceWithTheQuestionThatDecidesIt() {
    ChefFolder source = source(TWO_WAYS);

    assertThat(ChefFolder.brief(source.estate()))
        .containsExactly(
            "converted package[first]",
            "question package[one]",
            "converted package[other]",
            "converted package[last]");
    assertThat(source.statements().get(1).reason()).contains(BRANCH + " (yes)");
    assertThat(source.statements().get(1).operations()).isEmpty();
  }

  @Test
  void anAnswerMakesItConvertedOrGone() {
    ChefFolder source = source(TWO_WAYS);

    assertThat(ChefFolder.brief(source.answered(Map.of(BRANCH, "yes"))))
        .containsExactly(
            "converted package[first]", "converted package[one]", "converted package[last]");
    assertThat(ChefFolder.brief(source.answered(Map.of(BRANCH, "no"))))
        .containsExactly(
            "converted package[first]", "converted package[other]", "converted package[last]");
  }

  @Test
  void whatIsDeclaredInTheDefaultReadingStaysApart() {
    Declared declared = source(TWO_WAYS).declared().get(0);

    assertThat(declared.resources())
        .extracting(DeclaredResource::name)
        .containsExactly("first", "other", "last");
    assertThat(declared.possible()).extracting(it -> it.resource().name()).containsExactly("one");
    assertThat(declared.statements()).isEqualTo(4);
    assertThat(declared.count(Status.QUESTION)).isEqualTo(1);
  }

  @Test
  void conditionsInConditionsAreNamedFromTheOutermost() {
    ChefFolder source =
        source(
            """
            if `a` == 'x'
              package 'outer'
              package 'inner' unless `b` == ''
            end
            """);

    List<Statement> statements = source.statements();
    assertThat(statements).extracting(Statement::name).containsExactlyInAnyOrder("outer", "inner");
    assertThat(statements)
        .filteredOn(it -> it.name().equals("outer"))
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).endsWith("recipes/default.rb:1#1 (yes)"));
  }

  @Test
  void aResourceWithPropertiesIsDescribedAsItWouldBe() {
    ChefFolder source =
        source("if `a` == 'x'\n  file '/etc/a' do\n    mode '0600'\n    content 'b'\n  end\nend\n");

    assertThat(source.statements())
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.properties())
                    .containsEntry("path", "/etc/a")
                    .containsEntry("mode", "0600")
                    .containsEntry("content", "b"));
  }

  @Test
  void whatFollowsAnEarlyReturnDependsOnTheQuestionToo() {
    ChefFolder source =
        source("package 'first'\nreturn unless `a` == 'x'\npackage 'second'\npackage 'third'\n");

    assertThat(ChefFolder.brief(source.estate()))
        .containsExactly(
            "converted package[first]", "question package[second]", "question package[third]");
    assertThat(ChefFolder.brief(source.answered(Map.of(BRANCH, "yes"))))
        .containsExactly(
            "converted package[first]", "converted package[second]", "converted package[third]");
  }

  @Test
  void whatFollowsNextInALoopDependsOnTheQuestionToo() {
    ChefFolder source =
        source("%w(a b).each do |x|\n  next unless `#{x}` == 'x'\n  package x\nend\n");

    assertThat(ChefFolder.brief(source.estate()))
        .containsExactly("question package[a]", "question package[b]");
  }

  @Test
  void aRecipeThatIsIncludedAnywayIsNotCountedTwice() {
    ChefFolder source =
        source("if `a` == 'x'\n  include_recipe 'shop::b'\nend\ninclude_recipe 'shop::b'\n")
            .write("recipes/b.rb", "package 'b'\n");

    assertThat(ChefFolder.brief(source.estate())).containsExactly("converted package[b]");
  }

  @Test
  void aGuardThatOnlyTheHostCanDecideMakesAQuestionOfWhatItForbids() {
    ChefFolder source =
        source("package 'a' do\n  only_if { `uname -r`.include?('x') }\nend\npackage 'b'\n");

    assertThat(ChefFolder.brief(source.estate()))
        .containsExactly("question package[a]", "converted package[b]");
    assertThat(source.statements().get(0).reason()).contains("recipes/default.rb:2#1 (yes)");
    assertThat(ChefFolder.brief(source.answered(Map.of("recipes/default.rb:2#1", "yes"))))
        .containsExactly("converted package[a]", "converted package[b]");
    assertThat(ChefFolder.brief(source.answered(Map.of("recipes/default.rb:2#1", "no"))))
        .containsExactly("converted package[a]", "converted package[b]");
    assertThat(source.answered(Map.of("recipes/default.rb:2#1", "no")).hosts().get(0).operations())
        .hasSize(1);
  }

  @Test
  void aCustomResourcesActionHasOpenStatementsOfItsOwn() {
    ChefFolder source =
        source("shop_site 'x'\n")
            .write(
                "resources/site.rb",
                """
                action :create do
                  package 'always'
                  package 'perhaps' if `a` == 'x'
                end
                """);

    assertThat(ChefFolder.brief(source.estate()))
        .containsExactly("converted package[always]", "question package[perhaps]");
  }

  @Test
  void aLoopOverAnUnknownListIsOneStatementForEachThatItDeclares() {
    ChefFolder source = source("`ls`.split.each do |name|\n  package name\nend\n");

    assertThat(source.statements())
        .singleElement()
        .satisfies(it -> assertThat(it.status()).isEqualTo(Status.QUESTION));
  }

  @Test
  void whatATrialDeletesAgainIsNoStatement() {
    ChefFolder source =
        source("if `a` == 'x'\n  package 'b'\n  delete_resource(:package, 'b')\nend\n");

    assertThat(source.statements()).isEmpty();
  }

  @Test
  void anAttributeThatNothingSetsIsAskedForInsteadOfEndingTheStatement() {
    ChefFolder source =
        source(
            """
            file '/etc/site' do
              content "#{node['site']['name']} on #{node.site.port}"
            end
            log node['platform']['nothing'].to_s
            node['site']['aliases'].each { |it| package it }
            port = node['site']['port'] rescue 80
            log "port #{port}"
            """);

    assertThat(ChefFolder.brief(source.estate()))
        .contains("question file[/etc/site]", "converted log[port 80]")
        .noneMatch(it -> it.startsWith("unsupported"));
    assertThat(source.statements().get(0).reason())
        .contains("the attribute node['site'] is not set");
    assertThat(source.estate().findings())
        .filteredOn(it -> it.code().equals("missing-attribute"))
        .first()
        .satisfies(
            it -> assertThat(it.message()).isEqualTo("the attribute node['site'] is not set"));
  }

  @Test
  void aNameThatIsNotKnownIsNoPath() {
    ChefFolder source = source("file `hostname -f` do\n  content 'a'\nend\npackage `cat /list`\n");

    assertThat(source.estate().hosts().get(0).statements())
        .extracting(Statement::status)
        .containsOnly(Status.QUESTION);
    assertThat(source.operations()).hasOnlyElementsOfType(Operation.Unconverted.class);
  }
}
