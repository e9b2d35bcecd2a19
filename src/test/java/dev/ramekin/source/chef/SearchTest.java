package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches that the repository's own nodes, roles and data bags answer. */
class SearchTest {
  @TempDir private Path path = Path.of("");

  private ChefFolder repository(String recipe) {
    return new ChefFolder(path)
        .write("cookbooks/shop/metadata.rb", "name 'shop'\n")
        .write("cookbooks/shop/attributes/default.rb", "default['shop']['port'] = 8000\n")
        .write("cookbooks/shop/recipes/default.rb", recipe)
        .write("cookbooks/shop/recipes/app.rb", "")
        .write("roles/app.rb", "run_list 'recipe[shop::app]'\ndefault_attributes 'tier' => 'two'\n")
        .write("roles/all.rb", "run_list 'role[app]'\n")
        .write("environments/prod.rb", "name 'prod'\n")
        .write(
            "nodes/web1.json", "{\"run_list\": [\"recipe[shop]\"], \"chef_environment\": \"prod\"}")
        .write(
            "nodes/app1.json",
            "{\"run_list\": [\"role[app]\"], \"chef_environment\": \"prod\","
                + " \"automatic\": {\"ipaddress\": \"10.0.0.5\"}, \"normal\": {\"rack\": 4}}")
        .write("nodes/app2.json", "{\"run_list\": \"role[all]\"}");
  }

  private List<String> names(String recipe) {
    Estate estate = repository(recipe).estate(new NodeChoice("web1").options());
    return ChefFolder.statements(estate).stream().map(it -> it.name()).toList();
  }

  private record NodeChoice(String node) {
    private ChefOptions options() {
      ChefOptions usual = ChefOptions.DEFAULT;
      return new ChefOptions(
          usual.platform(),
          usual.facts(),
          usual.runList(),
          List.of(node),
          usual.environment(),
          usual.answers(),
          usual.converters(),
          usual.dataBagSecret());
    }
  }

  @Test
  void nodesAreFoundByRunListRolesEnvironmentAndAttributes() {
    assertThat(
            names(
                """
                search(:node, 'role:app').each { |n| log "role #{n.name}" }
                search(:node, 'roles:app').each { |n| log "roles #{n.name}" }
                search(:node, 'recipes:shop\\:\\:app AND chef_environment:prod').each { |n| log "env #{n.name}" }
                search(:node, 'recipes:shop').each { |n| log "default #{n.name}" }
                search(:node, 'rack:4 AND tier:two').each { |n| log "rack #{n.name}" }
                """))
        .containsExactly(
            "role app1", "roles app1", "roles app2", "env app1", "default web1", "rack app1");
  }

  @Test
  void aNodeThatIsFoundHasItsFactsAndTheAttributesOfItsCookbooks() {
    assertThat(
            names(
                "search(:node, 'name:app1') { |n| log \"#{n['ipaddress']}:#{n['shop']['port']}\" }"))
        .containsExactly("10.0.0.5:8000");
  }

  @Test
  void theNameOfANodeIsTakenForAddressesItsFileDoesNotSay() {
    assertThat(names("log search(:node, 'name:app2').first['fqdn']\n")).containsExactly("app2");
  }

  @Test
  void resultsAreFilteredAndPaged() {
    assertThat(
            names(
                """
                search(:node, 'roles:app', filter_result: { 'at' => ['ipaddress'], 'id' => ['name'] })
                  .each { |row| log "#{row['id']} #{row['at']}" }
                partial_search(:node, 'name:app1', keys: { 'n' => ['name'] }).each { |row| log row['n'] }
                rows, start, total = Chef::Search::Query.new.search(:node, 'roles:app')
                log "#{rows.size} from #{start} of #{total}"
                log search(:node, '*:*', rows: 1).size.to_s
                log search(:node, 'name:nobody').empty?.to_s
                """))
        .containsExactly("app1 10.0.0.5", "app2 app2", "app1", "2 from 0 of 2", "1", "true");
  }

  @Test
  void rolesEnvironmentsAndDataBagsAreSearchedToo() {
    repository("")
        .write("data_bags/people/ada.json", "{\"id\": \"ada\", \"groups\": [\"admin\", \"dev\"]}")
        .write("data_bags/people/bob.json", "{\"id\": \"bob\", \"groups\": [\"dev\"]}");

    assertThat(
            names(
                """
                search(:role, 'name:a*').each { |r| log "role #{r.name} #{r.run_list.first}" }
                search(:environment, '*:*').each { |e| log "environment #{e['name']}" }
                search(:people, 'groups:admin').each { |u| log "user #{u['id']}" }
                search('people').each { |u| log "any #{u['id']}" }
                """))
        .containsExactly(
            "role all role[app]",
            "role app recipe[shop::app]",
            "environment prod",
            "user ada",
            "any ada",
            "any bob");
  }

  @Test
  void aQueryThatCannotBeReadIsAFindingAndUnknown() {
    Estate estate =
        repository("log 'none' if search(:node, 'role:(web').empty?\n")
            .estate(new NodeChoice("web1").options());

    assertThat(estate.findings()).extracting(Finding::code).contains("bad-search");
    assertThat(ChefFolder.brief(estate)).containsExactly("question log[none]");
  }

  @Test
  void withoutNodesNothingIsFoundByDefaultAndNothingIsHidden() {
    ChefFolder lone =
        new ChefFolder(path)
            .recipe(
                """
                found = search(:node, 'role:web')
                log 'none' if found.empty?
                log 'one' unless found.empty?
                found.each { |n| log "peer #{n['name']}" }
                search(:users, 'groups:admin') { |u| user u['id'] }
                log "#{found.length} of #{(search(:node, 'a:b').first || node)['platform']}"
                """);

    assertThat(ChefFolder.brief(lone.estate()))
        .containsExactly(
            "converted log[none]",
            "question log[one]",
            "question log[<unknown>]",
            "question user[<unknown>]",
            "converted log[0 of debian]");
  }

  @Test
  void nodesAreFoundByTheirTags() {
    repository("search(:node, 'tags:edge') { |n| log n.name }\n")
        .write(
            "nodes/edge1.json", "{\"run_list\": [], \"normal\": {\"tags\": [\"edge\", \"eu\"]}}");

    assertThat(
            names(
                "search(:node, 'tags:edge AND tags:e?') { |n| log n.name }\n"
                    + "search(:node, 'edg', fuzz: true) { |n| log \"fuzzy #{n.name}\" }\n"))
        .containsExactly("edge1", "fuzzy edge1");
  }
}
