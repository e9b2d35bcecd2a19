package dev.ramekin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Access;
import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.RunCommand;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.Status;
import dev.ramekin.model.Trigger.Timing;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Deployment.Network;
import dev.ramekin.model.deployment.Placement;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Service.Port;
import dev.ramekin.model.deployment.Service.VolumeMount;
import dev.ramekin.model.deployment.Stage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final String UNIT =
      """
      [Service]
      User=shop
      WorkingDirectory=/srv/shop
      Environment=REDIS_URL=redis://localhost:6379/0
      ExecStart=/usr/bin/python3 app.py --port 8080
      """;

  @Test
  void aServiceTakesWhatIsAboutItsOwnPath() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .group("web")
                .packages("nginx")
                .start("nginx")
                .group("site")
                .file("/etc/nginx/conf.d/site.conf", "server { listen 8081; }\n"));

    assertThat(placement(plan, 3).target()).isEqualTo("service:nginx");
    assertThat(service(plan, "nginx").ports())
        .containsExactly(new Port(8081, "tcp", Optional.of(8081)));
  }

  @Test
  void whatNoServiceClaimsIsShared() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .group("web")
                .packages("nginx")
                .group("base")
                .file("/etc/motd", "Hello\n"));

    assertThat(placement(plan, 2))
        .isEqualTo(
            new Placement(
                "web1/000002", Status.CONVERTED, "stage:base", "No single service needs it."));
    assertThat(files(stage(plan, "base"))).containsExactly("/etc/motd");
    assertThat(stage(plan, "nginx").parent()).contains("base");
  }

  @Test
  void aListOfPackagesIsSplitOverServicesBaseAndHost() {
    Deployment plan = plan(new EstateBuilder().packages("nginx", "redis-server", "git", "ntp"));

    assertThat(packages(stage(plan, "nginx"))).containsExactly("nginx");
    assertThat(packages(stage(plan, "redis"))).containsExactly("redis-server");
    assertThat(packages(stage(plan, "base"))).containsExactly("git");
    assertThat(placement(plan, 1).note()).contains("Containers share the host's clock");
  }

  @Test
  void whatNoServiceNeedsIsInAnImageThatNothingStarts() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("nginx", "ntp")
                .file("/etc/sudoers.d/ops", "%ops ALL=(ALL) ALL\n")
                .file("/etc/logrotate.d/nginx", "/var/log/nginx/*.log {\n}\n"));

    assertThat(packages(stage(plan, "host"))).containsExactly("ntp");
    assertThat(files(stage(plan, "host"))).containsExactly("/etc/sudoers.d/ops");
    assertThat(files(stage(plan, "nginx"))).contains("/etc/logrotate.d/nginx");
    assertThat(plan.services()).extracting(Service::stage).containsExactly("nginx");
    assertThat(placement(plan, 2).status()).isEqualTo(Status.HOST);
  }

  @Test
  void aTimerAndItsServiceAreAJob() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .file(
                    "/etc/systemd/system/tidy.service",
                    "[Service]\nUser=www-data\nExecStart=/usr/local/bin/tidy --all\n")
                .file(
                    "/etc/systemd/system/tidy.timer",
                    "[Timer]\nOnCalendar=Mon..Fri 04:30\n[Install]\nWantedBy=timers.target\n"));

    assertThat(plan.services()).extracting(Service::name).containsExactly("jobs");
    assertThat(texts(stage(plan, "jobs"), "/etc/cron.d/tidy"))
        .isEqualTo("30 4 * * 1-5 www-data /usr/local/lib/jobs/tidy\n");
    assertThat(texts(stage(plan, "jobs"), "/usr/local/lib/jobs/tidy"))
        .endsWith("set -eu\n/usr/local/bin/tidy --all\n");
  }

  @Test
  void aStoppedServiceIsNoContainer() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("nginx")
                .add(
                    "service",
                    "nginx",
                    it ->
                        new Operation.ManageService(
                            it,
                            "nginx",
                            List.of(
                                Operation.ServiceAction.STOP, Operation.ServiceAction.DISABLE))));

    assertThat(plan.services()).isEmpty();
  }

  @Test
  void aUnitOfTheSourceBecomesAServiceWithItsNeighbour() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("redis-server", "python3")
                .systemUser("shop", "/srv/shop")
                .directory("/srv/shop/uploads", "shop")
                .unit("shop.service", UNIT));

    Service shop = service(plan, "shop");
    assertThat(shop.command()).containsExactly("/usr/bin/python3", "app.py", "--port", "8080");
    assertThat(shop.environment()).containsEntry("REDIS_URL", "redis://redis:6379/0");
    assertThat(shop.dependsOn()).containsExactly("redis");
    assertThat(shop.user()).contains("shop");
    assertThat(shop.ports()).containsExactly(new Port(8080, "tcp", Optional.empty()));
    assertThat(shop.volumes())
        .containsExactly(new VolumeMount("shop-uploads", "/srv/shop/uploads", false));
    assertThat(packages(stage(plan, "shop"))).containsExactly("python3");
    assertThat(plan.networks()).containsExactly(new Network("redis", true));
  }

  @Test
  void nginxReachesTheUpstreamThatNobodyElseCanBe() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .unit("app.service", "[Service]\nExecStart=/opt/app/run\n")
                .packages("nginx")
                .file("/etc/nginx/conf.d/app.conf", "proxy_pass http://127.0.0.1:3000;\n"));

    assertThat(service(plan, "app").ports())
        .containsExactly(new Port(3000, "tcp", Optional.empty()));
    assertThat(text(stage(plan, "nginx"), "/etc/nginx/conf.d/app.conf"))
        .isEqualTo("proxy_pass http://app:3000;\n");
    assertThat(service(plan, "nginx").networks()).containsExactly("app", "public");
  }

  @Test
  void localhostWithoutEvidenceStaysAndIsNamed() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("redis-server", "postgresql")
                .unit("app.service", "[Service]\nExecStart=/opt/app/run\n")
                .file("/opt/app/settings", "host = localhost\n"));

    assertThat(text(stage(plan, "app"), "/opt/app/settings")).isEqualTo("host = localhost\n");
    assertThat(plan.findings()).extracting(Finding::code).containsExactly("localhost");
  }

  @Test
  void aPortSettingCloseByTellsTheNeighbour() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("redis-server", "postgresql")
                .unit("app.service", "[Service]\nExecStart=/opt/app/run\n")
                .file("/opt/app/database.yml", "host: localhost\nuser: app\nport: 5432\n"));

    assertThat(text(stage(plan, "app"), "/opt/app/database.yml"))
        .isEqualTo("host: postgresql\nuser: app\nport: 5432\n");
  }

  @Test
  void aUrlOfAnOwnPortIsAskedAndNotListenedOn() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("redis-server")
                .file("/etc/redis/queue.json", "{\"queue\": \"redis://127.0.0.1:6379/2\"}\n")
                .file("/etc/redis/proxy.conf", "listen-url: tcp://127.0.0.1:6379\n"));

    assertThat(text(stage(plan, "redis"), "/etc/redis/queue.json"))
        .isEqualTo("{\"queue\": \"redis://127.0.0.1:6379/2\"}\n");
    assertThat(text(stage(plan, "redis"), "/etc/redis/proxy.conf"))
        .isEqualTo("listen-url: tcp://0.0.0.0:6379\n");
  }

  @Test
  void aFileOfSomebodyElseAsksForAnOwnPort() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("redis-server")
                .file("/etc/redis/sentinel.conf", "announce 127.0.0.1:6379\n")
                .file("/opt/jobs/redis-server.ini", "[queue]\nserver = 127.0.0.1:6379\n")
                .file("/opt/jobs/redis.py", "connect(('127.0.0.1', 6379))\n"));

    assertThat(text(stage(plan, "redis"), "/etc/redis/sentinel.conf"))
        .isEqualTo("announce 0.0.0.0:6379\n");
    assertThat(text(stage(plan, "redis"), "/opt/jobs/redis-server.ini"))
        .isEqualTo("[queue]\nserver = 127.0.0.1:6379\n");
    assertThat(text(stage(plan, "redis"), "/opt/jobs/redis.py"))
        .isEqualTo("connect(('127.0.0.1', 6379))\n");
  }

  @Test
  void aChangedFileGoesWithThePackageThatHasItsName() {
    String change = "sed -i 's/^expose_php.*/expose_php = Off/' /etc/php/8.2/apache2/php.ini";
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("apache2", "php-gd", "libapache2-mod-php", "mariadb-server")
                .run("php", change));

    assertThat(commands(stage(plan, "apache2"))).containsExactly(change);
    assertThat(commands(stage(plan, "base"))).isEmpty();
  }

  @Test
  void anEntryOfACrontabThatIsTakenOutIsNeverMade() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .job("old", "@daily", "root", "true")
                .job("new", "@hourly", "root", "false")
                .remove("/var/spool/cron/crontabs/root#old"));

    assertThat(text(stage(plan, "jobs"), "/var/spool/cron/crontabs/root"))
        .contains("@hourly false")
        .doesNotContain("@daily");
    assertThat(stage(plan, "jobs").operations()).noneMatch(Operation.RemovePath.class::isInstance);
  }

  @Test
  void aChangedFileGoesWithThePackagesOfItsRecipeBeforeTheOnlyService() {
    String change = "sed -i 's/^OPTIONS=.*/OPTIONS=-w/' /etc/default/rpcbind";
    Deployment plan =
        plan(
            new EstateBuilder()
                .group("queue")
                .packages("redis-server")
                .group("share")
                .packages("nfs-kernel-server")
                .run("rpcbind", change));

    assertThat(commands(stage(plan, "host"))).containsExactly(change);
    assertThat(commands(stage(plan, "redis"))).isEmpty();
  }

  @Test
  void aCommandThatChangesAFileOfAHostServiceRunsWhereThePackageIs() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("openssh-server", "cron")
                .run("port", "sed -i 's/^#Port .*/Port 2222/' /etc/ssh/sshd_config")
                .run("mode", "chmod 600 /etc/crontab")
                .run("mask", "sed -i 's/^UMASK.*/UMASK 027/' /etc/login.defs"));

    assertThat(commands(stage(plan, "host")))
        .containsExactly(
            "sed -i 's/^#Port .*/Port 2222/' /etc/ssh/sshd_config", "chmod 600 /etc/crontab");
    assertThat(commands(stage(plan, "base")))
        .containsExactly("sed -i 's/^UMASK.*/UMASK 027/' /etc/login.defs");
  }

  @Test
  void theSettingsOfAnInitScriptGoWithItsService() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("redis-server", "postgresql")
                .file("/etc/default/redis-server", "ULIMIT=65536\n"));

    assertThat(text(stage(plan, "redis"), "/etc/default/redis-server")).isEqualTo("ULIMIT=65536\n");
  }

  @Test
  void aUserThatMayNotListenThereDoesNotListenOnAPrivilegedPort() {
    String settings = "[mail]\nport = 24\n";
    EstateBuilder asNobody =
        new EstateBuilder()
            .unit("agent.service", "[Service]\nUser=nobody\nExecStart=/opt/agent/run\n")
            .file("/opt/agent/checks.ini", settings);
    EstateBuilder asRoot =
        new EstateBuilder()
            .unit("agent.service", "[Service]\nExecStart=/opt/agent/run\n")
            .file("/opt/agent/checks.ini", settings);

    assertThat(service(plan(asNobody), "agent").ports()).isEmpty();
    assertThat(service(plan(asRoot), "agent").ports()).hasSize(1);
  }

  @Test
  void anotherHostBecomesTheServiceOnIt() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .host("db1")
                .packages("postgresql")
                .host("web1")
                .unit("app.service", "[Service]\nExecStart=/opt/app/run\n")
                .file("/opt/app/database.yml", "host: db1.example.net\nport: 5432\n"));

    assertThat(text(stage(plan, "app"), "/opt/app/database.yml"))
        .isEqualTo("host: postgresql\nport: 5432\n");
    assertThat(service(plan, "app").dependsOn()).containsExactly("postgresql");
  }

  @Test
  void theOwnHostsNameWithANeighboursPortMeansTheNeighbour() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .host("app1")
                .packages("redis-server")
                .unit("app.service", "[Service]\nExecStart=/opt/app/run\n")
                .file("/opt/app/settings", "cache = app1:6379\nname = app1\n"));

    assertThat(text(stage(plan, "app"), "/opt/app/settings"))
        .isEqualTo("cache = redis:6379\nname = app1\n");
    assertThat(service(plan, "app").dependsOn()).containsExactly("redis");
  }

  @Test
  void redisIsStartedFirstOnlyForCommandsOfTheSource() {
    Deployment without = plan(new EstateBuilder().packages("redis-server"));
    Deployment with =
        plan(new EstateBuilder().packages("redis-server").run("warm", "redis-cli set a 1"));

    assertThat(service(without, "redis").firstStart()).isEmpty();
    assertThat(service(with, "redis").firstStart())
        .contains("if ! [ -e /var/lib/redis/.first-start-done ]; then");
  }

  @Test
  void theSameServiceOnTwoHostsIsOneAndADifferentOneIsTwo() {
    Deployment same =
        plan(new EstateBuilder().host("web1").packages("nginx").host("web2").packages("nginx"));
    Deployment different =
        plan(
            new EstateBuilder()
                .host("web1")
                .packages("nginx")
                .host("web2")
                .packages("nginx")
                .file("/etc/nginx/nginx.conf", "x\n"));

    assertThat(service(same, "nginx").hosts()).containsExactly("web1", "web2");
    assertThat(different.services())
        .extracting(Service::name)
        .containsExactly("nginx-web1", "nginx-web2");
  }

  @Test
  void clientCommandsWaitForTheFirstStart() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("postgresql")
                .run("create", "su - postgres -c 'createdb shop'"));

    assertThat(placement(plan, 2).target()).isEqualTo("service:postgresql");
    assertThat(service(plan, "postgresql").firstStart())
        .anyMatch(line -> line.contains("( sh /usr/local/lib/first-start/1 )"));
    assertThat(text(stage(plan, "postgresql"), "/usr/local/lib/first-start/1"))
        .isEqualTo("sh -c 'createdb shop'");
  }

  @Test
  void anAccountForLocalhostIsOneForEverywhere() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("mariadb-server")
                .run("grant", "mysql -e \"GRANT ALL ON shop.* TO 'shop'@'localhost'\""));

    assertThat(text(stage(plan, "mariadb"), "/usr/local/lib/first-start/1"))
        .contains("TO 'shop'@'%'");
  }

  @Test
  void secretsAreNamedAndNeverShown() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .secret("key", "open sesame")
                .systemUser("app", "/opt/app")
                .unit(
                    "app.service",
                    "[Service]\nUser=app\nEnvironment=KEY=@secret:key@ A=b\nExecStart=/opt/app/run\n"));

    Service app = service(plan, "app");
    assertThat(app.secrets()).containsExactly("key");
    assertThat(app.environment()).containsOnlyKeys("A");
    assertThat(app.environmentFiles()).containsExactly("/etc/app/secrets.env");
    assertThat(plan.toString()).doesNotContain("open sesame");
  }

  @Test
  void aCommandWithASecretIsNoStepOfAnImage() {
    Deployment plan =
        plan(new EstateBuilder().secret("key", "x").run("login", "login @secret:key@"));

    assertThat(placement(plan, 1).status()).isEqualTo(Status.UNSUPPORTED);
    assertThat(placement(plan, 1).note())
        .isEqualTo("it needs the secret key, which must not be in an image");
  }

  @Test
  void immediateNotificationsCountEachTimeAndDelayedOnesOnce() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .onlyWhenNotified()
                .run("compile", "make")
                .onlyWhenNotified()
                .run("never", "true")
                .onlyWhenNotified()
                .run("last", "echo last")
                .notifies("run", "execute[last]", Timing.DELAYED)
                .file("/opt/a", "a")
                .notifies("run", "execute[compile]", Timing.IMMEDIATELY)
                .file("/opt/b", "b")
                .notifies("run", "execute[compile]", Timing.IMMEDIATELY)
                .file("/opt/c", "c"));

    assertThat(stage(plan, "base").operations().stream().map(PlannerTest::describe))
        .containsExactly("install make", "/opt/a", "/opt/b", "make", "/opt/c", "make", "echo last");
    assertThat(placement(plan, 2).note()).contains("nothing that is carried out notifies it");
  }

  @Test
  void whatTheHostDoesIsSaidInOneSentence() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .packages("nginx")
                .start("ssh")
                .file("/etc/ssh/sshd_config", "x\n")
                .run("firewall", "ufw allow 80")
                .run("index", "apt-get update")
                .run("download", "curl -O http://example.net/x"));

    assertThat(plan.placements())
        .extracting(Placement::status)
        .containsExactly(
            Status.CONVERTED,
            Status.HOST,
            Status.HOST,
            Status.HOST,
            Status.CONVERTED,
            Status.UNSUPPORTED);
    assertThat(plan.placements()).allSatisfy(it -> assertThat(it.note()).isNotEmpty());
  }

  @Test
  void whatIsInAPersonsHomeStaysWithThePerson() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .add(
                    "user",
                    "ada",
                    it ->
                        new Operation.CreateUser(
                            it,
                            "ada",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("/bin/bash"),
                            Optional.empty(),
                            false,
                            true,
                            List.of(),
                            Optional.empty()))
                .directory("/home/ada/.ssh", "ada")
                .add(
                    "directory",
                    "/home/ada/bin",
                    it ->
                        new Operation.MakeDirectory(
                            it,
                            "/home/ada/bin",
                            new Access(
                                Optional.of("ada"), Optional.of("admins"), Optional.of("700")),
                            false))
                .file("/home/ada/.ssh/authorized_keys", "key\n", "ada", "600"));

    assertThat(plan.placements()).extracting(Placement::status).containsOnly(Status.HOST);
    assertThat(stage(plan, "base").operations()).isEmpty();
  }

  @Test
  void aJobRunsInAContainerOfItsService() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .group("cache")
                .packages("redis-server")
                .job("save", "@hourly", "redis", "redis-cli bgsave")
                .group("other")
                .job("tidy", "0 3 * * *", "root", "find /tmp -delete"));

    Service jobs = service(plan, "redis-jobs");
    assertThat(jobs.stage()).isEqualTo("redis");
    assertThat(jobs.volumes()).isEqualTo(service(plan, "redis").volumes());
    assertThat(text(stage(plan, "redis"), "/var/spool/cron/crontabs/redis"))
        .isEqualTo("# save\n@hourly redis-cli bgsave\n");
    assertThat(service(plan, "jobs").stage()).isEqualTo("jobs");
  }

  @Test
  void everyLeafHasExactlyOnePlacement() {
    Estate estate =
        new EstateBuilder()
            .packages("nginx")
            .unsupported("mystery", "x", "nobody knows it")
            .host("db1")
            .packages("postgresql")
            .run("a", "true")
            .build();
    Deployment plan = Planner.plan(estate, PlanOptions.bundled("shop"));

    assertThat(plan.placements())
        .extracting(Placement::statement)
        .containsExactly("web1/000001", "web1/000002", "db1/000001", "db1/000002");
    assertThat(stage(plan, "nginx").operations()).anyMatch(Operation.Unconverted.class::isInstance);
  }

  @Test
  void aDocumentRootThatNginxNamesIsShared() {
    Deployment plan =
        plan(
            new EstateBuilder()
                .group("app")
                .systemUser("app", "/srv/app")
                .unit(
                    "app.service",
                    "[Service]\nUser=app\nWorkingDirectory=/srv/app\nExecStart=/srv/app/run 8000\n")
                .file("/srv/app/public/logo.svg", "<svg/>", "app", "644")
                .file("/srv/app/run", "x", "app", "755")
                .group("web")
                .packages("nginx")
                .file("/etc/nginx/conf.d/app.conf", "root /srv/app/public;\n"));

    assertThat(files(stage(plan, "base"))).containsExactly("/srv/app/public/logo.svg");
    assertThat(stage(plan, "base").operations()).anyMatch(Operation.CreateUser.class::isInstance);
    assertThat(files(stage(plan, "app"))).containsExactly("/srv/app/run");
  }

  private static Deployment plan(EstateBuilder builder) {
    return Planner.plan(builder.build(), PlanOptions.bundled("shop"));
  }

  private static Placement placement(Deployment plan, int number) {
    return plan.placements().get(number - 1);
  }

  private static Service service(Deployment plan, String name) {
    return plan.services().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static Stage stage(Deployment plan, String name) {
    return plan.stages().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> files(Stage stage) {
    return stage.operations().stream()
        .filter(WriteFile.class::isInstance)
        .map(file -> ((WriteFile) file).path())
        .toList();
  }

  private static List<String> packages(Stage stage) {
    return stage.operations().stream()
        .filter(InstallPackages.class::isInstance)
        .flatMap(install -> ((InstallPackages) install).packages().stream())
        .map(Operation.PackageSpec::name)
        .toList();
  }

  private static String text(Stage stage, String path) {
    return stage.operations().stream()
        .filter(WriteFile.class::isInstance)
        .map(WriteFile.class::cast)
        .filter(file -> file.path().equals(path))
        .map(Texts::of)
        .findFirst()
        .orElseThrow();
  }

  private static String texts(Stage stage, String path) {
    return stage.operations().stream()
        .filter(WriteFile.class::isInstance)
        .map(WriteFile.class::cast)
        .filter(file -> file.path().equals(path))
        .map(Texts::of)
        .findFirst()
        .orElse("");
  }

  private static List<String> commands(Stage stage) {
    return stage.operations().stream().filter(RunCommand.class::isInstance).map(Texts::of).toList();
  }

  private static String describe(Operation operation) {
    if (operation instanceof InstallPackages install) {
      return "install " + install.packages().get(0).name();
    }
    return operation instanceof RunCommand command
        ? Texts.of(command.script())
        : ((WriteFile) operation).path();
  }
}
