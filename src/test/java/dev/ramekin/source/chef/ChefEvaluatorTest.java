package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Content;
import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Secret;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import dev.ramekin.model.Trigger;
import dev.ramekin.source.SourceReader;
import dev.ramekin.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChefEvaluatorTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void resourcesAreDeclaredInOrderWithDefaultActionsAndCoercedProperties() {
    recipe(
        """
        package 'nginx' do
          options '--no-install-recommends --yes'
        end
        service 'nginx' do
          supports [:restart]
          action [:enable, :start]
        end
        directory '/srv/www' do
          mode 0755
        end
        """);

    List<DeclaredResource> resources = declared().resources();

    assertThat(resources)
        .extracting(DeclaredResource::type, DeclaredResource::name, DeclaredResource::actions)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("package", "nginx", List.of("install")),
            org.assertj.core.groups.Tuple.tuple("service", "nginx", List.of("enable", "start")),
            org.assertj.core.groups.Tuple.tuple("directory", "/srv/www", List.of("create")));
    assertThat(resources.get(0).properties())
        .containsEntry("package_name", "nginx")
        .containsEntry("options", List.of("--no-install-recommends", "--yes"));
    assertThat(resources.get(1).properties()).containsEntry("supports", Map.of("restart", true));
    assertThat(resources.get(2).properties()).containsEntry("mode", 493L);
  }

  @Test
  void anErrorEndsItsStatementOnly() {
    recipe("package 'a'\nraise 'no'\npackage 'b'\n");

    Declared declared = declared();

    assertThat(declared.resources()).extracting(DeclaredResource::name).containsExactly("a", "b");
    assertThat(declared.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo("ruby-error");
              assertThat(finding.origin().shortForm()).isEqualTo("recipes/default.rb:2");
            });
  }

  @Test
  void theStatementThatFailedStaysVisibleInTheHost() {
    recipe("package 'a'\nraise 'no'\n");

    assertThat(statements())
        .extracting(Statement::status)
        .containsExactly(Status.CONVERTED, Status.UNSUPPORTED);
  }

  @Test
  void missingCookbooksAndRecipesAreFindingsAndTheRestGoesOn() {
    recipe("include_recipe 'gone'\ninclude_recipe 'shop::nothing'\npackage 'a'\n");

    assertThat(declared().findings())
        .extracting(Finding::code)
        .contains("missing-cookbook", "missing-recipe");
    assertThat(declared().resources()).hasSize(1);
  }

  @Test
  void aRecipeIsIncludedOnce() {
    recipe("include_recipe 'shop::other'\ninclude_recipe 'shop::other'\n");
    write("recipes/other.rb", "package 'a'\n");

    assertThat(declared().resources()).hasSize(1);
  }

  @Test
  void attributesAreReadWithStringsSymbolsAndMethods() {
    write("attributes/default.rb", "default['shop']['port'] = 80\nnormal[:shop][:name] = 'x'\n");
    recipe(
        """
        package node['shop']['port'].to_s
        package node[:shop][:name]
        package node.shop.name
        node.default['shop']['late'] = 'y'
        package node['shop']['late']
        node.default_unless['shop']['late'] = 'z'
        package node.read('shop', 'late')
        """);

    assertThat(declared().resources())
        .extracting(DeclaredResource::name)
        .containsExactly("80", "x", "x", "y", "y");
  }

  @Test
  void aDefinitionDeclaresItsResourcesWithItsParameters() {
    write(
        "definitions/site.rb",
        "define :site, port: 80 do\n  package \"#{params[:name]}-#{params[:port]}\"\nend\n");
    recipe("site 'a' do\n  port 81\nend\nsite 'b'\n");

    assertThat(declared().resources())
        .extracting(DeclaredResource::name)
        .containsExactly("a-81", "b-80");
  }

  @Test
  void aCustomResourceExpandsToWhatItsActionDeclares() {
    write(
        "resources/site.rb",
        """
        property :port, Integer, default: 80
        property :host, String, name_property: true
        action :create do
          file "/sites/#{new_resource.host}" do
            content "port #{new_resource.port}"
          end
        end
        """);
    recipe("shop_site 'a' do\n  port 81\nend\n");

    assertThat(declared().resources())
        .extracting(DeclaredResource::type)
        .containsExactly("shop_site");
    assertThat(operations())
        .singleElement()
        .isInstanceOfSatisfying(
            Operation.WriteFile.class,
            file -> {
              assertThat(file.path()).isEqualTo("/sites/a");
              assertThat(file.content()).isEqualTo(new Content.Inline("port 81"));
              assertThat(file.provenance().origin().via()).isNotEmpty();
            });
  }

  @Test
  void anOldStyleProviderExpandsToo() {
    write(
        "resources/site.rb",
        "actions :create\ndefault_action :create\nattribute :port, default: 80\n");
    write(
        "providers/site.rb",
        "use_inline_resources\naction :create do\n  package \"p-#{new_resource.port}\"\nend\n");
    recipe("shop_site 'a'\n");

    assertThat(operations()).singleElement().isInstanceOf(Operation.InstallPackages.class);
  }

  @Test
  void templatesAreRenderedWithVariablesNodeAndPartials() {
    write(
        "templates/default/a.erb",
        "<% @list.each do |x| -%>\n<%= x %>,<% end %>\n<%= render 'b.erb' %>\n");
    write("templates/default/b.erb", "on <%= node['platform'] %>");
    recipe("template '/a' do\n  source 'a.erb'\n  variables(list: %w(x y))\nend\n");

    assertThat(operations())
        .singleElement()
        .isInstanceOfSatisfying(
            Operation.WriteFile.class,
            file ->
                assertThat(((Content.Inline) file.content()).text())
                    .startsWith("x,")
                    .contains("y,", "on debian"));
  }

  @Test
  void aMissingTemplateIsAFindingAndAQuestionNotAnEmptyFile() {
    recipe("template '/a' do\n  source 'gone.erb'\nend\n");

    Estate estate = estate();

    assertThat(estate.findings()).extracting(Finding::code).contains("missing-template");
    assertThat(statements()).extracting(Statement::status).containsExactly(Status.QUESTION);
  }

  @Test
  void aCredentialIsTakenOutOfTheTextItGoesInto() {
    write("attributes/default.rb", "default['shop']['db']['password'] = 's3cret-value'\n");
    recipe("file '/a' do\n  content \"key=#{node['shop']['db']['password']}\\n\"\nend\n");

    Estate estate = estate();

    assertThat(estate.secrets()).extracting(Secret::name).containsExactly("shop_db_password");
    assertThat(operations())
        .singleElement()
        .isInstanceOfSatisfying(
            Operation.WriteFile.class,
            file ->
                assertThat(file.content())
                    .isEqualTo(
                        new Content.WithSecrets(
                            List.of(
                                new Content.Part.Text("key="),
                                new Content.Part.Reference("shop_db_password"),
                                new Content.Part.Text("\n")))));
    assertThat(declared().resources().get(0).properties())
        .containsEntry("content", "***shop_db_password***");
  }

  @Test
  void shellGuardsStayAndBlocksAreDecidedNow() {
    recipe(
        """
        execute 'one' do
          not_if 'test -f /x'
        end
        execute 'two' do
          only_if { node['platform'] == 'windows' }
        end
        """);

    assertThat(operations())
        .singleElement()
        .satisfies(
            operation ->
                assertThat(operation.provenance().guard().conditions())
                    .containsExactly(new Guard.Condition("test -f /x", true, true)));
  }

  @Test
  void notificationsAndSubscriptionsBecomeTriggersOfTheNotifier() {
    recipe(
        """
        file '/a' do
          notifies :restart, 'service[x]', :immediately
        end
        service 'x'
        execute 'later' do
          action :nothing
          subscribes :run, 'file[/a]'
        end
        """);

    assertThat(operations().get(0).provenance().triggers())
        .containsExactly(
            new Trigger("restart", "service[x]", Trigger.Timing.IMMEDIATELY),
            new Trigger("run", "execute[later]", Trigger.Timing.DELAYED));
    assertThat(operations()).anyMatch(it -> it instanceof Operation.RunCommand);
  }

  @Test
  void anUnknownTypeIsKeptWithEveryProperty() {
    recipe("ticket_printer 'counter' do\n  paper 'A6'\nend\n");

    assertThat(operations())
        .singleElement()
        .isInstanceOfSatisfying(
            Operation.Unconverted.class,
            it -> assertThat(it.properties()).containsEntry("paper", "A6"));
  }

  @Test
  void lazyValuesAreFoundOutAfterAllRecipes() {
    recipe(
        """
        file '/a' do
          content lazy { node['shop']['late'] }
        end
        node.default['shop']['late'] = 'now'
        """);

    assertThat(operations())
        .singleElement()
        .isInstanceOfSatisfying(
            Operation.WriteFile.class,
            file -> assertThat(file.content()).isEqualTo(new Content.Inline("now")));
  }

  @Test
  void rolesAndEnvironmentsGiveAttributesAndRunLists() {
    write("cookbooks/shop/metadata.rb", "name 'shop'\n");
    write("cookbooks/shop/attributes/default.rb", "default['shop']['tags'] = ['cookbook']\n");
    write("cookbooks/shop/recipes/default.rb", "package node['shop']['tags'].join('-')\n");
    write(
        "roles/web.rb",
        "run_list 'recipe[shop]'\ndefault_attributes 'shop' => { 'tags' => ['role'] }\n");
    write("environments/live.json", "{\"default_attributes\": {\"shop\": {\"tags\": [\"env\"]}}}");
    write(
        "nodes/one.json",
        "{\"name\": \"one\", \"run_list\": [\"role[web]\"], \"chef_environment\": \"live\"}");

    assertThat(declared().resources())
        .extracting(DeclaredResource::name)
        .containsExactly("cookbook-env-role");
  }

  @Test
  void everyRecipeIsAssessedByItself() {
    recipe("package 'a'\n");
    write("recipes/other.rb", "package 'b'\n");
    List<String> keys = new ArrayList<>();

    ChefEvaluator.assess(
        read(),
        ChefOptions.DEFAULT,
        true,
        assessment -> {
          keys.add(assessment.key());
          assertThat(assessment.declared().resources()).hasSize(1);
          assertThat(assessment.host().orElseThrow().statements()).hasSize(1);
        });

    assertThat(keys).containsExactly("shop__default", "shop__other");
  }

  @Test
  void aCookbooksNameIsNoFolderOfTheResults() {
    write("metadata.rb", "name 'shop/'\n");
    write("recipes/default.rb", "package 'a'\n");
    List<String> keys = new ArrayList<>();

    ChefEvaluator.assess(read(), ChefOptions.DEFAULT, false, it -> keys.add(it.key()));

    assertThat(keys).containsExactly("shop___default");
  }

  private void recipe(String text) {
    write("metadata.rb", "name 'shop'\n");
    write("recipes/default.rb", text);
  }

  private SourceTree read() {
    return SourceReader.read(List.of(folder));
  }

  private Declared declared() {
    return ChefEvaluator.declare(read(), ChefOptions.DEFAULT).get(0);
  }

  private Estate estate() {
    return ChefEvaluator.evaluate(read(), ChefOptions.DEFAULT);
  }

  private List<Statement> statements() {
    return estate().hosts().get(0).leaves().toList();
  }

  private List<Operation> operations() {
    return estate().hosts().get(0).operations().toList();
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
