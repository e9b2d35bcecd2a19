package dev.ramekin.plan;

import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CheckOutGit;
import dev.ramekin.model.Operation.CopyTree;
import dev.ramekin.model.Operation.CreateGroup;
import dev.ramekin.model.Operation.CreateUser;
import dev.ramekin.model.Operation.DefineUnit;
import dev.ramekin.model.Operation.Edit;
import dev.ramekin.model.Operation.EditFile;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.ManageService;
import dev.ramekin.model.Operation.RemoveAccount;
import dev.ramekin.model.Operation.RemovePath;
import dev.ramekin.model.Operation.RunCommand;
import dev.ramekin.model.Operation.ScheduleJob;
import dev.ramekin.model.Operation.Unconverted;
import dev.ramekin.model.Operation.UnpackArchive;
import dev.ramekin.model.deployment.Placement.Elsewhere;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What of a host operations are about, as {@link Elsewhere} names it. */
final class Subjects {
  private static final Pattern PATH = Pattern.compile("(?<![\\w.:/*-])/[\\w.+@-]+(?:/[\\w.+@-]+)*");

  private Subjects() {}

  /** Returns what of a place's operation no image holds; none when all of it is in one. */
  static List<Elsewhere> elsewhere(Place place) {
    if (place.operation() instanceof CreateUser user && user.passwordHash().isPresent()) {
      return List.of(
          new Elsewhere("user:" + user.name(), "Its password is a secret: no image holds it."));
    }
    if (place.isHeld()
        || place.kind() == Place.Kind.STAGE && !(place.operation() instanceof Unconverted)) {
      return secretFile(place.operation());
    }
    String reason = place.operation() instanceof Unconverted todo ? todo.reason() : place.note();
    return of(place.operation()).stream().map(it -> new Elsewhere(it, reason)).toList();
  }

  private static List<Elsewhere> secretFile(Operation operation) {
    return operation instanceof Operation.WriteFile file
            && file.content() instanceof Content.WithSecrets content
        ? List.of(
            new Elsewhere(
                file.path(),
                "It holds "
                    + String.join(", ", Texts.secrets(content))
                    + ", so it is put together when the container starts, in memory."))
        : List.of();
  }

  private static Set<String> of(Operation operation) {
    Set<String> subjects = new LinkedHashSet<>();
    Claims.paths(operation).forEach(path -> subjects.add(isTree(operation) ? below(path) : path));
    if (operation instanceof CreateUser user) {
      subjects.add("user:" + user.name());
      user.gid().ifPresentOrElse(it -> {}, () -> subjects.add("group:" + user.name()));
      if (user.manageHome()) {
        subjects.add(below(user.home().orElse("/home/" + user.name())));
      }
    } else if (operation instanceof CreateGroup group) {
      subjects.add("group:" + group.name());
    } else if (operation instanceof RemoveAccount account) {
      subjects.add((account.group() ? "group:" : "user:") + account.name());
    } else if (operation instanceof InstallPackages install) {
      install.packages().forEach(it -> subjects.add("package:" + it.name()));
    } else if (operation instanceof RunCommand command) {
      paths(Units.marked(command.script())).forEach(path -> subjects.add(below(path)));
    } else if (operation instanceof EditFile file
        && file.edit() instanceof Edit.Several edits
        && edits.backup().isPresent()) {
      subjects.add(file.path() + edits.backup().get());
    } else if (operation instanceof Unconverted todo) {
      if (todo.type().equals("unit")) {
        subjects.add("/etc/systemd/system/" + todo.name());
      }
      if (todo.type().equals("unit") || todo.type().equals("service")) {
        subjects.add("service:" + WorkloadFinder.plain(todo.name()));
      }
      Stream.concat(Stream.of(todo.name()), todo.properties().values().stream())
          .flatMap(text -> paths(text).stream())
          .forEach(path -> subjects.add(below(path)));
    } else {
      subjects.addAll(ofService(operation));
    }
    return subjects;
  }

  /** Whether an operation is about all that is below its path. */
  private static boolean isTree(Operation operation) {
    return operation instanceof CopyTree
        || operation instanceof UnpackArchive
        || operation instanceof CheckOutGit
        || operation instanceof RemovePath
        || operation instanceof RunCommand;
  }

  /** A path and all below it, as {@link Elsewhere} writes it. */
  private static String below(String path) {
    return path + "/";
  }

  private static List<String> ofService(Operation operation) {
    List<String> subjects = new ArrayList<>();
    if (operation instanceof DefineUnit unit) {
      subjects.add("/etc/systemd/system/" + unit.name());
      subjects.add("service:" + WorkloadFinder.plain(unit.name()));
    } else if (operation instanceof ManageService service) {
      subjects.add("service:" + WorkloadFinder.plain(service.name()));
    } else if (operation instanceof ScheduleJob job) {
      subjects.add(job.file().orElse("/var/spool/cron/crontabs/" + job.user()));
    }
    return subjects;
  }

  private static List<String> paths(String text) {
    List<String> paths = new ArrayList<>();
    Matcher matcher = PATH.matcher(text);
    while (matcher.find()) {
      paths.add(matcher.group());
    }
    return paths;
  }
}
