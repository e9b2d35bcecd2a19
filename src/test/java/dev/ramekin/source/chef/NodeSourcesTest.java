package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Host;
import dev.ramekin.model.Status;
import java.nio.file.Path;
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
  void kitchenSuitesAreNodesOnTheFirstOfTheirPlatforms() {
    source.write(
        ".kitchen.yml",
        """
        <% port = 40 + 2 %>
        platforms:
          - name: ubuntu-22.04
            run_list: ["recipe[shop::web]"]
          - name: debian-12
            attributes: {hand: left, shop: {port: 5}}
        suites:
          - name: default
            run_list: ["recipe[shop]"]
            attributes: {shop: {port: <%= port %>}}
            excludes: [ubuntu-22.04]
          - name: web
            run_list: ["recipe[shop]"]
            includes: [ubuntu-22.04]
          - name: plain
        """);

    assertThat(hosts())
        .containsExactly("default: debian 42 left", "web: web, ubuntu 1", "plain: web");
  }

  @Test
  void theUsersPlatformWinsOverASuites() {
    source.write(
        "kitchen.yml",
        "platforms: [{name: ubuntu-22.04}]\nsuites: [{name: a, run_list: ['recipe[shop]']}]\n");

    Estate estate = source.estate(ChefOptions.DEFAULT.withPlatform("debian-11"));

    assertThat(estate.hosts().get(0).platform().id()).isEqualTo("debian-11");
    assertThat(estate.findings()).extracting(Finding::code).contains("other-platform");
  }

  @Test
  void aKitchenFileThatIsNoYamlIsAFinding() {
    source.write("kitchen.yml", "suites: [\n");

    assertThat(source.estate().findings()).extracting(Finding::code).contains("bad-kitchen");
    assertThat(hosts()).containsExactly("shop: debian 1");
  }

  @Test
  void aPolicysLockWinsOverItsPolicyfile() {
    source
        .write("Policyfile.rb", "name 'app'\nrun_list 'shop::web'\ndefault['shop']['port'] = 7\n")
        .write("policyfiles/db.rb", "name 'db'\nrun_list 'shop'\ndefault['shop']['port'] = 8\n");
    assertThat(hosts()).containsExactly("app: web", "db: debian 8");

    source.write(
        "Policyfile.lock.json",
        "{\"name\": \"app\", \"run_list\": [\"recipe[shop::default]\"],"
            + " \"default_attributes\": {\"shop\": {\"port\": 9}}}");
    assertThat(hosts()).containsExactly("app: debian 9", "db: debian 8");
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
  void vendoredCookbooksAreReadAndTheCompanysOwnWin() {
    source
        .write("nodes/one.json", "{\"run_list\": [\"recipe[shop::web]\", \"recipe[lib]\"]}")
        .write("berks-cookbooks/shop/metadata.rb", "name 'shop'\n")
        .write("berks-cookbooks/shop/recipes/web.rb", "log 'vendored'\n")
        .write("cookbooks-vendor/lib/metadata.rb", "name 'lib'\n")
        .write("cookbooks-vendor/lib/recipes/default.rb", "log 'lib'\n");

    assertThat(hosts()).containsExactly("one: web, lib");
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
}
