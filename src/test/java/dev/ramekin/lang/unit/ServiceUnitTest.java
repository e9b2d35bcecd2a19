package dev.ramekin.lang.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceUnitTest {
  @Test
  void aServiceIsReadWithEverythingAContainerCaresFor() {
    ServiceUnit unit =
        read(
            """
            [Unit]
            Description=Shop
            After=network.target redis-server.service
            Requires=postgresql.service

            [Service]
            Type=notify
            User=shop
            Group=www-data
            WorkingDirectory=/srv/shop
            Environment="GREETING=hello world" PORT=8080
            Environment=MODE=live
            EnvironmentFile=-/etc/default/shop
            ExecStartPre=+/usr/bin/install -d /run/shop
            ExecStart=/usr/bin/python3 app.py \\
              --port ${PORT} $ARGS
            RuntimeDirectory=shop
            StateDirectory=shop shop-uploads
            LimitNOFILE=65536
            LimitCORE=infinity
            MemoryMax=512M
            CPUQuota=150%
            TimeoutStopSec=1min 30s
            KillSignal=SIGINT
            CapabilityBoundingSet=CAP_NET_BIND_SERVICE CAP_CHOWN

            [Install]
            WantedBy=multi-user.target
            """);

    assertThat(unit.type()).isEqualTo("notify");
    assertThat(unit.start()).containsExactly("/usr/bin/python3 app.py  --port ${PORT} $ARGS");
    assertThat(unit.before()).containsExactly("/usr/bin/install -d /run/shop");
    assertThat(unit.environment())
        .containsExactly(
            Map.entry("GREETING", "hello world"),
            Map.entry("PORT", "8080"),
            Map.entry("MODE", "live"));
    assertThat(unit.environmentFiles()).containsExactly("/etc/default/shop");
    assertThat(unit.user()).contains("shop");
    assertThat(unit.stateDirectories()).containsExactly("shop", "shop-uploads");
    assertThat(unit.limits())
        .containsExactly(Map.entry("core", "-1"), Map.entry("nofile", "65536"));
    assertThat(unit.memoryMegabytes()).contains(512);
    assertThat(unit.cpus()).contains("1.50");
    assertThat(unit.stopSeconds()).contains(90);
    assertThat(unit.stopSignal()).contains("SIGINT");
    assertThat(unit.capabilities()).containsExactly("CHOWN", "NET_BIND_SERVICE");
    assertThat(unit.after()).containsExactly("redis-server", "postgresql");
    assertThat(unit.installed()).isTrue();
  }

  @Test
  void anEmptyAssignmentForgetsTheOnesBefore() {
    ServiceUnit unit = read("[Service]\nExecStart=/bin/a\nExecStart=\nExecStart=-/bin/b\n");

    assertThat(unit.start()).containsExactly("/bin/b");
  }

  @Test
  void wordsAreSplitWithoutAShell() {
    assertThat(UnitWords.split("a 'b c' \"d\\\"e\" f\\ g ''"))
        .containsExactly("a", "b c", "d\"e", "f g", "");
  }

  @Test
  void variablesArePutInAsSystemdDoes() {
    Map<String, String> environment = Map.of("ARGS", "-x -y", "PORT", "80");

    assertThat(UnitWords.command("run $ARGS --port=${PORT} ${ARGS} $OTHER $$5", environment))
        .isEqualTo(List.of("run", "-x", "-y", "--port=80", "-x -y", "$OTHER", "$5"));
  }

  @Test
  void nonsenseInQuantitiesIsLeftOut() {
    ServiceUnit unit =
        read("[Service]\nMemoryMax=many\nTimeoutStopSec=infinity\nCPUQuota=x\nLimitNOFILE=?\n");

    assertThat(unit.memoryMegabytes()).isEmpty();
    assertThat(unit.stopSeconds()).isEmpty();
    assertThat(unit.cpus()).isEmpty();
    assertThat(unit.limits()).isEmpty();
  }

  private static ServiceUnit read(String text) {
    return ServiceUnit.of(UnitFile.parse(text));
  }
}
