package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Content;
import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Statement;
import dev.ramekin.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomResourceTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void cookbook() {
    write("metadata.rb", "name 'shop'\n");
  }

  @Test
  void actionsAndTheirResourcesMayCallMethodsOfTheResourceClass() {
    write("libraries/paths.rb", "module Paths\n  def base(more) = \"/srv/#{more}\"\nend\n");
    resource(
        "site",
        """
        include Paths
        property :port, Integer, default: 80
        action :create do
          directory base('a')
          file '/etc/site' do
            content "#{base('b')} #{port}"
          end
        end
        """);
    recipe("shop_site 'x'\n");

    assertThat(statements())
        .extracting(Statement::label)
        .containsExactly("directory[/srv/a]", "file[/etc/site]");
    assertThat(text("/etc/site")).isEqualTo("/srv/b 80");
  }

  @Test
  void whatSeveralResourcesCollectIsWrittenOnceAtTheEnd() {
    resource(
        "part",
        """
        property :text, String
        action :create do
          with_run_context(:root) do
            list = edit_resource(:template, '/etc/parts') do
              source 'parts.erb'
              variables['parts'] ||= []
              action :nothing
              delayed_action :create
            end
            list.variables['parts'].push(new_resource.text)
          end
        end
        """);
    write("templates/parts.erb", "<%= @parts.join(' ') %>");
    recipe("shop_part('1') { text 'one' }\nfile '/x'\nshop_part('2') { text 'two' }\n");

    assertThat(statements())
        .filteredOn(it -> !it.operations().isEmpty())
        .extracting(Statement::label)
        .containsExactly("file[/x]", "template[/etc/parts]");
    assertThat(text("/etc/parts")).isEqualTo("one two");
  }

  @Test
  void whatIsNotifiedSeesWhatWasChangedBefore() {
    resource(
        "note",
        """
        property :text, String
        action :create do
          node.run_state['notes'] = [*node.run_state['notes'], new_resource.text]
          file "/etc/note/#{new_resource.name}" do
            notifies :create, 'file[/etc/notes]', :delayed
          end
        end
        """);
    recipe(
        """
        file '/etc/notes' do
          content lazy { node.run_state['notes'].join(',') }
          action :nothing
        end
        shop_note('a') { text 'first' }
        shop_note('b') { text 'second' }
        """);

    assertThat(text("/etc/notes")).isEqualTo("first,second");
  }

  @Test
  void providesAsksTheNodeWhenTheNameIsUsed() {
    write("attributes/default.rb", "default['engine'] = 'new'\n");
    write(
        "libraries/engines.rb",
        """
        class Old < Chef::Resource
          provides :engine, os: 'linux'
          action(:run) { file '/old' }
        end
        class New < Chef::Resource
          provides(:engine, os: 'linux') { |node| node['engine'] == 'new' }
          action(:run) { file '/new' }
        end
        class Other < Chef::Resource
          provides :engine, platform: %w(suse !debian)
          action(:run) { file '/other' }
        end
        """);
    recipe("engine 'x'\n");

    assertThat(statements()).extracting(Statement::label).containsExactly("file[/new]");
  }

  @Test
  void aCurrentValueIsWhatEarlierResourcesLeft() {
    resource(
        "line",
        """
        property :path, String, name_property: true
        property :text, String
        load_current_value do |wanted|
          current_value_does_not_exist! unless ::File.exist?(wanted.path)
          text ::File.read(wanted.path)
        end
        action :create do
          file("#{new_resource.path}.new") if current_resource.nil?
          converge_if_changed :text do
            file "#{new_resource.path}.changed"
          end
        end
        """);
    recipe(
        """
        file('/a') { content 'same' }
        file('/b') { content 'other' }
        %w(/a /b /c).each { |path| shop_line(path) { text 'same' } }
        """);

    assertThat(statements())
        .filteredOn(it -> it.type().equals("file"))
        .extracting(Statement::name)
        .containsExactly("/a", "/b", "/b.changed", "/c.new", "/c.changed");
    assertThat(estate().questions()).isEmpty();
  }

  @Test
  void aRequiredPropertyThatIsMissingFailsItsResourceOnly() {
    resource(
        "user",
        """
        property :home, String, required: %i(create)
        action(:create) { directory new_resource.home }
        action(:remove) { file '/gone' }
        """);
    recipe("shop_user 'a'\nshop_user('b') { action :remove }\n");

    assertThat(statements())
        .extracting(Statement::label)
        .containsExactly("shop_user[a]", "file[/gone]");
    assertThat(statements().get(0).reason()).contains("home is a required property");
  }

  @Test
  void notifyingWhatIsNotDeclaredIsAFinding() {
    recipe("file('/a') { notifies :restart, 'service[web]' }\n");

    assertThat(estate().findings())
        .extracting(Finding::code, it -> it.origin().shortForm())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("missing-resource", "recipes/default.rb:1"));
  }

  @Test
  void lazyVariablesAreFoundAtAnyDepth() {
    write("templates/t.erb", "<%= @a[:b].first %> <%= @c %>");
    recipe(
        """
        template '/t' do
          source 't.erb'
          variables(a: { b: [lazy { node['late'] }] }, c: lazy { path })
        end
        node.default['late'] = 'later'
        """);

    assertThat(text("/t")).isEqualTo("later /t");
  }

  @Test
  void nilInAListOrHashStaysNil() {
    resource("site", "property :options, Hash\nproperty :ports, Range\naction(:create) {}\n");
    recipe("shop_site('x') { options('a' => nil); ports 1..3 }\n");

    assertThat(ChefEvaluator.declare(SourceReader.read(List.of(folder)), ChefOptions.DEFAULT))
        .singleElement()
        .extracting(it -> it.resources().get(0).properties())
        .hasToString("{name=x, options={a=Optional.empty}, ports=1..3}");
  }

  @Test
  void aConditionThatIsNotKnownGoesTheWayThatGoesOn() {
    recipe(
        """
        state = shell_out('probe').stdout.strip
        raise 'no such state' unless %w(on off).include?(state)
        package 'nginx'
        """);

    assertThat(estate().findings()).isEmpty();
    assertThat(estate().questions())
        .singleElement()
        .extracting(it -> it.defaultAnswer().orElse(""))
        .isEqualTo("yes");
  }

  @Test
  void whatWaitsInAnActionIsFoundByOthersOfTheSameAction() {
    resource(
        "app",
        """
        action :create do
          file "/srv/#{new_resource.name}" do
            notifies :run, "execute[unpack]", :delayed
          end
          execute 'unpack' do
            command "unpack #{new_resource.name}"
            notifies :run, 'execute[own]', :immediately
            action :nothing
          end
          execute 'own' do
            command "own #{new_resource.name}"
            action :nothing
          end
        end
        """);
    recipe("shop_app 'a'\nshop_app 'b'\n");

    assertThat(estate().findings()).isEmpty();
  }

  @Test
  void aResourceIsWrittenAsAHashOfItsProperties() {
    resource(
        "conf",
        """
        property :path, String, name_property: true
        property :port, Integer, default: 80
        property :host, String
        action :create do
          file(new_resource.path) { content new_resource.to_hash.compact.inspect }
        end
        """);
    recipe("shop_conf('/c') { host 'h' }\n");

    assertThat(text("/c")).isEqualTo("{:port=>80, :host=>\"h\"}");
  }

  @Test
  void chefsVersionIsComparedAsAVersion() {
    recipe(
        """
        package 'new' if Chef::VERSION >= Gem::Version.new('16.9')
        package 'old' if Chef::VERSION < '9.1'
        """);

    assertThat(statements()).extracting(Statement::label).containsExactly("package[new]");
  }

  @Test
  void aPropertyDoesNotHideTheResourceTypeOfItsName() {
    resource(
        "app",
        """
        property :service, String, default: 'web'
        action :create do
          register
        end
        action_class do
          def register
            service new_resource.service do
              action :start
            end
          end
        end
        """);
    recipe("shop_app 'a'\n");

    assertThat(statements()).extracting(Statement::label).containsExactly("service[web]");
  }

  private void recipe(String text) {
    write("recipes/default.rb", text);
  }

  private void resource(String name, String text) {
    write("resources/" + name + ".rb", text);
  }

  private Estate estate() {
    return ChefEvaluator.evaluate(SourceReader.read(List.of(folder)), ChefOptions.DEFAULT);
  }

  private List<Statement> statements() {
    return estate().hosts().get(0).leaves().toList();
  }

  private String text(String path) {
    return estate()
        .hosts()
        .get(0)
        .operations()
        .filter(it -> it instanceof Operation.WriteFile file && file.path().equals(path))
        .map(it -> ((Content.Inline) ((Operation.WriteFile) it).content()).text())
        .reduce("", (first, last) -> last);
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
