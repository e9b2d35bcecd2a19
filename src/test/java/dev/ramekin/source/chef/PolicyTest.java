package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Host;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies as nodes. */
class PolicyTest {
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
    return estate.hosts().stream().map(PolicyTest::brief).toArray(String[]::new);
  }

  private static String brief(Host host) {
    return host.name()
        + ": "
        + String.join(", ", host.leaves().map(statement -> statement.name().strip()).toList());
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
  void whatAPolicyIncludesComesFirstAndIsNoHost() {
    source
        .write(
            "policyfiles/base.rb",
            "name 'base'\nrun_list 'shop::web'\ndefault['hand'] = 'left'\n"
                + "default['shop']['port'] = 2\n")
        .write(
            "policyfiles/app.rb",
            "name 'app'\ndefault_source :supermarket\n"
                + "include_policy 'base', path: './base.lock.json'\n"
                + "include_policy 'far', policy_name: 'far', server: 'https://chef.example'\n"
                + "cookbook 'shop', path: '../cookbooks/shop'\n"
                + "run_list 'shop'\ndefault['shop']['port'] = 3\n");

    assertThat(hosts()).containsExactly("app: web, debian 3 left");
    assertThat(source.estate().findings()).extracting(Finding::code).contains("missing-policy");
  }

  @Test
  void aPolicysLockDecidesBetweenVersions() {
    source
        .write("cookbook_artifacts/shop-aaaa/metadata.rb", "name 'shop'\nversion '2.0.0'\n")
        .write("cookbook_artifacts/shop-aaaa/recipes/web.rb", "log 'two'\n")
        .write("cookbook_artifacts/shop-bbbb/metadata.rb", "name 'shop'\nversion '2.0.0'\n")
        .write("cookbook_artifacts/shop-bbbb/recipes/web.rb", "log 'another two'\n")
        .write(
            "Policyfile.lock.json",
            """
            {"name": "app", "run_list": ["recipe[shop::web]"],
             "cookbook_locks": {"shop": {"version": "2.0.0", "identifier": "aaaa"}}}
            """);

    assertThat(hosts()).containsExactly("app: two");
  }

  @Test
  void aNodeIsUnderThePolicyThatItsGroupHadOnTheServer() {
    String old = "1".repeat(64);
    String recent = "2".repeat(64);
    source
        .write(
            "policies/app-" + old + ".json",
            "{\"name\": \"app\", \"revision_id\": \""
                + old
                + "\", \"run_list\": [\"recipe[shop]\"],"
                + "\"default_attributes\": {\"hand\": \"x\", \"live\": {\"hand\": \"lifted\"}}}")
        .write(
            "policies/app-" + recent + ".json",
            "{\"name\": \"app\", \"revision_id\": \""
                + recent
                + "\", \"run_list\": [\"recipe[shop::web]\"]}")
        .write(
            "policy_groups/live.json",
            "{\"policies\": {\"app\": {\"revision_id\": \"" + old + "\"}}}")
        .write(
            "policy_groups/trial.json",
            "{\"policies\": {\"app\": {\"revision_id\": \"" + recent + "\"}}}");
    assertThat(hosts()).containsExactly("app-live: debian 1 lifted", "app-trial: web");

    source
        .write(
            "cookbooks/shop/recipes/default.rb",
            "log \"#{node.policy_name} #{node.policy_group} #{node.chef_environment}\"\n")
        .write("nodes/one.json", "{\"policy_name\": \"app\", \"policy_group\": \"live\"}");
    assertThat(hosts()).containsExactly("one: app live live");
  }

  @Test
  void withAnEnvironmentOfTheUsersThatGroupIsTaken() {
    source.write(
        "Policyfile.rb",
        "name 'app'\nrun_list 'shop'\ndefault['live']['hand'] = 'lifted'\ndefault['hand'] = 'x'\n");

    assertThat(source.estate(ChefOptions.DEFAULT.withEnvironment("live")).hosts())
        .extracting(PolicyTest::brief)
        .containsExactly("app: debian 1 lifted");
    assertThat(source.estate(ChefOptions.DEFAULT.withEnvironment("live")).findings())
        .extracting(Finding::code)
        .doesNotContain("missing-environment");
  }
}
