package dev.ramekin.verify;

import dev.ramekin.verify.ExpectedState.Crontab;
import dev.ramekin.verify.ExpectedState.FileState;
import dev.ramekin.verify.ExpectedState.GroupState;
import dev.ramekin.verify.ExpectedState.Permissions;
import dev.ramekin.verify.ExpectedState.UserState;
import dev.ramekin.verify.ImageContents.Entry;
import dev.ramekin.verify.ImageContents.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds a recorded host against images. A thing is as it was when one image has it so: what belongs
 * to a service lives in that service's image. What was removed must be in none.
 */
final class StateComparison {
  private static final String MISSING = "missing";
  private static final int COMMENT = 4;
  private static final int HOME = 5;
  private static final int SHELL = 6;

  private final List<Candidate> candidates;
  private final ReportReasons reasons;

  /** An image with its accounts. */
  private record Candidate(ImageContents image, ImageAccounts accounts) {}

  /** What differs in one image. */
  private record Outcome(String image, List<String> differences) {}

  private StateComparison(List<ImageContents> images, ReportReasons reasons) {
    this.candidates =
        images.stream().map(image -> new Candidate(image, ImageAccounts.of(image))).toList();
    this.reasons = reasons;
  }

  /** Returns a row for everything the record holds. */
  static List<StateRow> compare(
      ExpectedState state, List<ImageContents> images, ReportReasons reasons) {
    return new StateComparison(images, reasons).rows(state);
  }

  private List<StateRow> rows(ExpectedState state) {
    List<StateRow> rows = new ArrayList<>();
    state.files().forEach(it -> rows.add(ofPath("file", it.path(), image -> file(image, it))));
    state
        .directories()
        .forEach(
            it ->
                rows.add(
                    ofPath(
                        "directory",
                        it.path(),
                        image -> node(image, it.path(), Kind.DIRECTORY, it.permissions()))));
    state
        .links()
        .forEach(
            it ->
                rows.add(ofPath("link", it.path(), image -> link(image, it.path(), it.target()))));
    state.removed().forEach(it -> rows.add(removed(it)));
    state.users().forEach(it -> rows.add(ofName("user", it.name(), image -> user(image, it))));
    state.groups().forEach(it -> rows.add(ofName("group", it.name(), image -> group(image, it))));
    state
        .crontabs()
        .forEach(it -> rows.add(ofPath("crontab", it.path(), image -> crontab(image, it))));
    state.enabledServices().forEach(it -> rows.add(service(it)));
    state.packages().forEach(it -> rows.add(ofName("package", it, image -> pack(image, it))));
    return rows;
  }

  private StateRow ofPath(String kind, String path, Function<Candidate, List<String>> differences) {
    Outcome best = best(differences);
    return new StateRow(
        kind,
        path,
        best.image(),
        best.differences(),
        best.differences().isEmpty() ? List.of() : reasons.ofPath(path));
  }

  private StateRow ofName(String kind, String name, Function<Candidate, List<String>> differences) {
    Outcome best = best(differences);
    return new StateRow(
        kind,
        name,
        best.image(),
        best.differences(),
        best.differences().isEmpty() ? List.of() : reasons.of(kind, name));
  }

  /** The image with the fewest differences; one that lacks the thing comes last. */
  private Outcome best(Function<Candidate, List<String>> differences) {
    return candidates.stream()
        .map(it -> new Outcome(it.image().target(), differences.apply(it)))
        .min(
            Comparator.comparing((Outcome it) -> it.differences().equals(List.of(MISSING)))
                .thenComparing(it -> it.differences().size()))
        .map(it -> it.differences().equals(List.of(MISSING)) ? missing() : it)
        .orElse(missing());
  }

  private static Outcome missing() {
    return new Outcome("", List.of(MISSING));
  }

  private static List<String> file(Candidate candidate, FileState file) {
    List<String> found = node(candidate, file.path(), Kind.FILE, file.permissions());
    Optional<Entry> entry = candidate.image().at(file.path());
    if (entry.isEmpty() || entry.get().kind() != Kind.FILE) {
      return found;
    }
    List<String> differences = new ArrayList<>(found);
    if (file.sha256().filter(it -> !it.equals(entry.get().sha256())).isPresent()) {
      differences.add("content");
    }
    return differences;
  }

  private static List<String> node(
      Candidate candidate, String path, Kind kind, Permissions permissions) {
    Optional<Entry> entry = candidate.image().at(path);
    if (entry.isEmpty()) {
      return List.of(MISSING);
    }
    Entry found = entry.get();
    if (found.kind() != kind) {
      return List.of("is a " + found.kind().name().toLowerCase(java.util.Locale.ROOT));
    }
    List<String> differences = new ArrayList<>();
    add(differences, "mode", permissions.mode(), found.mode());
    add(differences, "owner", permissions.owner(), candidate.accounts().owner(found.uid()));
    add(differences, "group", permissions.group(), candidate.accounts().group(found.gid()));
    return differences;
  }

  private static List<String> link(Candidate candidate, String path, String target) {
    Optional<Entry> entry = candidate.image().at(path);
    if (entry.isEmpty()) {
      return List.of(MISSING);
    }
    List<String> differences = new ArrayList<>();
    add(differences, "target", target, entry.get().target());
    return differences;
  }

  private StateRow removed(String path) {
    List<String> holders =
        candidates.stream()
            .filter(it -> it.image().at(path).isPresent())
            .map(it -> it.image().target())
            .toList();
    return new StateRow(
        "removed",
        path,
        String.join(" ", holders),
        holders.isEmpty() ? List.of() : List.of("is there"),
        holders.isEmpty() ? List.of() : reasons.ofPath(path));
  }

  private static List<String> user(Candidate candidate, UserState user) {
    ImageAccounts accounts = candidate.accounts();
    Optional<List<String>> row = accounts.user(user.name());
    if (row.isEmpty()) {
      return List.of(MISSING);
    }
    List<String> differences = new ArrayList<>();
    add(differences, "group", user.group(), accounts.primaryGroup(row.get()));
    add(differences, "comment", user.comment(), row.get().get(COMMENT));
    add(differences, "home", user.home(), row.get().get(HOME));
    add(differences, "shell", user.shell(), row.get().get(SHELL));
    add(differences, "groups", user.groups(), accounts.groupsOf(user.name()));
    add(differences, "password", user.password(), accounts.password(user.name()));
    return differences;
  }

  private static List<String> group(Candidate candidate, GroupState group) {
    if (!candidate.accounts().hasGroup(group.name())) {
      return List.of(MISSING);
    }
    List<String> differences = new ArrayList<>();
    add(differences, "members", group.members(), candidate.accounts().members(group.name()));
    return differences;
  }

  private static List<String> crontab(Candidate candidate, Crontab crontab) {
    Optional<String> text = candidate.image().text(crontab.path());
    if (text.isEmpty()) {
      return List.of(MISSING);
    }
    List<String> lines =
        text.get()
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    return lines.equals(crontab.lines()) ? List.of() : List.of("lines");
  }

  private static List<String> pack(Candidate candidate, String name) {
    String status = candidate.image().text("/var/lib/dpkg/status").orElse("");
    return ("\n" + status).contains("\nPackage: " + name + "\nStatus: install ok installed")
        ? List.of()
        : List.of(MISSING);
  }

  /** A service is as it was when its container has it: the report says which one. */
  private StateRow service(String unit) {
    List<String> found = reasons.of("service", unit.replaceFirst("\\.service$", ""));
    return new StateRow("service", unit, "", List.of("no service manager"), found);
  }

  private static <T> void add(List<String> differences, String what, T expected, T found) {
    if (!expected.equals(found)) {
      differences.add(what + " is " + found + ", was " + expected);
    }
  }
}
