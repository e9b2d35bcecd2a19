package dev.ramekin.source.chef;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.Restorable;
import dev.ramekin.lang.Unknown;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Loads cookbooks in Chef's order: libraries, attributes, providers and resources, definitions of
 * all cookbooks, dependencies first; then the recipes ({@code Chef::RunContext::CookbookCompiler}).
 */
final class Loader implements Restorable {
  /** A statement that could not be evaluated. */
  record Broken(Origin origin, String message) {}

  private final ChefRun run;
  private final Interpreter ruby;
  private Set<String> loaded = new LinkedHashSet<>();
  private Set<String> recipes = new LinkedHashSet<>();
  private Set<String> attributeFiles = new HashSet<>();
  private Set<String> required = new HashSet<>();
  private Set<String> missing = new HashSet<>();
  private List<Broken> broken = new ArrayList<>();

  Loader(ChefRun run) {
    this.run = run;
    this.ruby = run.ruby();
  }

  /** Returns the statements that could not be evaluated. */
  List<Broken> broken() {
    return List.copyOf(broken);
  }

  /** Returns the names of all recipes loaded so far. */
  Set<String> recipes() {
    return recipes;
  }

  /** Compiles recipes by full name. */
  void compile(List<String> fullNames) {
    prepare(fullNames);
    fullNames.forEach(name -> recipe(name, run.spec().origin()));
  }

  /** Loads the cookbooks of recipes, but not the recipes. */
  void prepare(List<String> fullNames) {
    Set<String> order = new LinkedHashSet<>();
    for (String name : fullNames) {
      collect(RunListItem.cookbook(name), order, new HashSet<>(), run.spec().origin());
    }
    load(order);
  }

  private void collect(String name, Set<String> order, Set<String> seen, Origin origin) {
    if (order.contains(name) || loaded.contains(name) || !seen.add(name)) {
      return;
    }
    Optional<Cookbook> cookbook = run.cookbooks().find(name);
    if (cookbook.isEmpty()) {
      missingDependency(name, origin);
      return;
    }
    Origin metadata = Origin.ofFile(cookbook.get().path("metadata.rb"));
    cookbook.get().dependencies().keySet().forEach(it -> collect(it, order, seen, metadata));
    order.add(name);
  }

  /** A cookbook that is only depended on may be known by its resources. */
  private void missingDependency(String name, Origin origin) {
    boolean asked =
        run.spec().runList().stream()
            .flatMap(it -> RunListItem.parse(it).stream())
            .anyMatch(it -> !it.role() && RunListItem.cookbook(it.name()).equals(name));
    if (asked || !run.types().knowsCookbook(name)) {
      missingCookbook(name, origin);
    } else {
      run.report(
          Finding.note(
              "known-resources",
              origin,
              "the cookbook '" + name + "' is not in the source; its usual resources are known"));
    }
  }

  /** Loads the cookbook that stands in for the one a resource type comes from. */
  void standInFor(String type) {
    run.repository()
        .standIns()
        .cookbookOf(type)
        .filter(run.cookbooks()::isStandIn)
        .filter(name -> !loaded.contains(name))
        .ifPresent(
            name -> {
              Set<String> order = new LinkedHashSet<>();
              collect(name, order, new HashSet<>(), run.spec().origin());
              load(order);
            });
  }

  private void missingCookbook(String name, Origin origin) {
    if (missing.add(name)) {
      broken.add(new Broken(origin, "the cookbook '" + name + "' is not in the source"));
      run.report(
          Finding.error(
                  "missing-cookbook", origin, "the cookbook '" + name + "' is not in the source")
              .advise("put it into cookbooks/, or name its folder as a further source"));
    }
  }

  private void load(Set<String> names) {
    List<Cookbook> cookbooks = new ArrayList<>();
    ruby.touch(this);
    for (String name : names) {
      run.cookbooks().find(name).filter(it -> loaded.add(name)).ifPresent(cookbooks::add);
    }
    cookbooks.forEach(this::noteStandIn);
    cookbooks.forEach(cookbook -> cookbook.rubyBelow("libraries").forEach(this::library));
    cookbooks.forEach(this::attributes);
    cookbooks.forEach(this::lwrps);
    cookbooks.forEach(this::definitions);
  }

  private void noteStandIn(Cookbook cookbook) {
    if (run.cookbooks().isStandIn(cookbook.name())) {
      run.report(
          Finding.note(
              "stand-in-cookbook",
              Origin.ofFile(cookbook.root()),
              "stands in for the cookbook '" + cookbook.name() + "', which is not in the source"));
    }
  }

  /**
   * Loads a Ruby file of the source once, as {@code Kernel.require} does, and returns whether there
   * is one; else it is a gem or one of Ruby's own libraries.
   *
   * @param path from the root of the source, with or without ending
   */
  boolean require(String path) {
    String name = path.endsWith(".rb") ? path : path + ".rb";
    Optional<SourceFile> file = run.repository().tree().file(name);
    file.ifPresent(this::library);
    return file.isPresent();
  }

  private void library(SourceFile file) {
    ruby.touch(this);
    if (required.add(file.path())) {
      evaluate(file, program -> ruby.load(file.path(), program));
    }
  }

  private void attributes(Cookbook cookbook) {
    for (SourceFile file : cookbook.attributeFiles()) {
      attributes(cookbook, file);
    }
  }

  private void attributes(Cookbook cookbook, SourceFile file) {
    ruby.touch(this);
    if (attributeFiles.add(file.path())) {
      ResourceState.Home home =
          new ResourceState.Home(cookbook.name(), Cookbook.baseName(file.path()));
      run.at(home, () -> each(file, run.node()));
    }
  }

  /** Loads an attribute file by full name, for {@code include_attribute}. */
  void attributeFile(String fullName, Origin origin) {
    String name = RunListItem.cookbook(fullName);
    Optional<Cookbook> cookbook = run.cookbooks().find(name);
    if (cookbook.isEmpty()) {
      missingCookbook(name, origin);
      return;
    }
    String wanted = RunListItem.recipe(fullName);
    cookbook.get().attributeFiles().stream()
        .filter(file -> Cookbook.baseName(file.path()).equals(wanted))
        .findFirst()
        .ifPresent(file -> attributes(cookbook.get(), file));
  }

  private void lwrps(Cookbook cookbook) {
    for (SourceFile file : cookbook.rubyBelow("providers")) {
      String name = Cookbook.baseName(file.path());
      if (!name.startsWith("_")) {
        ResourceState.Home home = new ResourceState.Home(cookbook.name(), name);
        run.at(
            home,
            () ->
                evaluate(
                    file,
                    program ->
                        ruby.classEval(
                            file.path(),
                            program,
                            run.lwrps().providerClass(cookbook.name(), name))));
      }
    }
    for (SourceFile file : cookbook.rubyBelow("resources")) {
      String name = Cookbook.baseName(file.path());
      if (!name.startsWith("_")) {
        ResourceState.Home home = new ResourceState.Home(cookbook.name(), name);
        run.at(
            home,
            () ->
                evaluate(
                    file,
                    program ->
                        ruby.classEval(
                            file.path(),
                            program,
                            run.lwrps().resourceClass(cookbook.name(), name))));
      }
    }
  }

  private void definitions(Cookbook cookbook) {
    for (SourceFile file : cookbook.rubyBelow("definitions")) {
      ResourceState.Home home =
          new ResourceState.Home(cookbook.name(), Cookbook.baseName(file.path()));
      run.at(home, () -> each(file, run.recipe(home)));
    }
  }

  /** Notes that a recipe is included whose name only the host tells. */
  void unknownRecipe(Unknown cause, Origin origin) {
    ruby.touch(this);
    String what = "which recipe is included is not known: " + cause.reason();
    broken.add(new Broken(origin, what));
    run.report(
        Finding.warning("unknown-recipe", origin, what)
            .advise("add the recipe that the host had to the run list"));
  }

  /** Loads a recipe once. */
  void recipe(String fullName, Origin origin) {
    String name = RunListItem.cookbook(fullName);
    ruby.touch(this);
    if (!recipes.add(fullName)) {
      return;
    }
    run.noteIncluded(fullName);
    Set<String> order = new LinkedHashSet<>();
    collect(name, order, new HashSet<>(), origin);
    load(order);
    Optional<Cookbook> cookbook = run.cookbooks().find(name);
    if (cookbook.isEmpty()) {
      missingCookbook(name, origin);
      return;
    }
    String recipe = RunListItem.recipe(fullName);
    Optional<SourceFile> file = cookbook.get().recipe(recipe);
    if (file.isEmpty()) {
      run.report(
          Finding.error(
                  "missing-recipe",
                  origin,
                  "the cookbook '" + name + "' has no recipe '" + recipe + "'")
              .advise("it has: " + String.join(", ", cookbook.get().recipes())));
      return;
    }
    ResourceState.Home home = new ResourceState.Home(name, recipe);
    ruby.within(
        "include_recipe " + fullName,
        () -> {
          run.at(home, () -> each(file.get(), run.recipe(home)));
          return home;
        });
  }

  /** Evaluates a file's statements one by one, within the budget of a file. */
  void each(SourceFile file, RubyObject self) {
    evaluate(file, program -> ruby.instanceEvalEach(file.path(), program, self, this::uncaught));
  }

  private void evaluate(SourceFile file, Consumer<RubyNode> evaluation) {
    Optional<RubyNode> program = run.repository().parsed().program(file, run::report);
    if (program.isEmpty()) {
      return;
    }
    try {
      evaluation.accept(program.get());
    } catch (RubyError error) {
      uncaught(error);
    } catch (BudgetExceededException exceeded) {
      Origin origin = exceeded.place().orElse(Origin.ofFile(file.path()));
      run.report(Finding.error("too-much-work", origin, "evaluation stopped: " + exceeded.what()));
      broken.add(new Broken(origin, exceeded.what()));
      ruby.budget().refill();
      run.collection().refill();
    }
  }

  /** Takes an uncaught exception of a statement. */
  void uncaught(RubyError error) {
    ruby.touch(this);
    broken.add(new Broken(error.origin(), error.toString()));
    run.report(Finding.error("ruby-error", error.origin(), error.toString()));
  }

  @Override
  public Runnable snapshot() {
    Set<String> oldLoaded = new LinkedHashSet<>(loaded);
    Set<String> oldRecipes = new LinkedHashSet<>(recipes);
    Set<String> oldFiles = new HashSet<>(attributeFiles);
    Set<String> oldRequired = new HashSet<>(required);
    List<Broken> oldBroken = new ArrayList<>(broken);
    return () -> {
      loaded = oldLoaded;
      recipes = oldRecipes;
      attributeFiles = oldFiles;
      required = oldRequired;
      broken = oldBroken;
    };
  }
}
