package dev.ramekin.generate;

import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CopyTree;
import dev.ramekin.model.Operation.CreateGroup;
import dev.ramekin.model.Operation.CreateUser;
import dev.ramekin.model.Operation.EditFile;
import dev.ramekin.model.Operation.MakeDirectory;
import dev.ramekin.model.Operation.MakeLink;
import dev.ramekin.model.Operation.RemovePath;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must hold inside a running container, for {@code checks/<service>.yaml}. */
final class Checks {
  /** A path. */
  public record FileCheck(
      String path,
      String type,
      String target,
      String mode,
      String owner,
      String group,
      String sha256,
      String source) {
    FileCheck withoutContent() {
      return new FileCheck(path, type, target, mode, owner, group, "", source);
    }
  }

  /** A user. */
  public record UserCheck(
      String name,
      String uid,
      String group,
      String home,
      String shell,
      String groups,
      String source) {}

  /** A group. */
  public record GroupCheck(String name, String gid, String members, String source) {}

  /** A package. */
  public record PackageCheck(String name, String version) {}

  private final List<Stage> chain;
  private final Service service;
  private final Lock lock;
  private final SortedMap<String, FileCheck> files = new TreeMap<>();
  private final SortedMap<String, UserCheck> users = new TreeMap<>();
  private final SortedMap<String, GroupCheck> groups = new TreeMap<>();

  Checks(List<Stage> chain, Service service, Lock lock) {
    this.chain = List.copyOf(chain);
    this.service = service;
    this.lock = lock;
    chain.forEach(stage -> stage.operations().forEach(this::add));
    service.volumes().forEach(mount -> files.keySet().removeIf(path -> below(path, mount.path())));
    service
        .temporary()
        .forEach(mount -> files.keySet().removeIf(path -> below(path, mount.path())));
    if (Guide.isJobs(service)) {
      files.replaceAll((path, check) -> isCronTable(path) ? check.withoutContent() : check);
    }
  }

  /** The container's starter sets the shell in these, so they differ from the image. */
  private static boolean isCronTable(String path) {
    return path.equals("/etc/crontab")
        || below(path, "/etc/cron.d")
        || below(path, "/var/spool/cron/crontabs");
  }

  Map<String, Object> model(String image) {
    Map<String, Object> model = new TreeMap<>();
    model.put("service", service(image));
    model.put("packages", packages());
    model.put("files", List.copyOf(files.values()));
    model.put("users", List.copyOf(users.values()));
    model.put("groups", List.copyOf(groups.values()));
    return model;
  }

  private Map<String, Object> service(String image) {
    Map<String, Object> model = new TreeMap<>();
    model.put("name", service.name());
    model.put("plainImage", image);
    model.put("source", service.origin().shortForm());
    model.put("processUser", service.user().orElse("root"));
    model.put("ports", service.ports().stream().map(Service.Port::number).toList());
    model.put("stopSeconds", service.stopSeconds());
    model.put("exitStatuses", service.upkeep().exitStatuses());
    service.upkeep().roundTrip().ifPresent(trip -> model.put("roundTrip", roundTrip(trip)));
    service
        .probe()
        .ifPresent(
            probe -> {
              model.put("probe", Map.of("timeout", probe.timeoutSeconds()));
              model.put("probeCommand", Json.list(probe.command()));
            });
    return model;
  }

  /** What a service without volumes keeps is gone with its container. */
  private Map<String, Object> roundTrip(Service.RoundTrip trip) {
    boolean lasting = trip.write().isEmpty() || !service.volumes().isEmpty();
    return Map.of("write", trip.write().orElse(""), "read", trip.read(), "lasting", lasting);
  }

  private List<PackageCheck> packages() {
    SortedMap<String, String> packages = new TreeMap<>();
    for (Stage stage : chain) {
      lock.architectures().stream()
          .limit(1)
          .flatMap(it -> lock.packages(stage.name(), it).stream())
          .forEach(it -> packages.put(it.name(), it.version()));
    }
    return packages.entrySet().stream()
        .map(it -> new PackageCheck(it.getKey(), it.getValue()))
        .toList();
  }

  private void add(Operation operation) {
    String source = operation.provenance().origin().shortForm();
    boolean certain = operation.provenance().guard().conditions().isEmpty();
    if (operation instanceof WriteFile file && certain) {
      files.put(file.path(), file(file, source));
    } else if (operation instanceof MakeDirectory directory && certain) {
      files.put(
          directory.path(),
          check(directory.path(), "directory", "", directory.access(), "", source));
    } else if (operation instanceof MakeLink link && link.symbolic() && certain) {
      files.put(
          link.path(), check(link.path(), "link", link.target(), Access.UNSPECIFIED, "", source));
    } else if (operation instanceof CopyTree tree && certain) {
      tree.files()
          .forEach(
              file ->
                  files.put(
                      tree.path() + "/" + file.path(),
                      check(
                          tree.path() + "/" + file.path(),
                          "file",
                          "",
                          tree.access(),
                          Hashes.sha256(file.content().bytes()),
                          source)));
    } else if (operation instanceof RemovePath path) {
      files.keySet().removeIf(known -> below(known, path.path()));
    } else if (operation instanceof EditFile edit) {
      files.computeIfPresent(edit.path(), (path, check) -> withoutHash(check));
    } else {
      account(operation, source);
    }
  }

  private void account(Operation operation, String source) {
    if (operation instanceof CreateUser user) {
      users.put(
          user.name(),
          new UserCheck(
              user.name(),
              user.uid().orElse(""),
              user.gid().filter(gid -> !gid.matches("\\d+")).orElse(""),
              user.home().orElse(""),
              user.shell().orElse(""),
              user.groups().isEmpty() ? "" : Yaml.list(user.groups()),
              source));
    } else if (operation instanceof CreateGroup group) {
      List<String> members = group.members().stream().filter(users::containsKey).toList();
      groups.put(
          group.name(),
          new GroupCheck(
              group.name(),
              group.gid().orElse(""),
              members.isEmpty() ? "" : Yaml.list(members),
              source));
    }
  }

  private static FileCheck file(WriteFile file, String source) {
    if (file.content() instanceof Content.WithSecrets) {
      String target = RootFiles.RENDERED + file.path();
      return check(file.path(), "link", target, Access.UNSPECIFIED, "", source);
    }
    boolean known = !(file.content() instanceof Content.Remote) && !file.onlyIfMissing();
    String hash = known ? Hashes.sha256(RootFiles.bytes(file.content())) : "";
    return check(file.path(), "file", "", file.access(), hash, source);
  }

  private static FileCheck check(
      String path, String type, String target, Access access, String sha256, String source) {
    return new FileCheck(
        path,
        type,
        target,
        access.mode().map(Checks::fourDigits).orElse(""),
        access.owner().orElse(""),
        access.group().orElse(""),
        sha256,
        source);
  }

  private static FileCheck withoutHash(FileCheck check) {
    return new FileCheck(
        check.path(),
        check.type(),
        check.target(),
        check.mode(),
        check.owner(),
        check.group(),
        "",
        check.source());
  }

  private static String fourDigits(String mode) {
    return "0".repeat(Math.max(0, 4 - mode.length())) + mode;
  }

  private static boolean below(String path, String ancestor) {
    return path.equals(ancestor) || path.startsWith(ancestor + "/");
  }
}
