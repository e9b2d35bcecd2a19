package dev.ramekin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.services.HostRules;
import dev.ramekin.model.Content;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Operation.RunCommand;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstallCommandsTest {
  private static final HostRules RULES = HostRules.read(ConverterFiles.builtIn());

  private static RunCommand command(
      String script, Optional<String> user, Optional<String> creates) {
    Provenance provenance =
        new Provenance("a.rb:1#1", Origin.of("a.rb", 1, 1), "a", Guard.ALWAYS, List.of());
    return new RunCommand(
        provenance,
        "sh",
        new Content.Inline(script),
        Optional.empty(),
        user,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        creates);
  }

  private static String read(String script) {
    return String.join(
        "; ",
        InstallCommands.of(command(script, Optional.empty(), Optional.empty()), RULES).stream()
            .map(it -> it.manager() + " " + String.join(" ", it.words()))
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gem install rack -v 2.2.8 --no-document|gem rack=2.2.8",
        "gem install rack --version='~> 2.2'|gem rack=~> 2.2",
        "gem install -q rails:7.0.8 rack|gem rails=7.0.8 rack",
        "sudo npm install -g grunt-cli@1.4|npm grunt-cli@1.4",
        "pip3 install --upgrade 'requests[socks]>=2,<3' flask==2.0|pip requests[socks]>=2,<3 flask==2.0",
        "gem install a && gem install b|gem a; gem b"
      })
  void whatOnlyInstallsPackagesIsRead(String script, String expected) {
    assertThat(read(script)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gem install rack && echo done >/etc/rack",
        "gem install ./rack-1.gem",
        "gem install rack --install-dir /opt/gems",
        "pip install -r requirements.txt",
        "gem install rack $MORE",
        "gem install rack > /dev/null",
        "npm install",
        "gem install"
      })
  void whatDoesMoreOrIsUnknownStaysACommand(String script) {
    assertThat(read(script)).isEmpty();
  }

  @Test
  void anotherUserInstallsForHimself() {
    assertThat(
            InstallCommands.of(
                command("gem install a", Optional.of("web"), Optional.empty()), RULES))
        .isEmpty();
  }

  @Test
  void whatItCreatesIsACondition() {
    assertThat(
            InstallCommands.of(
                    command("gem install a", Optional.empty(), Optional.of("/opt/a")), RULES)
                .get(0)
                .provenance()
                .guard()
                .conditions())
        .containsExactly(new Guard.Condition("test -e '/opt/a'", true, true));
  }
}
