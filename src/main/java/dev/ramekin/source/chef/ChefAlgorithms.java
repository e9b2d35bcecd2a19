package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.Algorithm;
import dev.ramekin.converters.operations.Values;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The conversions that converter files of Chef name by {@code java:}. */
final class ChefAlgorithms {
  private ChefAlgorithms() {}

  /** Returns them for a platform, which decides the package manager. */
  static Map<String, Algorithm> on(Platform platform) {
    String manager = platform.family().equals("debian") ? "apt" : "rpm";
    Map<String, Algorithm> all = new LinkedHashMap<>();
    all.put("install_package", (values, action) -> install(values, manager));
    all.put("remove_package", (values, action) -> remove(values, action, manager));
    all.put("build_essential", (values, action) -> buildEssential(values, manager));
    all.put("apt_repository", (values, action) -> aptRepository(values, platform));
    all.put("file", (values, action) -> file(values));
    all.put("remote_file", ChefAlgorithms::remoteFile);
    all.put("remote_directory", (values, action) -> remoteDirectory(values));
    all.put("link", (values, action) -> link(values));
    all.put("ark", ArchiveKit::convert);
    all.put("user", (values, action) -> user(values));
    all.put("script", (values, action) -> ShellSteps.script(values));
    all.put("execute", (values, action) -> List.of(ShellSteps.execute(values)));
    all.put("ruby_block", (values, action) -> rubyBlock());
    all.put("locale", (values, action) -> SystemFiles.locale(values));
    all.put("timezone", (values, action) -> SystemFiles.timezone(values));
    all.put("sysctl", SystemFiles::sysctl);
    all.put("cron_access", SystemFiles::cronAccess);
    all.put("cron", (values, action) -> List.of(ScheduledJobs.cron(values)));
    all.put("cron_d", (values, action) -> List.of(ScheduledJobs.cronD(values, action)));
    all.put("systemd_unit", (values, action) -> List.of(UnitFiles.define(values)));
    all.put("systemd_unit_service", UnitFiles::manage);
    all.put("supervisor_service", (values, action) -> UnitFiles.supervised(values));
    all.put("mysql_user", (values, action) -> DatabaseSteps.mysqlUser(values));
    all.put("mysql_grant", (values, action) -> DatabaseSteps.mysqlGrant(values));
    all.put("postgresql_database", (values, action) -> DatabaseSteps.postgresqlDatabase(values));
    all.put("postgresql_role", (values, action) -> DatabaseSteps.postgresqlRole(values));
    all.put("runit_service", (values, action) -> RunScripts.convert(values));
    all.put("known_host", (values, action) -> ConfigurationFiles.knownHost(values));
    all.put("user_ulimit", (values, action) -> List.of(LimitsFile.write(values)));
    all.put("sudo", (values, action) -> List.of(ConfigurationFiles.sudo(values)));
    all.put("logrotate_app", (values, action) -> List.of(ConfigurationFiles.logrotate(values)));
    return Map.copyOf(all);
  }

  private static List<Operation> install(Values values, String manager) {
    Optional<String> source = values.texts("source").stream().findFirst();
    if (source.isPresent() && source.get().startsWith("/")) {
      String file = manager.equals("apt") ? "dpkg" : manager;
      return List.of(
          new Operation.InstallPackages(
              values.provenance(),
              file,
              List.of(new PackageSpec(source.get(), Optional.empty())),
              values.texts("options")));
    }
    List<String> names = values.texts("package_name");
    List<String> versions = values.texts("version");
    List<PackageSpec> packages = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      String version = index < versions.size() ? versions.get(index) : "";
      packages.add(
          new PackageSpec(
              names.get(index), version.isBlank() ? Optional.empty() : Optional.of(version)));
    }
    Operation install =
        new Operation.InstallPackages(
            values.provenance(), manager, packages, values.texts("options"));
    return values.get("answers").isEmpty()
        ? List.of(install)
        : List.of(ShellSteps.answers(values.provenance(), values.content("answers")), install);
  }

  private static List<Operation> remove(Values values, String action, String manager) {
    return List.of(
        new Operation.RemovePackages(
            values.provenance(), manager, values.texts("package_name"), action.equals("purge")));
  }

  /** What Chef's build_essential installs on each family. */
  private static List<Operation> buildEssential(Values values, String manager) {
    List<String> names =
        manager.equals("apt")
            ? List.of(
                "autoconf",
                "binutils-doc",
                "bison",
                "build-essential",
                "flex",
                "gettext",
                "ncurses-dev")
            : List.of(
                "autoconf",
                "bison",
                "flex",
                "gcc",
                "gcc-c++",
                "gettext",
                "kernel-devel",
                "make",
                "m4",
                "ncurses-devel",
                "patch");
    return List.of(
        new Operation.InstallPackages(
            values.provenance(),
            manager,
            names.stream().map(name -> new PackageSpec(name, Optional.empty())).toList(),
            List.of()));
  }

  private static List<Operation> aptRepository(Values values, Platform platform) {
    String uri = values.text("uri");
    Optional<String> distribution = values.optionalText("distribution");
    List<String> components = values.texts("components");
    if (uri.startsWith("ppa:")) {
      uri = "http://ppa.launchpad.net/" + uri.substring(4) + "/ubuntu";
      components = components.isEmpty() ? List.of("main") : components;
    }
    String suite = distribution.orElse(platform.codename());
    boolean flat = suite.isEmpty() || suite.endsWith("/");
    if (components.isEmpty() && !flat) {
      components = List.of("main");
    }
    Map<String, String> settings = new LinkedHashMap<>();
    values.optionalText("arch").ifPresent(it -> settings.put("arch", it));
    values.optionalText("keyserver").ifPresent(it -> settings.put("keyserver", it));
    values.optionalText("trusted").ifPresent(it -> settings.put("trusted", it));
    return List.of(
        new Operation.AddRepository(
            values.provenance(),
            "apt",
            values.text("repo_name"),
            uri,
            suite,
            components,
            values.texts("key").stream().findFirst(),
            settings));
  }

  /** Without content a file is only made to exist; what it holds stays, owner and mode are set. */
  private static List<Operation> file(Values values) {
    String path = values.text("path");
    if (values.get("content").isPresent()) {
      Content content = values.content("content");
      return List.of(
          new Operation.WriteFile(values.provenance(), path, content, values.access(), false));
    }
    List<Operation> operations = new ArrayList<>();
    operations.add(
        new Operation.WriteFile(
            values.provenance(), path, new Content.Inline(""), values.access(), true));
    List<String> steps = new ArrayList<>();
    String quoted = "'" + path.replace("'", "'\\''") + "'";
    values.access().owner().ifPresent(it -> steps.add("chown " + it + " " + quoted));
    values.access().group().ifPresent(it -> steps.add("chgrp " + it + " " + quoted));
    values.access().mode().ifPresent(it -> steps.add("chmod " + it + " " + quoted));
    if (!steps.isEmpty()) {
      operations.add(ShellSteps.script(values.provenance(), String.join(" && ", steps)));
    }
    return operations;
  }

  private static List<Operation> remoteFile(Values values, String action) {
    List<String> sources = values.texts("source");
    if (sources.isEmpty()) {
      throw Values.unsupported("source is missing");
    }
    String path = values.text("path");
    String url = sources.get(0);
    if (url.startsWith("/") || url.startsWith("file://")) {
      throw Values.unsupported("its source is a file of the host: " + url);
    }
    if (!url.matches("(?i)https?://.*")) {
      throw Values.unsupported("only http and https downloads are frozen, not " + url);
    }
    return List.of(
        new Operation.FetchFile(
            values.provenance(),
            path,
            new Content.Remote(
                url, sources.subList(1, sources.size()), values.optionalText("checksum")),
            values.access()));
  }

  /**
   * Owner and mode of directories go only to those that hold files; unset owners of files are
   * root's.
   */
  private static List<Operation> remoteDirectory(Values values) {
    List<Operation.TreeFile> files = new ArrayList<>();
    if (values.get("files").orElse(List.of()) instanceof List<?> list) {
      list.forEach(it -> files.add((Operation.TreeFile) it));
    }
    Access file =
        new Access(
            values.optionalText("files_owner"),
            values.optionalText("files_group"),
            values.mode("files_mode"));
    return List.of(
        new Operation.CopyTree(
            values.provenance(), values.text("path"), files, file, values.access()));
  }

  private static List<Operation> link(Values values) {
    boolean symbolic = values.optionalText("link_type").orElse("symbolic").equals("symbolic");
    String path = values.text("target_file");
    if (values.get("to").isEmpty()) {
      throw Values.unsupported("to is missing");
    }
    return List.of(new Operation.MakeLink(values.provenance(), path, values.text("to"), symbolic));
  }

  private static List<Operation> user(Values values) {
    boolean manageHome =
        values.flag("manage_home")
            || values.get("supports").orElse(Map.of()) instanceof Map<?, ?> supports
                && Boolean.TRUE.equals(supports.get("manage_home"));
    return List.of(
        new Operation.CreateUser(
            values.provenance(),
            values.text("username"),
            values.optionalText("uid"),
            values.optionalText("gid"),
            values.optionalText("home"),
            values.optionalText("shell"),
            values.optionalText("comment"),
            values.flag("system"),
            manageHome,
            List.of(),
            values.get("password").flatMap(ChefAlgorithms::secret)));
  }

  private static Optional<String> secret(Object value) {
    return value instanceof Content.WithSecrets text
            && text.parts().size() == 1
            && text.parts().get(0) instanceof Content.Part.Reference reference
        ? Optional.of(reference.secret())
        : Optional.empty();
  }

  private static List<Operation> rubyBlock() {
    throw Values.unsupported(
        "a ruby_block is Ruby code that runs on the host; it is never run here");
  }
}
