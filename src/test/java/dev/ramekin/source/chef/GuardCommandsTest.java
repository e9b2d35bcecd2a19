package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.lang.Budget;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.ServiceAction;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardCommandsTest {
  private static final Provenance HERE =
      new Provenance("1", Origin.ofFile("x.rb"), "", Guard.ALWAYS, List.of());

  private final HostState state = new HostState(Set.of("/bin/grep", "/usr/bin/dpkg"));

  GuardCommandsTest() {
    note(
        new Operation.InstallPackages(
            HERE,
            "apt",
            List.of(
                new Operation.PackageSpec("nginx", Optional.empty()),
                new Operation.PackageSpec("ruby3.1", Optional.empty()),
                new Operation.PackageSpec("redis-server", Optional.empty())),
            List.of()));
    file("/etc/shop.ini", "[shop]\nport = 80\n# old = 1\n", "644");
    file("/usr/local/bin/run-shop", "#!/bin/sh\n", "755");
    file("/etc/empty", "", "644");
    note(new Operation.MakeDirectory(HERE, "/srv/shop", Access.UNSPECIFIED, true));
    note(new Operation.MakeLink(HERE, "/srv/current", "/srv/shop", true));
    note(new Operation.RemovePath(HERE, "/etc/motd", false));
    note(new Operation.CreateGroup(HERE, "ops", Optional.empty(), List.of(), false, true));
    note(new Operation.RemoveAccount(HERE, "games", false));
    note(
        new Operation.ManageService(
            HERE, "nginx", List.of(ServiceAction.ENABLE, ServiceAction.START)));
  }

  private void note(Operation operation) {
    state.note(operation);
  }

  private void file(String path, String text, String mode) {
    Access access = new Access(Optional.empty(), Optional.empty(), Optional.of(mode));
    note(new Operation.WriteFile(HERE, path, new Content.Inline(text), access, false));
  }

  private String outcome(String command) {
    return new GuardCommands(state, new Budget(Budget.Limits.usual()), Optional.empty())
        .decide(command)
        .map(it -> (it.sure() ? "" : "likely ") + (it.holds() ? "yes" : "no"))
        .orElse("unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "test -f /etc/shop.ini                              => yes",
        "[ -f '/etc/shop.ini' ]                             => yes",
        "[[ -e \"/etc/shop.ini\" ]]                         => yes",
        "test -d /etc/shop.ini                              => no",
        "test -d /srv/shop                                  => yes",
        "test -d /srv                                       => yes",
        "test -e /etc/motd                                  => no",
        "! test -e /etc/motd                                => yes",
        "test ! -e /etc/motd                                => yes",
        "test -f /opt/other                                 => likely no",
        "test -f /etc/nginx/nginx.conf                      => likely yes",
        "test -x /etc/init.d/nginx                          => likely yes",
        "test -L /srv/current                               => yes",
        "[ -h /srv/shop ]                                   => no",
        "test -s /etc/empty                                 => no",
        "test -s /etc/shop.ini                              => yes",
        "test -x /usr/local/bin/run-shop                    => yes",
        "test -x /etc/shop.ini                              => no",
        "test -d /srv/shop -a -f /etc/shop.ini              => yes",
        "test -z ''                                         => yes",
        "[ a = b ]                                          => no",
        "which run-shop                                     => yes",
        "which grep >/dev/null 2>&1                         => yes",
        "command -v nginx > /dev/null                       => likely yes",
        "which ruby                                         => likely yes",
        "type curl                                          => likely no",
        "dpkg -s nginx                                      => yes",
        "dpkg -l redis-server | grep ^ii                    => yes",
        "dpkg -l | grep redis-server                        => yes",
        "dpkg -s vim 2>/dev/null | grep -q installed        => likely no",
        "dpkg-query -W -f '${Status}' nginx | grep installed => yes",
        "rpm -q nginx                                       => yes",
        "id root                                            => yes",
        "id -u shop                                         => likely no",
        "getent passwd games                                => no",
        "getent group ops                                   => yes",
        "getent passwd | grep shop                          => likely no",
        "grep -q '^games:' /etc/passwd                      => no",
        "cat /etc/group | grep ops                          => yes",
        "grep -q port /etc/shop.ini                         => yes",
        "grep -qE '^port\\s*=\\s*(80|443)$' /etc/shop.ini    => yes",
        "grep '^old' /etc/shop.ini                          => no",
        "grep -qF '[shop]' /etc/shop.ini                    => yes",
        "grep -qxF 'port = 8' /etc/shop.ini                 => no",
        "cat /etc/shop.ini | grep -i PORT                   => yes",
        "grep -q x /etc/fstab                               => likely no",
        "ls /srv/shop                                       => yes",
        "systemctl is-active --quiet nginx.service          => likely yes",
        "service postgresql status                          => likely no",
        "true && test -f /etc/shop.ini                      => yes",
        "false || { ! id games; }                           => yes",
        "test -d /srv/shop && which curl                    => likely no",
        "test -d /etc/shop.ini && psql -l                   => no",
        "psql -l && test -d /etc/shop.ini                   => no",
        "sudo test -d /srv/shop                             => yes",
        "psql -l | grep shop                                => unknown",
        "test -f $HOME/x                                    => unknown",
        "test -f `hostname`                                 => unknown",
        "ls /srv/*                                          => unknown",
        "grep --color x /etc/shop.ini                       => unknown",
        "test -f relative                                   => unknown",
        "test -f /a; test -f /b                             => unknown",
      })
  void whatEarlierOperationsLeftDecides(String command, String expected) {
    assertThat(outcome(command)).isEqualTo(expected);
  }

  @Test
  void aCommandMayHaveChangedWhatAFileSays() {
    note(
        new Operation.RunCommand(
            HERE,
            "sh",
            new Content.Inline("sed -i s/80/81/ /etc/shop.ini; rm -r /srv/shop"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty()));

    assertThat(outcome("grep -q 80 /etc/shop.ini")).isEqualTo("likely no");
    assertThat(outcome("test -d /srv/shop")).isEqualTo("likely no");
    assertThat(outcome("test -s /etc/empty")).isEqualTo("no");
  }

  /** The real shell says the same of commands that look at nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "! true",
        "false || true",
        "false && true || true",
        "true || false && false",
        "! false && ! true",
        "{ false || true; } && true",
        "( false )",
        "[ a = a ]",
        "[ a != a ]",
        "test -n ''",
        "[ ! -n '' ]",
        "[ a = a -a b = c ]",
        "[ a = a -o b = c ]",
        "echo one two | grep -q 'o t'",
        "echo one | grep -v one",
        "! echo a | grep b",
        "echo 'it'\\''s' | grep -q \"it's\"",
        "echo \"a \\\"b\\\"\" | grep -F '\"b\"'",
      })
  void theShellSaysTheSame(String command) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", command).start();
    shell.getInputStream().readAllBytes();
    int status = shell.waitFor();

    assertThat(outcome(command)).isEqualTo(status == 0 ? "yes" : "no");
  }

  /** The real grep finds the same. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "a+b => a+b",
        "a+b => aab",
        "a\\+b => aab",
        "-E a+b => aab",
        "-E a\\+b => a+b",
        "^*a => *a",
        "\\(ab\\)\\{2\\} => abab",
        "(ab) => ab",
        "(ab) => (ab)",
        "-E ^(a|b)$ => b",
        "a\\|b => b",
        "[[:space:]]x => a x",
        "[^[:digit:]] => 12",
        "[]x] => ]",
        "[a-c]\\. => b.",
        "-w lo => hello lo",
        "-w lo => hello",
        "-x hell => hello",
        "-i HELLO => hello",
        "-F a.c => abc",
        "-F [a => x[a",
        "\\bfoo\\b => a foo b",
        "\\<foo => afoo",
        "x\\? => y",
        "{2} => a{2}",
        "-E a{2} => aa",
        "\\$HOME => $HOME",
        "a$ => ba",
        "a$b => a$b",
      })
  void theRealGrepFindsTheSame(String call, String text) throws IOException, InterruptedException {
    List<String> words = new java.util.ArrayList<>(List.of("grep", "-q"));
    words.addAll(List.of(call.split(" ", 2)));
    Process grep = new ProcessBuilder(words).start();
    grep.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    grep.getOutputStream().close();
    int status = grep.waitFor();

    assertThat(Grep.of(words).map(it -> it.finds(text, new Budget(Budget.Limits.usual()))))
        .contains(status == 0);
  }
}
