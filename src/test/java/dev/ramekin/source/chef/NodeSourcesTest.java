package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Host;
import dev.ramekin.model.Severity;
import dev.ramekin.model.Status;
import dev.ramekin.source.SourceReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From which files the nodes come, with their run lists, attributes and facts. */
class NodeSourcesTest {
  @TempDir private Path path = Path.of("");

  private ChefFolder source;

  @BeforeEach
  void aRepositoryWithOneCookbook() {
    source =
        new ChefFolder(path)
            .write("cookbooks/shop/metadata.rb", "name 'shop'\n")
            .write("cookbooks/shop/attributes/default.rb", "default['shop']['port'] = 1\n")
            .write(
                "cookbooks/shop/recipes/default.rb",
                "log \"#{node['platform']} #{node['shop']['port']} #{node['hand']}\"\n")
            .write("cookbooks/shop/recipes/web.rb", "log 'web'\n");
  }

  private String[] hosts() {
    Estate estate = source.estate();
    return estate.hosts().stream().map(NodeSourcesTest::brief).toArray(String[]::new);
  }

  private static String brief(Host host) {
    return host.name()
        + ": "
        + String.join(", ", host.leaves().map(statement -> statement.name().strip()).toList());
  }

  @Test
  void aFileForChefSoloIsANodeAndItsRunListMayBeAText() {
    source.write(
        "dna.json", "{\"run_list\": \"recipe[shop], recipe[shop::web]\", \"hand\": \"x\"}");

    assertThat(hosts()).containsExactly("dna: debian 1 x, web");
  }

  @Test
  void aSavedNodesFactsAndLevelsCount() {
    source.write(
        "nodes/one.json",
        """
        {"name": "one", "run_list": ["recipe[shop]"],
         "automatic": {"platform": "ubuntu", "platform_version": "20.04", "hand": "fact"},
         "override": {"shop": {"port": 3}}, "default": {"hand": "weaker"}}
        """);

    assertThat(hosts()).containsExactly("one: ubuntu 3 fact");
    assertThat(source.estate().hosts().get(0).platform().id()).isEqualTo("ubuntu-20.04");
  }

  @Test
  void nodesWinOverEverythingElse() {
    source
        .write("nodes/one.json", "{\"run_list\": [\"recipe[shop::web]\"]}")
        .write("roles/r.rb", "run_list 'recipe[shop]'\n")
        .write("Policyfile.rb", "name 'app'\nrun_list 'shop'\n");

    assertThat(hosts()).containsExactly("one: web");
  }

  @Test
  void aCookbookThatIsMissingIsAStatementAndTheRestGoesOn() {
    source
        .write("cookbooks/shop/metadata.rb", "name 'shop'\ndepends 'far-away'\n")
        .write("nodes/one.json", "{\"run_list\": [\"recipe[gone]\", \"recipe[shop::web]\"]}");

    assertThat(ChefFolder.statements(source.estate()))
        .filteredOn(it -> it.status() == Status.UNSUPPORTED)
        .extracting(it -> it.reason())
        .containsExactlyInAnyOrder(
            "the cookbook 'gone' is not in the source",
            "the cookbook 'far-away' is not in the source");
    assertThat(ChefFolder.brief(source.estate())).contains("converted log[web]");
  }

  @Test
  void rolesThatNameEachOtherEnd() {
    source
        .write("nodes/one.json", "{\"run_list\": [\"role[a]\"]}")
        .write("roles/a.rb", "run_list 'role[b]', 'recipe[shop::web]'\n")
        .write("roles/b.rb", "run_list 'role[a]'\n");

    assertThat(hosts()).containsExactly("one: web");
    assertThat(source.estate().findings()).extracting(Finding::code).contains("circular-role");
  }

  @Test
  void filesForChefSoloAreKnownByTheirRunListAndNotByTheirName() {
    source
        .write("config/web.json", "{\"run_list\": [\"shop::web\"]}")
        .write("config/old.json", "{\"recipes\": [\"shop\"]}")
        .write("config/other.json", "{\"recipes\": [\"Fry the egg.\", {\"a\": 1}]}")
        .write("config/packer.json", "{\"provisioners\": [{\"run_list\": [\"shop\"]}]}")
        .write("cookbooks/shop/files/default/x.json", "{\"run_list\": [\"shop\"]}");

    assertThat(hosts()).containsExactly("old: debian 1", "web: web");
  }

  @Test
  void soloRbNamesTheFileForChefSoloItsFoldersAndItsEnvironment() {
    source
        .write(
            "config/solo.rb",
            """
            root = File.expand_path('..', File.dirname(__FILE__))
            cookbook_path ['/var/chef/cookbooks', File.join(root, 'own')]
            role_path "#{root}/my/roles"
            json_attribs '/etc/chef/config/web.json'
            environment 'live'
            log_level :info
            Mixlib::Log::Formatter.show_time = true
            """)
        .write("config/web.json", "{\"run_list\": [\"role[r]\"]}")
        .write("config/db.json", "{\"run_list\": [\"shop\"]}")
        .write("roles/r.rb", "run_list 'recipe[shop]'\n")
        .write("my/roles/r.rb", "run_list 'recipe[shop::web]', 'recipe[shop]'\n")
        .write("environments/live.rb", "default_attributes 'hand' => 'left'\n")
        .write("own/shop/metadata.rb", "name 'shop'\n")
        .write("own/shop/recipes/web.rb", "log 'own web'\n")
        .write("own/shop/recipes/default.rb", "log node['hand']\n");

    assertThat(hosts()).containsExactly("web: own web, left");
    assertThat(source.estate().findings())
        .filteredOn(it -> it.code().equals("setting-error"))
        .allMatch(it -> it.severity() == Severity.NOTE);
  }

  @Test
  void nodesWithoutARunListAreLeftOutWithAWord() {
    source
        .write("nodes/one.json", "{\"run_list\": []}")
        .write("roles/r.rb", "run_list 'recipe[shop::web]'\n");

    assertThat(hosts()).containsExactly("r: web");
    assertThat(source.estate().findings()).extracting(Finding::code).contains("empty-run-list");
  }

  @Test
  void rolesThatOthersIncludeAreNoHosts() {
    source
        .write("roles/base.json", "{\"name\": \"base\", \"run_list\": [\"recipe[shop]\"]}")
        .write("roles/settings.rb", "default_attributes 'a' => 1\n")
        .write(
            "roles/web.rb",
            "env_run_lists 'live' => ['role[base]', 'recipe[shop::web]'], '_default' => []\n");

    assertThat(source.estate(ChefOptions.DEFAULT.withEnvironment("live")).hosts())
        .extracting(NodeSourcesTest::brief)
        .containsExactly("web: debian 1, web");
  }

  @Test
  void oneRecipeOfACookbookIsOneHost() {
    Estate estate =
        ChefEvaluator.evaluate(
            SourceReader.read(List.of(path.resolve("cookbooks/shop/recipes/default.rb"))),
            ChefOptions.DEFAULT);

    assertThat(estate.hosts()).extracting(NodeSourcesTest::brief).containsExactly("shop: debian 1");
  }

  @Test
  void severalSourcesAreOneRepository() {
    source
        .write("far/lib/metadata.rb", "name 'lib'\n")
        .write("far/lib/recipes/default.rb", "log 'lib'\n")
        .write("far/lib/kitchen.yml", "suites: [{name: its-own, run_list: ['recipe[lib]']}]\n")
        .write("cookbooks/shop/metadata.rb", "name 'shop'\ndepends 'lib'\n")
        .write("cookbooks/shop/recipes/web.rb", "include_recipe 'lib'\n")
        .write(
            "cookbooks/shop/kitchen.yml", "suites: [{name: w, run_list: ['recipe[shop::web]']}]");

    Estate estate =
        ChefEvaluator.evaluate(
            SourceReader.read(List.of(path.resolve("cookbooks/shop"), path.resolve("far/lib"))),
            ChefOptions.DEFAULT);

    assertThat(estate.hosts()).extracting(NodeSourcesTest::brief).containsExactly("w: lib");
  }

  @Test
  void aRunListOfTheUsersMayBeForANodeOrRoleByName() {
    source
        .write("nodes/one.json", "{\"run_list\": [\"recipe[shop]\"], \"hand\": \"left\"}")
        .write("roles/r.rb", "run_list 'recipe[shop::web]'\n");

    assertThat(source.estate(ChefOptions.DEFAULT.withNodes(List.of("r"))).hosts())
        .extracting(NodeSourcesTest::brief)
        .containsExactly("r: web");
    assertThat(
            source
                .estate(
                    ChefOptions.DEFAULT.withNodes(List.of("one")).withRunList(List.of("shop::web")))
                .hosts())
        .extracting(NodeSourcesTest::brief)
        .containsExactly("one: web");
  }

  @Test
  void aCookbookThatOnlyHasKnownResourcesIsNotMissed() {
    source
        .write("cookbooks/shop/metadata.rb", "name 'shop'\ndepends 'line'\n")
        .write(
            "cookbooks/shop/recipes/web.rb",
            "append_if_no_line 'a' do\n  path '/etc/x'\n  line 'y'\nend\n")
        .write("nodes/one.json", "{\"run_list\": [\"recipe[shop::web]\"]}");

    assertThat(ChefFolder.brief(source.estate())).containsExactly("converted append_if_no_line[a]");
    assertThat(source.estate().findings()).extracting(Finding::code).contains("known-resources");
  }

  @Test
  void aResourceOfACookbookThatNobodyDependsOnBringsItsStandIn() {
    source
        .write("cookbooks/shop/recipes/web.rb", "nginx_site 'shop'\n")
        .write("nodes/one.json", "{\"run_list\": [\"recipe[shop::web]\"]}");

    assertThat(source.estate().findings())
        .extracting(Finding::code)
        .contains("stand-in-cookbook")
        .doesNotContain("unknown-resource");
  }
}
