package dev.ramekin.source.unit;

import dev.ramekin.converters.services.PackageRules;
import dev.ramekin.model.PackageFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths that the packages of one source bring.
 *
 * @param owned configuration: the folders and files of {@code /etc} that are theirs alone
 * @param state folders whose content outlives a process (FHS 5.5, 5.8, 5.14): those it brings, and
 *     those that its configuration, its units, or the script after its installation name
 * @param runtime folders below {@code /run} that tmpfiles.d(5) makes at boot
 * @param written folders for logs
 * @param texts all their configuration
 */
record PackagePaths(
    List<String> owned,
    List<String> state,
    List<String> runtime,
    List<String> written,
    List<String> texts) {
  private static final Pattern CONFIGURATION = Pattern.compile("(/etc/([^/]+))(/.*)?");
  private static final Pattern STATE =
      Pattern.compile("/(?:var/lib|var/spool|var/cache|srv)/[^/]+");
  private static final Pattern NAMED =
      Pattern.compile("(?<![\\w/.$}])/var/(?:lib|spool|cache)/[\\w+-]+(?![\\w+.*$-])");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*[#;].*$");
  private static final Pattern WRITTEN = Pattern.compile("/var/log/[^/]+");
  private static final Pattern MADE = Pattern.compile("(?m)^[dD][!+=-]*\\s+(/(?:var/)?run/\\S+)");

  PackagePaths {
    owned = List.copyOf(owned);
    state = List.copyOf(state);
    runtime = List.copyOf(runtime);
    written = List.copyOf(written);
    texts = List.copyOf(texts);
  }

  static PackagePaths of(List<PackageFiles> packages, PackageRules rules) {
    SortedMap<String, String> texts = new TreeMap<>();
    List<String> directories = new ArrayList<>();
    for (PackageFiles it : packages) {
      texts.putAll(it.texts());
      directories.addAll(it.directories());
    }
    return new PackagePaths(
        owned(texts, rules),
        state(directories, texts, rules),
        runtime(texts),
        matching(directories, WRITTEN),
        texts.entrySet().stream()
            .filter(
                it -> it.getKey().startsWith("/etc/") && !it.getKey().startsWith("/etc/init.d/"))
            .map(Map.Entry::getValue)
            .toList());
  }

  private static List<String> owned(SortedMap<String, String> texts, PackageRules rules) {
    List<String> owned = new ArrayList<>();
    for (String path : texts.keySet()) {
      Matcher matcher = CONFIGURATION.matcher(path);
      if (matcher.matches()) {
        boolean shared = rules.isShared(matcher.group(2));
        String own = shared ? path : matcher.group(1);
        if (!owned.contains(own) && !own.startsWith("/etc/init.d/")) {
          owned.add(own);
        }
      }
    }
    return owned;
  }

  private static List<String> state(
      List<String> directories, SortedMap<String, String> texts, PackageRules rules) {
    Set<String> state = new TreeSet<>(matching(directories, STATE));
    for (String text : texts.values()) {
      Matcher matcher = NAMED.matcher(COMMENT.matcher(text).replaceAll(""));
      while (matcher.find()) {
        state.add(matcher.group());
      }
    }
    rules.system().forEach(state::remove);
    return List.copyOf(state);
  }

  private static List<String> matching(List<String> directories, Pattern pattern) {
    return directories.stream()
        .filter(it -> pattern.matcher(it).matches())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> runtime(SortedMap<String, String> texts) {
    List<String> runtime = new ArrayList<>();
    texts.forEach(
        (path, text) -> {
          Matcher matcher = MADE.matcher(text);
          while (path.startsWith("/usr/lib/tmpfiles.d/") && matcher.find()) {
            runtime.add(matcher.group(1).replaceFirst("^/var/run/", "/run/"));
          }
        });
    return runtime.stream().distinct().toList();
  }
}
