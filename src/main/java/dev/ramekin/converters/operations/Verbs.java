package dev.ramekin.converters.operations;

import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Operation.ServiceAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The verbs a converter may use: each makes one record of {@link Operation}. */
final class Verbs {
  private static final Set<String> ACCESS = Set.of("owner", "group", "mode");

  /** A verb's fields and how it makes its operations. */
  record Verb(Set<String> fields, Algorithm maker) {}

  private static final Map<String, Verb> ALL = all();

  private Verbs() {}

  static Optional<Verb> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  static Set<String> names() {
    return ALL.keySet();
  }

  private static Map<String, Verb> all() {
    Map<String, Verb> verbs = new TreeMap<>();
    addPackages(verbs);
    addFiles(verbs);
    addEdits(verbs);
    addAccounts(verbs);
    addServices(verbs);
    addHost(verbs);
    addRefusal(verbs);
    return Map.copyOf(verbs);
  }

  private static void one(Map<String, Verb> verbs, String name, Maker maker, String... fields) {
    verbs.put(name, new Verb(Set.of(fields), (values, action) -> List.of(maker.make(values))));
  }

  private static void file(Map<String, Verb> verbs, String name, Maker maker, String... fields) {
    Set<String> all = new java.util.TreeSet<>(ACCESS);
    all.addAll(List.of(fields));
    verbs.put(name, new Verb(all, (values, action) -> List.of(maker.make(values))));
  }

  /** Ends the conversion: {@code unsupported: {reason: ...}}, best with an {@code if}. */
  private static void addRefusal(Map<String, Verb> verbs) {
    verbs.put(
        "unsupported",
        new Verb(
            Set.of("reason"),
            (values, action) -> {
              throw ConversionException.unsupported(values.text("reason"));
            }));
  }

  private static void addPackages(Map<String, Verb> verbs) {
    one(
        verbs,
        "install_packages",
        v ->
            new Operation.InstallPackages(
                v.provenance(), v.text("manager"), packages(v), v.texts("options")),
        "manager",
        "packages",
        "versions",
        "options");
    one(
        verbs,
        "remove_packages",
        v ->
            new Operation.RemovePackages(
                v.provenance(), v.text("manager"), v.texts("packages"), v.flag("purge")),
        "manager",
        "packages",
        "purge");
    one(
        verbs,
        "add_repository",
        v ->
            new Operation.AddRepository(
                v.provenance(),
                v.text("manager"),
                v.text("label"),
                v.text("uri"),
                v.optionalText("suite").orElse(""),
                v.texts("components"),
                v.texts("key").stream().findFirst(),
                v.textMap("settings")),
        "manager",
        "label",
        "uri",
        "suite",
        "components",
        "key",
        "settings");
  }

  private static List<PackageSpec> packages(Values values) {
    List<String> names = values.texts("packages");
    List<String> versions = values.texts("versions");
    List<PackageSpec> packages = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      Optional<String> version =
          index < versions.size() && !versions.get(index).isBlank()
              ? Optional.of(versions.get(index))
              : Optional.empty();
      packages.add(new PackageSpec(names.get(index), version));
    }
    return packages;
  }

  private static void addFiles(Map<String, Verb> verbs) {
    file(
        verbs,
        "write_file",
        v ->
            new Operation.WriteFile(
                v.provenance(),
                v.text("path"),
                v.content("content"),
                v.access(),
                v.flag("only_if_missing")),
        "path",
        "content",
        "only_if_missing");
    file(
        verbs,
        "make_directory",
        v ->
            new Operation.MakeDirectory(
                v.provenance(), v.text("path"), v.access(), v.flag("recursive")),
        "path",
        "recursive");
    one(
        verbs,
        "make_link",
        v ->
            new Operation.MakeLink(
                v.provenance(), v.text("path"), v.text("target"), !v.flag("hard")),
        "path",
        "target",
        "hard");
    one(
        verbs,
        "remove_path",
        v -> new Operation.RemovePath(v.provenance(), v.text("path"), v.flag("recursive")),
        "path",
        "recursive");
    file(
        verbs,
        "fetch_file",
        v ->
            new Operation.FetchFile(
                v.provenance(),
                v.text("path"),
                new Content.Remote(v.text("url"), v.optionalText("sha256")),
                v.access()),
        "path",
        "url",
        "sha256");
    file(
        verbs,
        "unpack_archive",
        v ->
            new Operation.UnpackArchive(
                v.provenance(),
                v.text("archive"),
                v.text("destination"),
                v.number("strip", 0),
                v.access()),
        "archive",
        "destination",
        "strip");
    file(
        verbs,
        "check_out_git",
        v ->
            new Operation.CheckOutGit(
                v.provenance(),
                gitAddress(v.text("repository")),
                v.text("revision"),
                v.text("path"),
                v.flag("submodules"),
                v.access()),
        "repository",
        "revision",
        "path",
        "submodules");
  }

  /** The conversion reads no folder of the machine it runs on because a recipe names it. */
  private static String gitAddress(String repository) {
    boolean remote =
        repository.matches("(?i)(https?|git|ssh|git\\+ssh)://.+")
            || repository.matches("([\\w.-]+@)?[\\w.-]+:(?!//).+");
    if (!remote) {
      throw Values.unsupported("its repository is a folder of the host: " + repository);
    }
    return repository;
  }

  private static void addEdits(Map<String, Verb> verbs) {
    edit(verbs, "ensure_line", v -> new Operation.Edit.EnsureLine(v.text("line")), "line");
    edit(
        verbs,
        "replace_or_add",
        v -> new Operation.Edit.ReplaceOrAdd(v.text("pattern"), v.text("line")),
        "pattern",
        "line");
    edit(
        verbs,
        "substitute",
        v -> new Operation.Edit.Substitute(v.text("pattern"), v.text("replacement")),
        "pattern",
        "replacement");
    edit(verbs, "delete_lines", v -> new Operation.Edit.DeleteLines(v.text("pattern")), "pattern");
    edit(
        verbs,
        "block",
        v -> new Operation.Edit.Block(v.text("marker"), v.text("text")),
        "marker",
        "text");
  }

  private static void edit(
      Map<String, Verb> verbs,
      String name,
      java.util.function.Function<Values, Operation.Edit> edit,
      String... fields) {
    Set<String> all = new java.util.TreeSet<>(List.of(fields));
    all.add("path");
    verbs.put(
        name,
        new Verb(
            all,
            (v, action) ->
                List.of(new Operation.EditFile(v.provenance(), v.text("path"), edit.apply(v)))));
  }

  private static void addAccounts(Map<String, Verb> verbs) {
    one(
        verbs,
        "create_user",
        v ->
            new Operation.CreateUser(
                v.provenance(),
                v.text("user"),
                v.optionalText("uid"),
                v.optionalText("gid"),
                v.optionalText("home"),
                v.optionalText("shell"),
                v.optionalText("comment"),
                v.flag("system"),
                v.flag("manage_home"),
                v.texts("groups"),
                v.optionalText("password_hash")),
        "user",
        "uid",
        "gid",
        "home",
        "shell",
        "comment",
        "system",
        "manage_home",
        "groups",
        "password_hash");
    one(
        verbs,
        "create_group",
        v ->
            new Operation.CreateGroup(
                v.provenance(),
                v.text("group"),
                v.optionalText("gid"),
                v.texts("members"),
                v.flag("append"),
                v.flag("system")),
        "group",
        "gid",
        "members",
        "append",
        "system");
    one(
        verbs,
        "remove_account",
        v -> new Operation.RemoveAccount(v.provenance(), v.text("account"), v.flag("is_group")),
        "account",
        "is_group");
  }

  private static void addServices(Map<String, Verb> verbs) {
    one(
        verbs,
        "run_command",
        v ->
            new Operation.RunCommand(
                v.provenance(),
                v.optionalText("interpreter").orElse("sh"),
                v.content("script"),
                v.optionalText("cwd"),
                v.optionalText("user"),
                v.optionalText("group"),
                v.get("umask").map(Values::octal),
                v.textMap("environment"),
                v.optionalText("creates")),
        "interpreter",
        "script",
        "cwd",
        "user",
        "group",
        "umask",
        "environment",
        "creates");
    one(
        verbs,
        "define_unit",
        v -> new Operation.DefineUnit(v.provenance(), v.text("unit"), v.content("content")),
        "unit",
        "content");
    one(
        verbs,
        "manage_service",
        v ->
            new Operation.ManageService(
                v.provenance(),
                v.text("service"),
                v.texts("actions").stream()
                    .map(action -> ServiceAction.valueOf(action.toUpperCase(Locale.ROOT)))
                    .toList()),
        "service",
        "actions");
    one(
        verbs,
        "schedule_job",
        v ->
            new Operation.ScheduleJob(
                v.provenance(),
                v.text("job"),
                v.text("schedule"),
                v.text("user"),
                v.content("command"),
                v.textMap("environment"),
                v.optionalText("file")),
        "job",
        "schedule",
        "user",
        "command",
        "environment",
        "file");
  }

  private static void addHost(Map<String, Verb> verbs) {
    one(
        verbs,
        "set_kernel_parameter",
        v -> new Operation.SetKernelParameter(v.provenance(), v.text("key"), v.text("value")),
        "key",
        "value");
    one(
        verbs,
        "load_kernel_module",
        v -> new Operation.LoadKernelModule(v.provenance(), v.text("module")),
        "module");
    one(
        verbs,
        "mount_file_system",
        v ->
            new Operation.MountFileSystem(
                v.provenance(),
                v.text("path"),
                v.text("device"),
                v.optionalText("fstype").orElse("auto"),
                v.texts("options")),
        "path",
        "device",
        "fstype",
        "options");
    one(
        verbs,
        "set_host_name",
        v -> new Operation.SetHostName(v.provenance(), v.text("hostname")),
        "hostname");
    one(
        verbs,
        "add_host_entry",
        v -> new Operation.AddHostEntry(v.provenance(), v.text("address"), v.texts("names")),
        "address",
        "names");
    one(
        verbs,
        "open_port",
        v ->
            new Operation.OpenPort(
                v.provenance(),
                v.optionalText("protocol").orElse("tcp"),
                v.texts("ports"),
                v.optionalText("source")),
        "protocol",
        "ports",
        "source");
    one(
        verbs,
        "set_environment",
        v -> new Operation.SetEnvironment(v.provenance(), v.text("variable"), v.text("value")),
        "variable",
        "value");
    one(
        verbs,
        "set_limit",
        v ->
            new Operation.SetLimit(
                v.provenance(), v.text("domain"), v.text("kind"), v.text("item"), v.text("value")),
        "domain",
        "kind",
        "item",
        "value");
    one(
        verbs,
        "set_time_zone",
        v -> new Operation.SetTimeZone(v.provenance(), v.text("zone")),
        "zone");
    one(
        verbs,
        "set_locale",
        v -> new Operation.SetLocale(v.provenance(), v.textMap("variables")),
        "variables");
    one(
        verbs,
        "host_matter",
        v -> new Operation.HostMatter(v.provenance(), v.text("what")),
        "what");
  }

  /** Makes one operation. */
  @FunctionalInterface
  private interface Maker {
    Operation make(Values values);
  }
}
