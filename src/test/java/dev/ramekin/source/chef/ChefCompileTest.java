package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real Chef holds after its compile phase where it is not what one would guess. */
class ChefCompileTest {
  @TempDir private Path folder = Path.of("");

  private ChefFolder source() {
    return new ChefFolder(folder);
  }

  private List<DeclaredResource> resources() {
    return source().declared().get(0).resources();
  }

  private List<String> names() {
    return resources().stream().map(DeclaredResource::name).toList();
  }

  @Test
  void everyTypeOfChefHasItsOwnDefaultAction() {
    source()
        .recipe(
            """
            windows_feature 'a'
            homebrew_cask 'b'
            rhsm_register 'c'
            whyrun_safe_ruby_block 'd'
            plist 'e'
            """);

    assertThat(resources())
        .extracting(DeclaredResource::actions)
        .containsExactly(
            List.of("install"),
            List.of("install"),
            List.of("register"),
            List.of("run"),
            List.of("set"));
  }

  @Test
  void chefPrefersItsOwnTypesThatOnceCameFromCookbooks() {
    source()
        .write("cookbooks/sudo/metadata.rb", "name 'sudo'\n")
        .write("cookbooks/sudo/resources/default.rb", "actions :install\ndefault_action :install\n")
        .write("cookbooks/cron/metadata.rb", "name 'cron'\n")
        .write("cookbooks/cron/resources/d.rb", "actions :add\ndefault_action :add\n")
        .write("cookbooks/shop/metadata.rb", "name 'shop'\ndepends 'sudo'\ndepends 'cron'\n")
        .write("cookbooks/shop/recipes/default.rb", "sudo 'admin'\ncron_d 'nightly'\n");

    List<DeclaredResource> all =
        ChefEvaluator.declare(source().read(), ChefOptions.DEFAULT.withRunList(List.of("shop")))
            .get(0)
            .resources();

    assertThat(all)
        .extracting(DeclaredResource::actions)
        .containsExactly(List.of("create"), List.of("add"));
  }

  @Test
  void everyDebianHostHasApt() {
    source()
        .recipe(
            """
            def command(name)
              ENV['PATH'].split(':').map { |folder| File.join(folder, name) }.find { |it| File.executable?(it) }
            end
            log "apt #{command('apt-get')}"
            log 'yum' if command('yum')
            package 'held' if File.exist?('/usr/bin/dpkg')
            """);

    assertThat(names()).containsExactly("apt /usr/bin/apt-get", "held");
  }

  @Test
  void metadataInJsonWinsOverMetadataInRuby() {
    source()
        .write("metadata.rb", "name 'other'\n")
        .write("metadata.json", "{\"name\": \"shop\", \"version\": \"2.0.0\"}")
        .write(
            "recipes/default.rb",
            "package \"#{cookbook_name}-#{run_context.cookbook_collection['shop'].version}\"\n");

    assertThat(names()).containsExactly("shop-2.0.0");
  }

  @Test
  void aRunListKnowsItsRolesAndRecipes() {
    source()
        .recipe(
            """
            package node.run_list.roles.inspect
            package node.run_list.recipes.inspect
            package node.run_list.include?('shop').inspect
            package node.run_list.map(&:to_s).inspect
            """);

    assertThat(names()).containsExactly("[]", "[\"shop\"]", "true", "[\"recipe[shop::default]\"]");
  }

  @Test
  void aRecipeMayMakeANodeOfItsOwn() {
    source()
        .recipe(
            """
            other = Chef::Node.new
            other.default['apt']['cacher'] = 'far'
            package "#{other['apt']['cacher']} #{node['apt'].inspect}"
            """);

    assertThat(names()).containsExactly("far nil");
  }

  @Test
  void aNodeHasTheRecipesThatWereIncluded() {
    source()
        .recipe(
            """
            package "before #{node.recipe?('shop::more')} #{node.recipe?('shop::default')}"
            include_recipe 'shop::more'
            """)
        .write(
            "recipes/more.rb",
            "package \"after #{node.recipe?('shop::more')} #{node['recipes'].include?('shop')}\"\n");

    assertThat(names()).containsExactly("before false true", "after true true");
  }

  @Test
  void platformsMayBeAskedForAsAList() {
    source()
        .recipe("package 'a' if platform?(%w[centos debian])\npackage 'b' if platform?(%w[x])\n");

    assertThat(names()).containsExactly("a");
  }

  @Test
  void nilStaysNilWithinAValue() {
    source().recipe("template '/a' do\n  variables('port' => nil, 'list' => [nil, 1])\nend\n");

    assertThat(resources().get(0).properties().get("variables"))
        .isEqualTo(Map.of("port", Optional.empty(), "list", Arrays.asList(Optional.empty(), 1L)));
  }

  @Test
  void aPropertyThatTakesTheNameIsSetOnceItWasRead() {
    source().recipe("a = file '/a'\nlog a.path\nfile '/b'\n");

    assertThat(resources().get(0).properties()).containsEntry("path", "/a");
  }

  @Test
  void chefsVersionComparesAsAVersion() {
    source()
        .recipe(
            """
            v = Chef::VERSION
            package [v >= 13, v >= '9.0', v < '100', v =~ '~> 16.0', v.to_f, v =~ /^16/].inspect
            package ChefUtils.debian?.inspect
            """);

    assertThat(names()).containsExactly("[true, true, true, true, 16.18, 0]", "true");
  }

  @Test
  void valuesAreCoercedAsTheTypesOfChefDo() {
    source()
        .recipe(
            """
            cron('a') { weekday :monday }
            cron_d('b') { weekday 'sun' }
            sysctl('c') { value [1, 2] }
            service('e') { options '-a b' }
            snap_package('f') { options '--x y' }
            """);

    assertThat(resources())
        .extracting(it -> it.properties().values().stream().skip(1).findFirst().orElseThrow())
        .startsWith("1", "0", "1 2", List.of("-a", "b"));
    assertThat(resources().get(4).properties()).containsEntry("options", List.of("--x", "y"));
  }

  @Test
  void theRunStateKnowsSymbolsFromTexts() {
    source().recipe("node.run_state['a'] = 1\npackage node.run_state[:a].inspect\n");

    assertThat(names()).containsExactly("nil");
  }

  @Test
  void foldersAreNoPartOfTheNamesOfRecipesAndResources() {
    source()
        .recipe("include_recipe 'shop::web'\nshop_door 'front'\nshop_sign 'open'\n")
        .write("recipes/install/web.rb", "package 'nginx'\n")
        .write("resources/doors/door.rb", "property :colour, String\naction(:paint) {}\n")
        .write("definitions/signs/shop_sign.rb", "define(:shop_sign) { log params[:name] }\n");

    assertThat(names()).containsExactly("nginx", "front", "open");
    assertThat(resources().get(1).actions()).containsExactly("paint");
  }

  @Test
  void whatChefKeepsAsItWasGivenStaysSo() {
    source()
        .recipe(
            """
            execute('a') { returns 7 }
            yum_repository('b') { baseurl 'https://example.com'; gpgkey %w[k l] }
            gem_package('c') { source 'https://example.com' }
            """);

    assertThat(resources().get(0).properties()).containsEntry("returns", 7L);
    assertThat(resources().get(1).properties())
        .containsEntry("baseurl", "https://example.com")
        .containsEntry("gpgkey", List.of("k", "l"));
    assertThat(resources().get(2).properties()).containsEntry("source", "https://example.com");
  }

  @Test
  void checksOfAFileAddUp() {
    source()
        .recipe(
            """
            file '/etc/shop.conf' do
              verify 'shop check %{path}'
              verify { |path| true }
            end
            """);

    assertThat(resources().get(0).properties())
        .containsEntry("verifications", List.of("shop check %{path}", "<Proc>"));
  }

  @Test
  void whoRunsACommandIsLookedUpBeforeItRuns() {
    source().recipe("execute 'a' do\n  user lazy { 'shop' }\n  cwd lazy { '/srv' }\nend\n");

    assertThat(resources().get(0).properties())
        .containsEntry("user", "shop")
        .containsEntry("cwd", "<lazy>");
  }

  @Test
  void recipesAndResourcesKnowWhereTheyBelongByVariablesToo() {
    source()
        .recipe("include_recipe \"#{@cookbook_name}::more\"\nshop_door 'front'\n")
        .write("recipes/more.rb", "log \"#{@recipe_name} of #{@cookbook_name}\"\n")
        .write("recipes/hinge.rb", "package 'hinge'\n")
        .write(
            "resources/door.rb",
            """
            actions :open
            def initialize(*args)
              super
              @run_context.include_recipe 'shop::hinge'
            end
            """);

    assertThat(names()).containsExactly("more of shop", "hinge", "front");
  }

  @Test
  void whoRescuesAMissingDataBagItemGoesOnWithoutIt() {
    source()
        .recipe(
            """
            secrets = data_bag_item('secrets', 'shop') rescue { 'port' => 80 }
            log "port #{secrets['port']}"
            begin
              Chef::EncryptedDataBagItem.load('secrets', 'shop')
            rescue Net::HTTPServerException => e
              log "answer #{e.response.code}"
            end
            begin
              log "name #{data_bag_item('secrets', 'shop')['name']}"
            rescue ArgumentError
              log 'not this way'
            end
            """);

    assertThat(names()).containsExactly("port 80", "answer 404", "<unknown>");
  }

  @Test
  void anyClassMayKeepValuesAsResourcesDo() {
    source()
        .recipe(
            """
            site = Shop::Site.new
            site.port 8080
            log "#{site.port} #{site.root} #{site.checked({ size: 1 })}"
            """)
        .write(
            "libraries/site.rb",
            """
            module Shop
              class Site
                include Chef::Mixin::ParamsValidate
                def port(value = nil) = set_or_return(:port, value, kind_of: Integer)
                def root(value = nil) = set_or_return(:root, value, default: '/srv')
                def checked(options)
                  validate(options, { size: { default: 3 }, name: { default: 'x' } })
                  options.values.join(',')
                end
              end
            end
            """);

    assertThat(names()).containsExactly("8080 /srv 1,x");
  }

  @Test
  void aPartialOfAPartialStandsBesideTheResource() {
    source()
        .recipe("shop_door('front') { colour 'red'; lock true }\n")
        .write("resources/door.rb", "use 'partial/_door'\naction(:open) {}\n")
        .write("resources/partial/_door.rb", "use 'partial/_lock'\nproperty :colour, String\n")
        .write("resources/partial/_lock.rb", "property :lock, [true, false]\n");

    assertThat(resources().get(0).properties())
        .containsEntry("colour", "red")
        .containsEntry("lock", true);
  }

  @Test
  void theVersionOfAPlatformIsComparedAsOne() {
    source()
        .recipe(
            """
            log 'newer' if platform_version >= '8.10'
            log 'text' if node['platform_version'] < '8.10'
            log 'attribute' if node['shop']['new']
            """)
        .write("attributes/default.rb", "default['shop']['new'] = platform_version >= '8'\n");

    assertThat(names()).containsExactly("newer", "text", "attribute");
  }

  @Test
  void anAttributeReadAsAMethodIsDefined() {
    source()
        .recipe(
            """
            log "#{defined?(node.platform).inspect} #{defined?(node.nothing_of_it).inspect}"
            run_context.include_recipe %w[shop::a shop::b]
            """)
        .write("recipes/a.rb", "package 'a'\n")
        .write("recipes/b.rb", "package 'b'\n");

    assertThat(names()).containsExactly("\"method\" nil", "a", "b");
  }

  @Test
  void aCommandThatRepeatsAFactIsAnsweredByIt() {
    source()
        .recipe(
            """
            log `lsb_release -cs`.strip
            log shell_out!('dpkg --print-architecture').stdout.chomp
            log Mixlib::ShellOut.new('/usr/bin/getconf LONG_BIT').run_command.stdout.to_i.to_s
            log shell_out('which apt-get').stdout.strip
            """);

    assertThat(names()).containsExactly("bookworm", "amd64", "64", "/usr/bin/apt-get");
  }

  @Test
  void aBareHostHasNeitherThePackageNorTheFile() {
    source()
        .recipe(
            """
            log 'to install' if shell_out('dpkg -l shop | grep "^ii  shop"').error?
            log 'installed' if Mixlib::ShellOut.new('rpm -q shop').run_command.exitstatus == 0
            log 'to make' unless FileTest.directory?('/srv/shop')
            """);

    assertThat(names()).containsExactly("to install", "to make");
  }
}
