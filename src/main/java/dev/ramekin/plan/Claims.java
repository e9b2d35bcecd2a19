package dev.ramekin.plan;

import dev.ramekin.lang.unit.UnitWords;
import dev.ramekin.model.Access;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CheckOutGit;
import dev.ramekin.model.Operation.CopyTree;
import dev.ramekin.model.Operation.CreateGroup;
import dev.ramekin.model.Operation.CreateUser;
import dev.ramekin.model.Operation.EditFile;
import dev.ramekin.model.Operation.FetchFile;
import dev.ramekin.model.Operation.MakeDirectory;
import dev.ramekin.model.Operation.MakeLink;
import dev.ramekin.model.Operation.RemovePath;
import dev.ramekin.model.Operation.RunCommand;
import dev.ramekin.model.Operation.UnpackArchive;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which services an operation is for, by ever weaker signs. */
final class Claims {
  private static final Pattern TARGET = Pattern.compile("\\w*(?:service|unit)\\w*\\[(.+)]");

  private final String family;
  private final List<Workload> workloads;

  Claims(String family, List<Workload> workloads) {
    this.family = family;
    this.workloads = List.copyOf(workloads);
  }

  /** Returns the services whose own path the operation writes; the longest such path decides. */
  Set<String> byPath(Operation operation) {
    Set<String> names = new TreeSet<>();
    int longest = 0;
    for (String path : paths(operation)) {
      for (Workload workload : workloads) {
        for (String own : workload.paths()) {
          boolean leadsThere = operation instanceof MakeDirectory && Paths.below(own, path);
          if (!Paths.below(path, own) && !(leadsThere && Paths.depth(path) > 1)) {
            continue;
          }
          int length = Math.min(own.length(), path.length());
          if (length > longest) {
            longest = length;
            names.clear();
          }
          if (length == longest) {
            names.add(workload.name());
          }
        }
      }
    }
    return names;
  }

  /** Returns the services that have the name of the file an operation writes, less its suffix. */
  Set<String> byFileName(Operation operation) {
    Set<String> names = new TreeSet<>();
    for (String path : paths(operation)) {
      String name = Paths.last(path).replaceFirst("\\.[a-z]+$", "");
      workloads.stream()
          .filter(it -> it.name().equals(name) || it.hasUnit(name))
          .forEach(it -> names.add(it.name()));
    }
    return names;
  }

  /** Returns the services the operation notifies. */
  Set<String> byTrigger(Operation operation) {
    Set<String> names = new TreeSet<>();
    for (Trigger trigger : operation.provenance().triggers()) {
      Matcher matcher = TARGET.matcher(trigger.target());
      if (matcher.matches()) {
        names.addAll(byUnit(WorkloadFinder.plain(matcher.group(1))));
      }
    }
    return names;
  }

  /** Returns the service of a host that has a single one. */
  Optional<String> onlyOne() {
    return workloads.size() == 1 ? Optional.of(workloads.get(0).name()) : Optional.empty();
  }

  /** Returns the services with a unit of that name. */
  Set<String> byUnit(String unit) {
    Set<String> names = new TreeSet<>();
    workloads.stream().filter(it -> it.hasUnit(unit)).forEach(it -> names.add(it.name()));
    return names;
  }

  /** Returns the services that run as the user the operation is about or gives a path to. */
  Set<String> byAccount(Operation operation) {
    Set<String> names = new TreeSet<>();
    for (String account : accounts(operation)) {
      workloads.stream()
          .filter(
              it ->
                  it.user().filter(account::equals).isPresent()
                      || it.unit()
                          .flatMap(unit -> unit.group())
                          .filter(account::equals)
                          .isPresent())
          .forEach(it -> names.add(it.name()));
    }
    return names;
  }

  /** Returns the services that run as a user. */
  Set<String> byUser(String user) {
    Set<String> names = new TreeSet<>();
    workloads.stream()
        .filter(it -> it.user().filter(user::equals).isPresent())
        .forEach(it -> names.add(it.name()));
    return names;
  }

  /** Returns the services whose own paths a text mentions. */
  Set<String> byMention(String text) {
    Set<String> names = new TreeSet<>();
    for (Workload workload : workloads) {
      if (workload.paths().stream().anyMatch(text::contains)) {
        names.add(workload.name());
      }
    }
    return names;
  }

  /**
   * Returns the services a package belongs to: the catalogue says so, or their command is in it.
   */
  Set<String> byPackage(String name) {
    Set<String> names = new TreeSet<>();
    for (Workload workload : workloads) {
      boolean listed = workload.entry().filter(it -> it.hasPackage(family, name)).isPresent();
      boolean program =
          workload.unit().stream()
              .flatMap(unit -> unit.start().stream())
              .map(UnitWords::split)
              .anyMatch(words -> !words.isEmpty() && Paths.last(words.get(0)).equals(name));
      if (listed || program) {
        names.add(workload.name());
      }
    }
    return names;
  }

  /** Returns the services that the operation's cookbook or role manages, defines or installs. */
  Set<String> byGroup(String group) {
    Set<String> names = new TreeSet<>();
    workloads.stream()
        .filter(it -> it.groups().contains(group))
        .forEach(it -> names.add(it.name()));
    return names;
  }

  /** Returns the paths an operation writes. */
  static List<String> paths(Operation operation) {
    List<String> paths = new ArrayList<>();
    if (operation instanceof WriteFile file) {
      paths.add(file.path());
    } else if (operation instanceof EditFile file) {
      paths.add(file.path());
    } else if (operation instanceof MakeDirectory directory) {
      paths.add(directory.path());
    } else if (operation instanceof MakeLink link) {
      paths.add(link.path());
    } else if (operation instanceof RemovePath path) {
      paths.add(path.path());
    } else if (operation instanceof CopyTree tree) {
      paths.add(tree.path());
    } else if (operation instanceof FetchFile file) {
      paths.add(file.path());
    } else if (operation instanceof UnpackArchive archive) {
      paths.add(archive.destination());
    } else if (operation instanceof CheckOutGit checkout) {
      paths.add(checkout.path());
    } else if (operation instanceof RunCommand command) {
      command.cwd().ifPresent(paths::add);
      command.creates().ifPresent(paths::add);
    }
    return paths;
  }

  /** Returns who an operation gives something to. */
  static List<String> accounts(Operation operation) {
    List<String> accounts = new ArrayList<>();
    if (operation instanceof CreateUser user) {
      accounts.add(user.name());
      user.gid().ifPresent(accounts::add);
    } else if (operation instanceof CreateGroup group) {
      accounts.add(group.name());
      accounts.addAll(group.members());
    } else if (operation instanceof RunCommand command) {
      command.user().ifPresent(accounts::add);
      command.group().ifPresent(accounts::add);
    } else {
      access(operation)
          .ifPresent(
              access -> {
                access.owner().ifPresent(accounts::add);
                access.group().ifPresent(accounts::add);
              });
    }
    accounts.removeIf("root"::equals);
    return accounts;
  }

  static Optional<Access> access(Operation operation) {
    if (operation instanceof WriteFile file) {
      return Optional.of(file.access());
    }
    if (operation instanceof MakeDirectory directory) {
      return Optional.of(directory.access());
    }
    if (operation instanceof CopyTree tree) {
      return Optional.of(tree.access());
    }
    if (operation instanceof FetchFile file) {
      return Optional.of(file.access());
    }
    if (operation instanceof UnpackArchive archive) {
      return Optional.of(archive.access());
    }
    if (operation instanceof CheckOutGit checkout) {
      return Optional.of(checkout.access());
    }
    return Optional.empty();
  }
}
