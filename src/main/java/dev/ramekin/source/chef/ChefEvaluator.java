package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.ConverterCatalogue;
import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Host;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Platform;
import dev.ramekin.model.Question;
import dev.ramekin.model.Secret;
import dev.ramekin.source.SourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Evaluates Chef repositories, cookbooks and recipes without running them. */
public final class ChefEvaluator {
  private final ChefRepository repository;
  private final ChefOptions options;
  private final Map<Platform, ConverterCatalogue> converters = new HashMap<>();
  private final Map<String, Facts> facts = new HashMap<>();
  private final Map<RepositoryParts, Peers> peers = new HashMap<>();
  private final Set<Finding> findings = new LinkedHashSet<>();

  private ChefEvaluator(SourceTree tree, ChefOptions options) {
    this.options = options;
    this.repository = new ChefRepository(tree, options.converters());
    this.findings.addAll(tree.findings());
  }

  /**
   * Evaluates every node, or those the options name, up to operations.
   *
   * @throws dev.ramekin.yaml.YamlException when a converter file has a mistake
   */
  public static Estate evaluate(SourceTree tree, ChefOptions options) {
    return new ChefEvaluator(tree, options).estate();
  }

  /** Lists what every node, or those the options name, would hold after Chef's compile phase. */
  public static List<Declared> declare(SourceTree tree, ChefOptions options) {
    return new ChefEvaluator(tree, options).declared();
  }

  /**
   * Lists what each recipe of each cookbook of the source declares when it alone is the run list.
   *
   * @param convert whether each recipe's resources are converted too, up to operations
   * @param results takes them one by one, in order of cookbook and recipe
   */
  public static void assess(
      SourceTree tree, ChefOptions options, boolean convert, Consumer<Assessment> results) {
    new ChefEvaluator(tree, options).assessAll(convert, results);
  }

  private List<NodeSpec> nodes() {
    return new NodeSpecs(repository, options, findings::add).all();
  }

  private Estate estate() {
    List<Host> hosts = new ArrayList<>();
    Map<String, Question> questions = new LinkedHashMap<>();
    Map<String, Secret> secrets = new LinkedHashMap<>();
    for (NodeSpec spec : nodes()) {
      ChefRun run = compile(spec);
      hosts.add(host(run));
      findings.addAll(run.findings());
      run.questions().forEach(question -> questions.putIfAbsent(question.id(), question));
      run.credentials().all().forEach(secret -> secrets.putIfAbsent(secret.name(), secret));
    }
    findings.addAll(repository.findings());
    return new Estate(
        hosts,
        List.copyOf(findings),
        List.copyOf(questions.values()),
        List.copyOf(secrets.values()));
  }

  private List<Declared> declared() {
    return nodes().stream().map(this::compile).map(this::declared).toList();
  }

  private Declared declared(ChefRun run) {
    DeclaredResources resources = new DeclaredResources(run, Optional.empty());
    List<DeclaredResource> all = run.collection().all().stream().map(resources::describe).toList();
    Set<Finding> found = new LinkedHashSet<>(findings);
    found.addAll(repository.findings());
    found.addAll(run.findings());
    return new Declared(
        run.spec().name(),
        run.spec().runList(),
        all,
        run.collection().possible(),
        List.copyOf(found),
        run.questions());
  }

  private ChefRun compile(NodeSpec spec) {
    ChefRun run = run(spec);
    run.compile();
    return run;
  }

  private Host host(ChefRun run) {
    return new HostBuilder(run, converters(run.facts().platform())).build();
  }

  private ChefRun run(NodeSpec spec) {
    Facts own = facts(spec);
    return new ChefRun(repository, options, converters(own.platform()), own, spec, peers(spec));
  }

  /** The nodes as they know each other; those of Test Kitchen know its own. */
  private Peers peers(NodeSpec spec) {
    RepositoryParts parts = repository.parts(spec);
    return peers.computeIfAbsent(
        parts,
        it ->
            new Peers(
                new NodeSpecs(repository, options, findings::add).saved(it),
                node -> run(node).prepareForPeers()));
  }

  /** Nodes that say nothing of themselves share their facts. */
  private Facts facts(NodeSpec spec) {
    boolean shared =
        options.facts().isPresent() || spec.platform().isEmpty() && spec.facts().map().isEmpty();
    return facts.computeIfAbsent(
        shared ? "" : spec.name(), name -> Facts.of(options, spec, findings::add));
  }

  private ConverterCatalogue converters(Platform platform) {
    return converters.computeIfAbsent(
        platform,
        it -> new ConverterCatalogue(options.converters(), "chef", ChefAlgorithms.on(it)));
  }

  private void assessAll(boolean convert, Consumer<Assessment> results) {
    for (Cookbook cookbook : repository.cookbooks().values()) {
      for (String recipe : cookbook.recipes()) {
        String item = "recipe[" + cookbook.name() + "::" + recipe + "]";
        NodeSpec spec =
            NodeSpec.bare(
                "node1",
                options.environment().orElse("_default"),
                List.of(item),
                Origin.ofFile(cookbook.recipePath(recipe)));
        ChefRun run = compile(spec);
        Declared declared = declared(run);
        Optional<Host> host = convert ? Optional.of(host(run)) : Optional.empty();
        results.accept(new Assessment(cookbook.name(), recipe, declared, host));
      }
    }
  }
}
