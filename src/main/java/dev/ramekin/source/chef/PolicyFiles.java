package dev.ramekin.source.chef;

import dev.ramekin.model.Finding;
import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The policies of a repository: {@code Policyfile.rb} at the top, files in {@code policyfiles/} and
 * {@code policies/}, each preferably by its {@code .lock.json}; and what {@code knife download}
 * writes: {@code policies/<name>-<revision>.json} with {@code policy_groups/<group>.json}.
 */
final class PolicyFiles {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?:.*/)?(?:Policyfile|(?:policyfiles|policies)/[^/]+)(\\.lock\\.json|\\.rb)");
  private static final Pattern DOWNLOADED =
      Pattern.compile("(?:.*/)?policies/([^/]+)-([0-9a-f]{32,})\\.json");
  private static final Pattern GROUP = Pattern.compile("(?:.*/)?policy_groups/([^/]+)\\.json");

  private final SourceTree tree;
  private final PolicyReader reader;
  private final Consumer<Finding> findings;

  PolicyFiles(SourceTree tree, SettingFiles settings, Consumer<Finding> findings) {
    this.tree = tree;
    this.findings = findings;
    this.reader = new PolicyReader(settings, findings, this::included);
  }

  /** Returns the policies people wrote, by their files. */
  List<Policy> written() {
    SortedMap<String, SourceFile> best = new TreeMap<>();
    for (SourceFile file : tree.files().values()) {
      if (WRITTEN.matcher(file.path()).matches() && isAtATop(file.path())) {
        best.merge(stem(file.path()), file, (lock, source) -> lock);
      }
    }
    return best.values().stream().flatMap(file -> reader.read(file).stream()).toList();
  }

  private boolean isAtATop(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return tree.chef().atTheTop(file).contains(path)
        || List.of("policyfiles/", "policies/").stream()
            .anyMatch(folder -> tree.chef().atTheTop(folder + file).contains(path));
  }

  /** Both files of a policy have one stem, and the lock comes first by name. */
  private static String stem(String path) {
    return path.replaceFirst("(\\.lock\\.json|\\.rb)$", "");
  }

  /** Returns the policies a server had, by name and revision. */
  List<Policy> downloaded() {
    List<Policy> policies = new ArrayList<>();
    for (SourceFile file : tree.files().values()) {
      Matcher matcher = DOWNLOADED.matcher(file.path());
      if (matcher.matches()) {
        reader.read(file).ifPresent(policies::add);
      }
    }
    return policies;
  }

  /** Returns the revision each group of a server had of each policy: by group, then policy. */
  Map<String, Map<String, String>> groups() {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    for (SourceFile file : tree.files().values()) {
      Matcher matcher = GROUP.matcher(file.path());
      if (matcher.matches()) {
        Map<String, String> revisions = new LinkedHashMap<>();
        JsonValues.object(file, findings)
            .ifPresent(
                group ->
                    new Fields(group)
                        .below("policies")
                        .byName()
                        .forEach(
                            (policy, at) ->
                                at.text("revision_id").ifPresent(it -> revisions.put(policy, it))));
        groups.put(matcher.group(1), revisions);
      }
    }
    return groups;
  }

  /** Finds the policy of a node: what its group had on the server, else what is written. */
  Optional<Policy> find(String name, Optional<String> group) {
    Optional<String> revision = group.map(it -> groups().getOrDefault(it, Map.of()).get(name));
    return downloaded().stream()
        .filter(it -> it.name().equals(name))
        .min(Comparator.comparing(it -> !it.revision().equals(revision)))
        .or(() -> written().stream().filter(it -> it.name().equals(name)).findFirst());
  }

  /** Finds a policy by its file's path at the top, with either ending. */
  Optional<Policy> at(String path) {
    String stem = stem(path);
    return List.of(stem + ".lock.json", stem + ".rb").stream()
        .flatMap(it -> tree.chef().atTheTop(it).stream())
        .flatMap(it -> tree.file(it).stream())
        .findFirst()
        .flatMap(reader::read);
  }

  /** {@code include_policy 'base', path: './base.lock.json'}; the path may be a folder. */
  private Optional<SourceFile> included(SourceFile from, String name, String path) {
    Path file = Path.of("/", from.path());
    String target = file.resolveSibling(path).normalize().toString().substring(1);
    String stem = stem(target);
    return List.of(
            stem + ".lock.json",
            stem + ".rb",
            target + "/" + name + ".lock.json",
            target + "/" + name + ".rb")
        .stream()
        .flatMap(it -> tree.file(it).stream())
        .findFirst();
  }
}
