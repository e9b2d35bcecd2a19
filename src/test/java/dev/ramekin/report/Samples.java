package dev.ramekin.report;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Host;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Platform;
import dev.ramekin.model.Provenance;
import dev.ramekin.model.Question;
import dev.ramekin.model.Secret;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Placement;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small conversion, written by hand: one host, five statements, a secret, a question. */
final class Samples {
  /** The password of the sample's database. */
  static final String PASSWORD = "correct-horse&battery";

  private static final Platform DEBIAN =
      new Platform("debian-12", "debian", "12", "debian", "bookworm", "amd64");

  private Samples() {}

  /** Returns a place in the shop's cookbook, reached through an include. */
  static Origin at(int line) {
    return new Origin(
        "cookbooks/shop/recipes/web.rb",
        line,
        3,
        List.of(
            new Origin.Frame("include_recipe shop::web", "cookbooks/shop/recipes/default.rb", 4)));
  }

  /** Returns a statement without operations. */
  static Statement statement(
      String id, int line, String type, String name, Map<String, Object> properties) {
    return new Statement(
        id,
        at(line),
        type,
        name,
        List.of("run"),
        properties,
        Status.CONVERTED,
        "",
        List.of(),
        List.of());
  }

  /** Returns a statement that installs a package. */
  static Statement installing(String id, int line, String name, String group) {
    Operation install =
        new Operation.InstallPackages(
            new Provenance(id, at(line), group, Guard.ALWAYS, List.of()),
            "apt",
            List.of(new Operation.PackageSpec(name, Optional.empty())),
            List.of());
    return new Statement(
        id,
        at(line),
        "package",
        name,
        List.of("install"),
        Map.of(),
        Status.CONVERTED,
        "",
        List.of(install),
        List.of());
  }

  /** Returns the statement with children in place of its own operations. */
  static Statement expandedTo(Statement parent, Statement... children) {
    return new Statement(
        parent.id(),
        parent.origin(),
        parent.type(),
        parent.name(),
        parent.actions(),
        parent.properties(),
        parent.status(),
        parent.reason(),
        List.of(),
        List.of(children));
  }

  /** Returns the sample's statements: four leaves and one custom resource above two of them. */
  static List<Statement> statements() {
    Statement unsupported =
        statement("web1/000005", 30, "ceph_osd", "/dev/<sdb>", Map.of("key", PASSWORD, "size", 3));
    return List.of(
        installing("web1/000001", 2, "nginx", "nginx"),
        expandedTo(
            statement("web1/000002", 8, "shop_site", "blue", Map.of()),
            statement("web1/000003", 9, "template", "/etc/nginx/blue.conf", Map.of()),
            statement(
                "web1/000004",
                12,
                "execute",
                "psql postgres://shop:" + PASSWORD + "@db",
                Map.of())),
        unsupported);
  }

  /** Returns where the sample's statements ended. */
  static List<Placement> placements() {
    return List.of(
        new Placement("web1/000001", Status.CONVERTED, "stage:base", ""),
        new Placement("web1/000003", Status.CONVERTED, "service:web", ""),
        new Placement("web1/000004", Status.QUESTION, "service:web", "asks for " + PASSWORD),
        new Placement("web1/000005", Status.UNSUPPORTED, "", "no converter for ceph_osd"));
  }

  /** Returns an estate of one host. */
  static Estate estate(List<Statement> statements) {
    Secret secret =
        new Secret(
            "shop_db_password", Optional.of(PASSWORD), Origin.ofFile("data_bags/shop/db.json"));
    Question question =
        new Question(
            "cookbooks/shop/recipes/web.rb:12#1",
            at(12),
            Question.Kind.CONDITION,
            "Does `test -f /srv/" + PASSWORD + "` succeed?",
            Optional.of("no"),
            List.of(
                new Question.Outcome("yes", List.of("execute[psql " + PASSWORD + "]")),
                new Question.Outcome("no", List.of())),
            Optional.empty());
    return new Estate(
        List.of(new Host("web1", DEBIAN, Map.of(), List.of("web"), statements)),
        List.of(
            Finding.warning("not-utf-8", at(1), "holds " + PASSWORD).advise("save it as UTF-8"),
            Finding.error("missing-cookbook", at(3), "there is no cookbook <monit>")),
        List.of(question),
        List.of(secret));
  }

  /** Returns a deployment of one service. */
  static Deployment deployment(List<Placement> placements) {
    return new Deployment(
        "shop",
        List.of(new Stage("web", DEBIAN, "debian:bookworm-slim", Optional.empty(), List.of())),
        List.of(web()),
        List.of(new Deployment.Volume("web-data", "pages")),
        List.of(new Deployment.Network("front", false)),
        List.of(),
        placements,
        List.of());
  }

  private static Service web() {
    return new Service(
        "web",
        "web",
        Optional.of("nginx"),
        List.of("nginx", "-g", "daemon off;", PASSWORD),
        Optional.of("www-data"),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of(
            new Service.Port(80, "tcp", Optional.of(8080)),
            new Service.Port(81, "tcp", Optional.empty())),
        List.of(new Service.VolumeMount("web-data", "/srv/www", true)),
        List.of(),
        List.of("shop_db_password"),
        List.of(),
        List.of("front"),
        Map.of(),
        List.of("db"),
        Optional.empty(),
        new Service.Limits(256, "0.5", 100, "service catalogue: nginx"),
        new Service.Isolation(true, List.of(), Map.of(), Map.of()),
        Optional.empty(),
        10,
        false,
        Service.Upkeep.NONE,
        List.of("web1"),
        at(2));
  }

  /** Returns a lock with two packages. */
  static Lock lock() {
    return new Lock(
        Lock.Strategy.PANTRY,
        List.of(Architecture.AMD64),
        Map.of("debian:bookworm-slim", new Lock.BaseImage("sha256:" + "ab".repeat(32), Map.of())),
        List.of(),
        Map.of(
            "web",
            new Lock.Stage(
                "debian:bookworm-slim",
                "debian-12",
                true,
                1L,
                List.of("nginx"),
                List.of(),
                List.of(),
                List.of())),
        Map.of("web", List.of(pack("libpcre2-8-0", 262_144), pack("nginx", 1_048_576))),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  private static Lock.Package pack(String name, long size) {
    return new Lock.Package(
        name,
        "1.22.1-9",
        "amd64",
        size,
        "cd".repeat(32),
        "pool/" + name + ".deb",
        "debian",
        List.of());
  }

  /** Returns the whole sample. */
  static Conversion conversion() {
    return new Conversion(
        estate(statements()),
        deployment(placements()),
        lock(),
        List.of(Finding.note("old-snapshot", Origin.ofFile("ramekin.lock"), "is a year old")));
  }
}
