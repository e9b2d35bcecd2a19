package dev.ramekin.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ramekin.yaml.YamlException;
import dev.ramekin.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Accounts, packages and sockets against what the checks say. */
class ComparisonTest {
  private static final AccountComparison ACCOUNTS =
      AccountComparison.of(
          """
          root:x:0:0:root:/root:/bin/bash
          shop:x:998:997::/srv/shop:/usr/sbin/nologin
          deploy:x:1000:1000:,,,:/home/deploy:/bin/sh
          """,
          """
          root:x:0:
          adm:x:4:shop,deploy
          shop:x:997:
          """);

  @Test
  void anAccountIsComparedPartByPart() {
    ServiceChecks checks =
        checks(
            """
            users:
              - {name: shop, uid: '998', group: shop, home: /srv/shop, groups: [adm]}
              - {name: deploy, shell: /bin/bash, groups: [adm, shop]}
              - {name: nobody, source: 'a.rb:3'}
            """);

    assertThat(ACCOUNTS.compare(checks))
        .extracting(CheckResult::passed, CheckResult::actual)
        .containsExactly(
            tuple(true, "exists, uid 998, group shop, home /srv/shop, in adm"),
            tuple(false, "exists, shell /bin/sh, in adm, in not shop"),
            tuple(false, "missing"));
  }

  @Test
  void aPrimaryGroupCountsAsMembership() {
    ServiceChecks checks =
        checks("groups: [{name: shop, gid: '997', members: [shop]}, {name: adm, members: [root]}]");

    assertThat(ACCOUNTS.compare(checks))
        .extracting(CheckResult::passed, CheckResult::actual)
        .containsExactly(
            tuple(true, "exists, gid 997, has shop"), tuple(false, "exists, has not root"));
  }

  @Test
  void onlyInstalledPackagesCount() {
    Map<String, String> installed =
        PackageComparison.installed("installed\tnginx\t1.22.1-9\nconfig-files\tapache2\t2.4\n");

    assertThat(
            PackageComparison.compare(
                checks("packages: {apache2: '2.4', nginx: 1.22.1-9}"), installed))
        .extracting(CheckResult::subject, CheckResult::actual, CheckResult::passed)
        .containsExactly(tuple("apache2", "missing", false), tuple("nginx", "1.22.1-9", true));
  }

  @Test
  void listeningSocketsAreReadFromTheKernelsTables() {
    String tables =
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
           0: 0100007F:18EB 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0
           1: 0100007F:0050 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0
          sl  local_address                         remote_address                        st
           0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A
          28: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0
        """;

    assertThat(ProcessComparison.listening(tables)).containsExactly(53, 6379, 8080);
    assertThat(
            ProcessComparison.compare(
                checks("ports: [80, 6379]"), ProcessComparison.listening(tables)))
        .extracting(CheckResult::actual)
        .containsExactly("open are [53, 6379, 8080]", "listening");
  }

  @Test
  void anUnknownKeyInAChecksFileIsNamedWithItsPlace() {
    assertThatThrownBy(() -> checks("fils: []"))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("checks/web.yaml:2")
        .hasMessageContaining("fils");
  }

  @Test
  void theConfigTellsServicesAndSecrets() throws Exception {
    ComposeConfig config =
        ComposeConfig.parse(
            """
            {"services": {"web": {}, "tool": {"profiles": ["manual"]}, "app": {}},
             "secrets": {"token": {"file": "/x/token"}, "key": {"environment": "KEY"}}}
            """);

    assertThat(config.services()).isEqualTo(List.of("app", "web"));
    assertThat(config.secretFiles()).containsOnly(Map.entry("token", "/x/token"));
  }

  private static ServiceChecks checks(String yaml) {
    return ChecksReader.read(YamlNode.parse("checks/web.yaml", "service: web\n" + yaml));
  }
}
