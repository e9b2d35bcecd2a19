package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Host;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several cookbooks of one name a node uses. */
class CookbookVersionsTest {
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
    return estate.hosts().stream().map(CookbookVersionsTest::brief).toArray(String[]::new);
  }

  private static String brief(Host host) {
    return host.name()
        + ": "
        + String.join(", ", host.leaves().map(statement -> statement.name().strip()).toList());
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

  private void version(String folder, String version) {
    source
        .write(folder + "/metadata.rb", "name 'lib'\nversion '" + version + "'\n")
        .write(folder + "/recipes/default.rb", "log '" + folder + " " + version + "'\n");
  }

  @BeforeEach
  void aNode() {
    source.write("nodes/one.json", "{\"run_list\": [\"recipe[lib]\"]}");
  }

  @Test
  void theNewestOfSeveralSideBySideIsTaken() {
    version("cookbooks/lib-1.9.0", "1.9.0");
    version("cookbooks/lib-1.10.0", "1.10.0");

    assertThat(hosts()).containsExactly("one: cookbooks/lib-1.10.0 1.10.0");
    assertThat(source.estate().findings())
        .filteredOn(it -> it.code().equals("cookbook-hidden"))
        .extracting(Finding::message)
        .containsExactly(
            "version 1.9.0 of 'lib' is hidden by version 1.10.0 in cookbooks/lib-1.10.0");
  }

  @Test
  void whatOtherCookbooksDependOnDecides() {
    version("cookbooks/lib-1.9.0", "1.9.0");
    version("cookbooks/lib-2.0.0", "2.0.0");
    source.write("cookbooks/shop/metadata.rb", "name 'shop'\ndepends 'lib', '~> 1.2'\n");
    assertThat(hosts()).containsExactly("one: cookbooks/lib-1.9.0 1.9.0");

    source
        .write("cookbooks/shop/metadata.rb", "name 'shop'\n")
        .write(
            "Berksfile",
            "source 'https://supermarket.chef.io'\nmetadata\n"
                + "group :all do\n  cookbook 'lib', '< 2', git: 'x'\nend\n");
    assertThat(hosts()).containsExactly("one: cookbooks/lib-1.9.0 1.9.0");
  }

  @Test
  void berkshelfsLockDecidesAlsoBetweenFolders() {
    version("cookbooks/lib", "1.0.0");
    version("berks-cookbooks/lib", "2.0.0");
    assertThat(hosts()).containsExactly("one: cookbooks/lib 1.0.0");

    source.write(
        "Berksfile.lock",
        """
        DEPENDENCIES
          shop
            path: cookbooks/shop
          lib (>= 1.0)

        GRAPH
          apt (7.0.0)
          lib (2.0.0)
            apt (>= 0.0.0)
          shop (0.1.0)
            lib (= 2.0.0)
        """);
    assertThat(hosts()).containsExactly("one: berks-cookbooks/lib 2.0.0");
  }

  @Test
  void librariansLockAndBerkshelfsOldOneAreReadToo() {
    version("cookbooks/lib-1", "1.0.0");
    version("cookbooks/lib-2", "2.0.0");
    source.write(
        "Cheffile.lock",
        """
        SITE
          remote: https://supermarket.chef.io/api/v1
          specs:
            apt (7.0.0)
            lib (1.0.0)
              apt (>= 0.0.0)

        DEPENDENCIES
          lib (>= 0)
        """);
    assertThat(hosts()).containsExactly("one: cookbooks/lib-1 1.0.0");

    source
        .write("Cheffile.lock", "")
        .write("Berksfile.lock", "{\"sources\": {\"lib\": {\"locked_version\": \"1.0.0\"}}}");
    assertThat(hosts()).containsExactly("one: cookbooks/lib-1 1.0.0");
  }

  @Test
  void aLockedVersionThatIsNotThereIsTold() {
    version("cookbooks/lib", "1.0.0");
    source.write("Berksfile.lock", "DEPENDENCIES\n  lib\n\nGRAPH\n  lib (1.2.0)\n");

    assertThat(hosts()).containsExactly("one: cookbooks/lib 1.0.0");
    assertThat(source.estate().findings())
        .filteredOn(it -> it.code().equals("cookbook-version"))
        .extracting(Finding::message)
        .containsExactly("'lib' is version 1.0.0; 1.2.0 is asked for, and not in the source");
  }

  @Test
  void aCompanysOwnFolderWinsOverALock() {
    version("site-cookbooks/lib", "0.1.0");
    version("cookbooks/lib", "1.2.0");
    source.write("Berksfile.lock", "GRAPH\n  lib (1.2.0)\n");

    assertThat(hosts()).containsExactly("one: site-cookbooks/lib 0.1.0");
  }

  @Test
  void anEnvironmentsConstraintDecides() {
    version("cookbooks/lib-1", "1.0.0");
    version("cookbooks/lib-2", "2.0.0");
    source
        .write(
            "nodes/one.json", "{\"run_list\": [\"recipe[lib]\"], \"chef_environment\": \"live\"}")
        .write("nodes/two.json", "{\"run_list\": [\"recipe[lib]\"]}")
        .write("environments/live.rb", "name 'live'\ncookbook 'lib', '< 2'\n");
    assertThat(hosts()).containsExactly("one: cookbooks/lib-1 1.0.0", "two: cookbooks/lib-2 2.0.0");

    source.write("environments/live.rb", "cookbook_versions({'lib' => '= 3.0.0'})\n");
    assertThat(hosts()[0]).isEqualTo("one: cookbooks/lib-2 2.0.0");
    assertThat(source.estate().findings()).extracting(Finding::code).contains("cookbook-version");
  }

  @Test
  void recipesMayAskForTheVersion() {
    version("cookbooks/lib", "1.2.3");
    source.write("cookbooks/lib/recipes/default.rb", "log node['cookbooks']['lib']['version']\n");

    assertThat(hosts()).containsExactly("one: 1.2.3");
  }
}
