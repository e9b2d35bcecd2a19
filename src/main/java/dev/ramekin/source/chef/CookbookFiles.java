package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.model.Finding;
import dev.ramekin.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds templates and files of cookbooks by Chef's specificity, for one node. */
final class CookbookFiles {
  private final ChefRun run;
  private final FileSpecificity specificity;

  CookbookFiles(ChefRun run) {
    this.run = run;
    this.specificity =
        new FileSpecificity(run.fact("fqdn"), run.fact("platform"), run.fact("platform_version"));
  }

  /**
   * Returns the cookbooks to look in: the one that is named, else the one whose code declares the
   * resource, then the one that uses the custom resource around it.
   */
  private List<Cookbook> cookbooks(Optional<String> named, ResourceState state) {
    List<Cookbook> cookbooks = new ArrayList<>();
    names(named, state).forEach(name -> run.cookbooks().find(name).ifPresent(cookbooks::add));
    return cookbooks;
  }

  private Set<String> names(Optional<String> named, ResourceState state) {
    Set<String> names = new LinkedHashSet<>();
    named.ifPresent(names::add);
    if (named.isEmpty()) {
      names.add(state.home().cookbook());
      state
          .provider()
          .flatMap(provider -> provider.variable("new_resource"))
          .filter(ChefObjects::isResource)
          .ifPresent(it -> names.add(ChefObjects.state((RubyObject) it).home().cookbook()));
    }
    return names;
  }

  /**
   * Reports that a template, file or folder is not there, and where it was looked for.
   *
   * @param kind {@code template}, {@code file} or {@code folder}
   * @param sources the names it may have
   * @param cookbook the cookbook it was to be taken from, where the source names one
   */
  void reportMissing(
      String kind, List<String> sources, Optional<String> cookbook, ResourceState state) {
    String segment = kind.equals("template") ? "templates" : "files";
    String looked =
        cookbooks(cookbook, state).stream()
            .map(it -> it.path(segment) + " {" + String.join(", ", specificity.folders()) + "}")
            .collect(Collectors.joining(" and "));
    Set<String> names = names(cookbook, state);
    run.report(
        Finding.error(
                "missing-" + kind,
                state.origin(),
                "the %s '%s' is not in the cookbook '%s'"
                    .formatted(
                        kind,
                        String.join("', '", new LinkedHashSet<>(sources)),
                        String.join("', '", names)))
            .advise(
                looked.isEmpty()
                    ? "put the cookbook '" + names.iterator().next() + "' into cookbooks/"
                    : "looked in " + looked));
  }

  /**
   * Finds a file.
   *
   * @param segment {@code templates} or {@code files}
   * @param sources names, most wanted first
   */
  Optional<SourceFile> find(
      String segment, List<String> sources, Optional<String> cookbook, ResourceState state) {
    for (String source : sources) {
      for (Cookbook candidate : cookbooks(cookbook, state)) {
        Optional<String> path =
            specificity.file(candidate.path(segment), source, candidate.files()::containsKey);
        if (path.isPresent()) {
          return Optional.ofNullable(candidate.files().get(path.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** Finds the files of a folder below {@code files/}, by path relative to it. */
  SortedMap<String, SourceFile> folder(
      String source, Optional<String> cookbook, ResourceState state) {
    for (Cookbook candidate : cookbooks(cookbook, state)) {
      SortedMap<String, SourceFile> found =
          specificity.folder(candidate.path("files"), source, candidate.files());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return new TreeMap<>();
  }
}
