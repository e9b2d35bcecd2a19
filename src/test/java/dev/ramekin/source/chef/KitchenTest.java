package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Host;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suites of Test Kitchen as nodes. */
class KitchenTest {
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
    return estate.hosts().stream().map(KitchenTest::brief).toArray(String[]::new);
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
  void ofSeveralPlatformsTheFirstIsTakenThatRamekinFreezes() {
    source.write(
        "kitchen.yml",
        """
        platforms:
          - name: centos-7
          - name: server
            driver: {image: dokken/ubuntu-22.04}
          - name: debian-12
        suites: [{name: a, run_list: ['recipe[shop]']}]
        """);

    assertThat(source.estate().hosts().get(0).platform().id()).isEqualTo("ubuntu-22.04");
    assertThat(source.estate().findings())
        .filteredOn(it -> it.code().equals("kitchen-platforms"))
        .extracting(Finding::message)
        .containsExactly(
            "the suite 'a' runs on centos-7, ubuntu-22.04, debian-12; it is read on ubuntu-22.04");
  }

  @Test
  void theProvisionersRunListsAndAttributesCountToo() {
    source
        .write(
            "kitchen.yml",
            """
            provisioner:
              run_list: ["recipe[shop::web]"]
              attributes: {hand: left, shop: {port: 4}}
              client_rb: {environment: live}
            suites:
              - name: a
                run_list: ["recipe[shop]"]
                provisioner:
                  attributes: {shop: {port: 6}}
            """)
        .write("environments/live.json", "{\"name\": \"live\"}");

    assertThat(hosts()).containsExactly("a: web, debian 6 left");
  }

  @Test
  void testCookbooksAndTestDataAreForSuitesAlone() {
    ChefFolder cookbook = new ChefFolder(path.resolve("cookbooks/shop"));
    cookbook
        .write(
            "kitchen.yml",
            """
            provisioner: {roles_path: test/fixtures/roles}
            suites:
              - name: a
                run_list: ["recipe[shop_test]", "role[r]"]
              - name: b
                run_list: ["recipe[shop_test]"]
            """)
        .write(
            "test/cookbooks/shop_test/recipes/default.rb",
            "log data_bag_item('people', 'anna')['comment']\n"
                + "search(:node, 'role:r') { |found| log found.name }\n")
        .write("test/cookbooks/shop_test/metadata.rb", "name 'shop_test'\ndepends 'shop'\n")
        .write("test/fixtures/roles/r.rb", "run_list 'recipe[shop::web]'\n")
        .write("test/integration/nodes/other.json", "{\"run_list\": [\"role[r]\"]}")
        .write("test/integration/data_bags/people/anna.json", "{\"comment\": \"all\"}")
        .write("test/integration/b/data_bags/people/anna.json", "{\"comment\": \"b\"}");

    assertThat(cookbook.estate().hosts())
        .extracting(KitchenTest::brief)
        .containsExactly("a: all, other, web", "b: b, other");

    cookbook.write("kitchen.yml", "suites: []\n");
    assertThat(cookbook.estate().hosts())
        .extracting(KitchenTest::brief)
        .containsExactly("shop: debian 1");
  }

  @Test
  void aSuiteWithoutARunListTakesThatOfItsPolicyfile() {
    source
        .write(
            "kitchen.yml",
            """
            suites:
              - name: plain
              - name: other
                provisioner: {policyfile_path: test/other.rb, named_run_list: second}
            """)
        .write("Policyfile.lock.json", "{\"name\": \"p\", \"run_list\": [\"recipe[shop::web]\"]}")
        .write(
            "test/other.rb",
            "run_list 'shop::web'\nnamed_run_list :second, 'shop'\ndefault['hand'] = 'left'\n");

    assertThat(source.estate(ChefOptions.DEFAULT.withNodes(List.of("plain", "other"))).hosts())
        .extracting(KitchenTest::brief)
        .containsExactly("plain: web", "other: debian 1 left");
  }

  @Test
  void erbOfAKitchenFileSeesTheSourceAndNotTheMachine() {
    source
        .write("versions.yml", "x")
        .write(
            ".kitchen.yml",
            """
            driver: {key: <%= ENV['SECRET_KEY'] %>}
            platforms:
            <% %w(debian-12 ubuntu-22.04).each do |name| -%>
              - name: <%= name %>
            <% end -%>
            suites:
            <% if File.exist?('versions.yml') %>
              - name: <%= ENV['SUITE'] || 'usual' %>
                run_list: [ "recipe[shop]" ]
            <% end %>
            """);

    assertThat(hosts()).containsExactly("usual: debian 1");
  }
}
