package dev.ramekin.source.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.services.PackageRules;
import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.converters.services.ServiceEntry.Listening;
import dev.ramekin.converters.services.ServiceEntry.State;
import dev.ramekin.model.PackageFiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PackagedServicesTest {
  private static final PackageRules RULES = PackageRules.read(ConverterFiles.builtIn());
  private static final String UNIT = "/lib/systemd/system/queued.service";

  private static PackageFiles files(String name, Map<String, String> texts, String... folders) {
    return new PackageFiles(
        name, "debian:pool/main/q/queued", new TreeMap<>(texts), List.of(folders), List.of());
  }

  private static ServiceEntry only(PackageFiles... packages) {
    List<ServiceEntry> services = PackagedServices.of(List.of(packages), RULES);
    assertThat(services).hasSize(1);
    return services.get(0);
  }

  @Test
  void aUnitTellsCommandUserAndFolders() {
    ServiceEntry entry =
        only(
            files(
                "queued",
                Map.of(
                    UNIT,
                    """
                    [Service]
                    User=queue
                    EnvironmentFile=-/etc/default/queued
                    ExecStart=/usr/sbin/queued --config /etc/queued/queued.conf $OPTIONS
                    RuntimeDirectory=queued
                    KillSignal=SIGINT
                    TimeoutStopSec=5
                    [Install]
                    WantedBy=multi-user.target
                    Alias=queue.service
                    """,
                    "/etc/queued/queued.conf",
                    "# the port\nport = 4711\n"),
                "/var/lib/queued",
                "/var/log/queued"));

    assertThat(entry.service()).isEqualTo("queued");
    assertThat(entry.hasUnit("queue")).isTrue();
    assertThat(entry.hasPackage("debian", "queued")).isTrue();
    assertThat(entry.running().command())
        .containsExactly(
            "sh", "-c", "exec /usr/sbin/queued --config /etc/queued/queued.conf $OPTIONS");
    assertThat(entry.running().user()).contains("queue");
    assertThat(entry.running().environmentFiles()).containsExactly("/etc/default/queued");
    assertThat(entry.running().stopSignal()).contains("SIGINT");
    assertThat(entry.running().stopSeconds()).isEqualTo(5);
    assertThat(entry.network().ports()).containsExactly(new Listening(4711, "tcp"));
    assertThat(entry.places().owns()).containsExactly("/etc/queued");
    assertThat(entry.places().state()).containsExactly(new State("/var/lib/queued", "data"));
    assertThat(entry.places().runtime()).containsExactly("/run/queued");
    assertThat(entry.places().temporary()).containsExactly("/tmp", "/var/log/queued");
    assertThat(entry.isolation().capabilities()).isEmpty();
  }

  @Test
  void aDaemonThatLeavesIsWaitedFor() {
    ServiceEntry entry =
        only(
            files(
                "queued",
                Map.of(
                    UNIT,
                    "[Service]\nType=forking\nExecStart=/usr/sbin/queued-with-a-long-name\n")));

    assertThat(entry.running().command())
        .containsExactly(
            "/usr/local/bin/run-daemon", "queued-with-a-l", "/usr/sbin/queued-with-a-long-name");
    assertThat(entry.changes().files())
        .extracting(it -> it.path())
        .containsExactly("/usr/local/bin/run-daemon");
    assertThat(entry.probe().orElseThrow().command()).last().isEqualTo("queued-with-a-l");
    assertThat(entry.isolation().capabilities()).contains("SETUID");
  }

  @Test
  void anInitScriptIsRunWhereThereIsNoUnit() {
    ServiceEntry entry =
        only(
            files(
                "queued",
                Map.of(
                    "/etc/init.d/queued",
                    "#!/bin/sh\nDAEMON=/usr/sbin/queued\ncase $1 in esac\n")));

    assertThat(entry.running().command())
        .containsExactly("/usr/local/bin/run-daemon", "queued", "/etc/init.d/queued", "start");
  }

  @Test
  void theUnitOfAnotherPackageOfTheSourceCounts() {
    ServiceEntry entry =
        only(
            files("queued", Map.of()),
            files("queued-common", Map.of(UNIT, "[Service]\nExecStart=/usr/sbin/queued\n")));

    assertThat(entry.service()).isEqualTo("queued");
  }

  @Test
  void whatRunsOnceIsNoService() {
    assertThat(
            PackagedServices.of(
                List.of(
                    files(
                        "queued", Map.of(UNIT, "[Service]\nType=oneshot\nExecStart=/bin/true\n"))),
                RULES))
        .isEmpty();
  }

  @Test
  void foldersOfTmpfilesAreMadeAtStart() {
    ServiceEntry entry =
        only(
            files(
                "queued",
                Map.of(
                    UNIT,
                    "[Service]\nExecStart=/usr/sbin/queued\n",
                    "/usr/lib/tmpfiles.d/queued.conf",
                    "d /var/run/queued 0755 queue queue -\n")));

    assertThat(entry.places().runtime()).containsExactly("/run/queued");
  }

  @Test
  void foldersThatItsConfigurationNamesAreKept() {
    ServiceEntry entry =
        only(
            files(
                "queued",
                Map.of(
                    UNIT,
                    "[Service]\nExecStart=/usr/sbin/queued\nReadWriteDirectories=-/var/lib/queue\n",
                    "/etc/queued/queued.conf",
                    "# dir /var/lib/old\ncache /var/cache/queued/pages\n",
                    "/var/lib/dpkg/info/queued.postinst",
                    "mkdir -p /var/spool/queued\nucf /var/lib/ucf/x /var/lib/$name /etc/q\n")));

    assertThat(entry.places().state())
        .extracting(State::path)
        .containsExactly("/var/cache/queued", "/var/lib/queue", "/var/spool/queued");
  }

  @Test
  void itKeepsOnlyCapabilitiesThatAnEngineGives() {
    ServiceEntry entry =
        only(
            files(
                "queued",
                Map.of(
                    UNIT,
                    """
                    [Service]
                    ExecStart=/usr/sbin/queued
                    CapabilityBoundingSet=CAP_SETUID CAP_SETGID CAP_SYS_RESOURCE CAP_SYS_TIME
                    """)));

    assertThat(entry.isolation().capabilities()).containsExactlyInAnyOrder("SETUID", "SETGID");
    assertThat(entry.running().init()).isTrue();
    assertThat(entry.running().stopSeconds()).isEqualTo(90);
  }
}
