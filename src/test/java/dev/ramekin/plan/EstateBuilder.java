package dev.ramekin.plan;

import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Estate;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Host;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Platform;
import dev.ramekin.model.Provenance;
import dev.ramekin.model.Secret;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import dev.ramekin.model.Trigger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Estates written by hand: one statement for each operation, numbered by line. */
public final class EstateBuilder {
  public static final Platform BOOKWORM =
      new Platform("debian-12", "debian", "12", "debian", "bookworm", "amd64");

  private final Map<String, List<Statement>> hosts = new LinkedHashMap<>();
  private final List<Secret> secrets = new ArrayList<>();
  private String host = "web1";
  private String group = "shop";
  private List<Trigger> triggers = List.of();
  private Guard guard = Guard.ALWAYS;
  private List<String> actions = List.of();
  private int line;

  public EstateBuilder host(String name) {
    host = name;
    hosts.putIfAbsent(name, new ArrayList<>());
    return this;
  }

  public EstateBuilder group(String name) {
    group = name;
    line = 0;
    return this;
  }

  public EstateBuilder notifies(String action, String target, Trigger.Timing timing) {
    triggers = List.of(new Trigger(action, target, timing));
    return this;
  }

  public EstateBuilder onlyIf(String command) {
    guard = new Guard(List.of(new Guard.Condition(command, true, false)));
    return this;
  }

  public EstateBuilder notIf(String command) {
    guard = new Guard(List.of(new Guard.Condition(command, true, true)));
    return this;
  }

  public EstateBuilder onlyWhenNotified() {
    actions = List.of("nothing");
    return this;
  }

  public EstateBuilder secret(String name, String value) {
    secrets.add(new Secret(name, Optional.of(value), Origin.of("data_bags/shop.json", 1, 1)));
    return this;
  }

  public EstateBuilder packages(String... names) {
    return add(
        "package",
        String.join(",", names),
        it ->
            new Operation.InstallPackages(
                it,
                "apt",
                Arrays.stream(names)
                    .map(name -> new Operation.PackageSpec(name, Optional.empty()))
                    .toList(),
                List.of()));
  }

  public EstateBuilder start(String name) {
    return add(
        "service",
        name,
        it ->
            new Operation.ManageService(
                it, name, List.of(Operation.ServiceAction.ENABLE, Operation.ServiceAction.START)));
  }

  public EstateBuilder file(String path, String text) {
    return file(path, text, "root", "644");
  }

  public EstateBuilder file(String path, String text, String owner, String mode) {
    return add(
        "template",
        path,
        it ->
            new Operation.WriteFile(
                it, path, new Content.Inline(text), access(owner, mode), false));
  }

  /** Adds a file in whose text {@code @secret:name@} stands for secrets. */
  public EstateBuilder secretFile(String path, String text, String owner, String mode) {
    return add(
        "template",
        path,
        it -> new Operation.WriteFile(it, path, Units.unmark(text), access(owner, mode), false));
  }

  public EstateBuilder directory(String path, String owner) {
    return add(
        "directory", path, it -> new Operation.MakeDirectory(it, path, access(owner, "755"), true));
  }

  public EstateBuilder link(String path, String target) {
    return add("link", path, it -> new Operation.MakeLink(it, path, target, true));
  }

  public EstateBuilder remove(String path) {
    return add("file", path, it -> new Operation.RemovePath(it, path, false));
  }

  public EstateBuilder systemUser(String name, String home) {
    return add(
        "user",
        name,
        it ->
            new Operation.CreateUser(
                it,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.of(home),
                Optional.of("/usr/sbin/nologin"),
                Optional.empty(),
                true,
                false,
                List.of(),
                Optional.empty()));
  }

  public EstateBuilder unit(String name, String text) {
    return add("systemd_unit", name, it -> new Operation.DefineUnit(it, name, Units.unmark(text)));
  }

  public EstateBuilder run(String name, String script) {
    return add(
        "execute",
        name,
        it ->
            new Operation.RunCommand(
                it,
                "sh",
                Units.unmark(script),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty()));
  }

  public EstateBuilder job(String name, String schedule, String user, String command) {
    return add(
        "cron",
        name,
        it ->
            new Operation.ScheduleJob(
                it, name, schedule, user, new Content.Inline(command), Map.of(), Optional.empty()));
  }

  /** Adds a statement with one operation. */
  public EstateBuilder add(String type, String name, Function<Provenance, Operation> operation) {
    return statement(type, name, Status.CONVERTED, "", operation);
  }

  /** Adds a statement no converter knows. */
  public EstateBuilder unsupported(String type, String name, String reason) {
    statement(type, name, Status.UNSUPPORTED, reason, it -> null);
    return this;
  }

  private EstateBuilder statement(
      String type,
      String name,
      Status status,
      String reason,
      Function<Provenance, Operation> operation) {
    line++;
    List<Statement> statements = hosts.computeIfAbsent(host, key -> new ArrayList<>());
    String id = host + "/" + String.format("%06d", statements.size() + 1);
    Origin origin = Origin.of("cookbooks/" + group + "/recipes/default.rb", line, 1);
    Operation made = operation.apply(new Provenance(id, origin, group, guard, triggers));
    statements.add(
        new Statement(
            id,
            origin,
            type,
            name,
            actions,
            Map.of(),
            status,
            reason,
            made == null ? List.of() : List.of(made),
            List.of()));
    triggers = List.of();
    guard = Guard.ALWAYS;
    actions = List.of();
    return this;
  }

  public Estate build() {
    List<Host> built = new ArrayList<>();
    hosts.forEach(
        (name, statements) ->
            built.add(
                new Host(
                    name, BOOKWORM, Map.of("fqdn", name + ".example.net"), List.of(), statements)));
    return new Estate(built, List.of(), List.of(), secrets);
  }

  private static Access access(String owner, String mode) {
    return new Access(Optional.of(owner), Optional.of(owner), Optional.of(mode));
  }
}
