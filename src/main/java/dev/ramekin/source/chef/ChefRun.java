package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.ConverterCatalogue;
import dev.ramekin.lang.Questions;
import dev.ramekin.lang.Unknown;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Hooks;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Question;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The evaluation of one node: Chef's compile phase, without running anything. */
final class ChefRun implements Hooks {
  private final ChefRepository repository;
  private final Facts facts;
  private final NodeSpec spec;
  private final Set<Finding> findings = new LinkedHashSet<>();
  private final HostState hostState;
  private final HostCommands commands;
  private final Questions questions;
  private final Interpreter ruby;
  private final ChefClasses classes;
  private final Mashes mashes;
  private final ResourceTypes types;
  private final Credentials credentials = new Credentials();
  private final BlockEffects blocks;
  private final ResourceMethods resources;
  private final CustomProperties properties;
  private final LwrpMethods lwrps;
  private final Declarations declarations;
  private final Loader loader;
  private final OutsideLibraries outside;
  private final Roles roles;
  private final Optional<Role> environment;
  private final Cookbooks cookbooks;
  private final NodeMethods nodes;
  private final RubyObject node;
  private final RubyObject runContext;
  private final Deque<ResourceState.Home> homes = new ArrayDeque<>();
  private final Deque<ResourceCollection> collections = new ArrayDeque<>();
  private final Branches branches;
  private final DeclaredResources declared;

  ChefRun(
      ChefRepository repository,
      ChefOptions options,
      ConverterCatalogue converters,
      Facts facts,
      NodeSpec spec,
      Peers peers) {
    this.repository = repository;
    this.facts = facts;
    this.hostState = new HostState(ReleaseCommands.of(facts.platform()));
    this.spec = spec;
    this.questions = new Questions(options.answers());
    this.branches = new Branches(id -> questions.decision(id).isPresent());
    this.ruby = RubyWorld.make(questions, this, new SourceView(repository.tree(), hostState));
    this.classes = new ChefClasses(ruby);
    this.mashes = new Mashes(ruby);
    this.types = new ResourceTypes(ruby, classes, converters);
    this.declarations = new Declarations(this);
    this.declared = new DeclaredResources(this, Optional.empty());
    this.resources = new ResourceMethods(this);
    this.properties = new CustomProperties(this);
    this.lwrps = new LwrpMethods(this);
    this.loader = new Loader(this);
    new PlatformMethods(this);
    new RecipeMethods(this);
    new DataMethods(this, new DataBags(this, options.dataBagSecret()));
    new SearchMethods(this, new SearchIndexes(this, peers));
    new ProviderMethods(this);
    new ChefConstants(this);
    this.commands = new HostCommands(this);
    this.blocks = new BlockEffects(this);
    this.runContext = RunContextMethods.make(this);
    this.outside = new OutsideLibraries(ruby);
    this.collections.push(new ResourceCollection());
    this.roles = new Roles(this);
    this.environment =
        spec.policy().isPresent() ? Optional.empty() : roles.environment(spec.environment());
    this.cookbooks =
        repository.cookbooks(spec, environment.map(Role::cookbookVersions).orElse(Map.of()));
    this.nodes = new NodeMethods(this);
    this.node = makeNode();
  }

  private RubyObject makeNode() {
    RunListExpansion expansion = expansion(spec);
    for (String missing : expansion.missingRoles()) {
      report(Finding.error("missing-role", spec.origin(), "there is no role '" + missing + "'"));
    }
    for (String role : expansion.circularRoles()) {
      report(
          Finding.warning(
              "circular-role", spec.origin(), "the role '" + role + "' leads back to itself"));
    }
    for (String item : expansion.malformed()) {
      report(
          Finding.error(
              "bad-run-list", spec.origin(), "'" + item + "' is neither recipe nor role"));
    }
    NodeAttributes attributes = new NodeAttributes();
    attributes.mergeInto(AttributeLevel.AUTOMATIC, facts.automatic());
    facts.saved().forEach(attributes::mergeInto);
    attributes.replace(AttributeLevel.ROLE_DEFAULT, expansion.defaults());
    attributes.replace(AttributeLevel.ROLE_OVERRIDE, expansion.overrides());
    environment.ifPresent(
        it -> {
          attributes.replace(AttributeLevel.ENVIRONMENT_DEFAULT, it.defaults());
          attributes.replace(AttributeLevel.ENVIRONMENT_OVERRIDE, it.overrides());
        });
    spec.attributes().entrySet().stream()
        .filter(own -> own.getKey() != AttributeLevel.AUTOMATIC)
        .forEach(own -> attributes.mergeInto(own.getKey(), own.getValue()));
    RubyHash automatic = attributes.level(AttributeLevel.AUTOMATIC);
    putMissing(automatic, "name", spec.name());
    putMissing(automatic, "chef_environment", spec.environment());
    putMissing(automatic, "recipes", bothNames(expansion.recipes()));
    putMissing(automatic, "roles", expansion.roles());
    putMissing(automatic, "expanded_run_list", expansion.recipes());
    putMissing(automatic, "cookbooks", cookbooks.versions());
    spec.policy().ifPresent(policy -> putMissing(automatic, "policy_name", policy.name()));
    spec.policyGroup().ifPresent(group -> putMissing(automatic, "policy_group", group));
    return nodes.make(state(spec, expansion, attributes, facts.complete()));
  }

  private RunListExpansion expansion(NodeSpec of) {
    return RunListExpansion.of(of.runList(), of.environment(), roles::find);
  }

  private NodeState state(
      NodeSpec of, RunListExpansion expansion, NodeAttributes attributes, boolean complete) {
    return new NodeState(of, expansion, attributes, new RubyHash(), complete);
  }

  /** Makes the object of another node. Its name is taken for its addresses. */
  RubyObject peer(Peers.Peer peer) {
    NodeAttributes attributes = new NodeAttributes();
    attributes.mergeInto(AttributeLevel.AUTOMATIC, peer.attributes());
    RubyHash automatic = attributes.level(AttributeLevel.AUTOMATIC);
    RubyString name = new RubyString(peer.spec().name());
    for (String address : Facts.ADDRESSES) {
      Unknown cause =
          new Unknown("the " + address + " of '" + name.text() + "' is its host's", ruby.origin());
      automatic.map().putIfAbsent(new RubyString(address), UnknownValue.assuming(cause, name));
    }
    return nodes.make(state(peer.spec(), expansion(peer.spec()), attributes, false));
  }

  /** Loads what the run list needs, without its recipes, and returns the node as others see it. */
  Peers.Peer prepareForPeers() {
    NodeState state = NodeMethods.state(node);
    loader.prepare(state.expansion().recipes());
    RubyHash merged = new RubyHash();
    for (String key : state.attributes().keys()) {
      NodeMethods.read(state, key).ifPresent(value -> merged.put(new RubyString(key), value));
    }
    return new Peers.Peer(spec, merged, state.expansion().recipes(), state.expansion().roles());
  }

  /** Chef names a default recipe both ways: {@code shop} and {@code shop::default}. */
  private static List<String> bothNames(List<String> recipes) {
    return recipes.stream()
        .flatMap(it -> Stream.of(it.replaceFirst("::default$", ""), it).distinct())
        .toList();
  }

  private static void putMissing(RubyHash hash, String key, Object value) {
    if (hash.get(new RubyString(key)).isEmpty()) {
      hash.put(new RubyString(key), JsonValues.ofJava(value));
    }
  }

  /** Takes down in the node that a recipe was included. */
  void noteIncluded(String recipe) {
    nodes.included(node, recipe);
  }

  /** Compiles the node's run list. */
  void compile() {
    loader.compile(NodeMethods.state(node).expansion().recipes());
  }

  // What belongs to the run

  ChefRepository repository() {
    return repository;
  }

  /** Returns the roles, environments, data bags and nodes that the node sees. */
  RepositoryParts parts() {
    return repository.parts(spec);
  }

  /** Returns the cookbooks that the node sees. */
  Cookbooks cookbooks() {
    return cookbooks;
  }

  Facts facts() {
    return facts;
  }

  NodeSpec spec() {
    return spec;
  }

  Interpreter ruby() {
    return ruby;
  }

  ChefClasses classes() {
    return classes;
  }

  Mashes mashes() {
    return mashes;
  }

  ResourceTypes types() {
    return types;
  }

  Roles roles() {
    return roles;
  }

  Credentials credentials() {
    return credentials;
  }

  ResourceMethods resources() {
    return resources;
  }

  CustomProperties properties() {
    return properties;
  }

  LwrpMethods lwrps() {
    return lwrps;
  }

  Declarations declarations() {
    return declarations;
  }

  Loader loader() {
    return loader;
  }

  RubyObject node() {
    return node;
  }

  RubyObject runContext() {
    return runContext;
  }

  /** Returns what the converge has left on the host so far. */
  BlockEffects blocks() {
    return blocks;
  }

  HostState hostState() {
    return hostState;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  List<Question> questions() {
    return questions.asked();
  }

  /** Returns a fact as text, by its path; empty text when it is not known. */
  String fact(String... path) {
    return Plain.text(factValue(path).orElse(RubyNil.NIL));
  }

  /** Returns a fact by its path; empty when it is not there. */
  Optional<RubyValue> factValue(String... path) {
    Optional<RubyValue> value = NodeMethods.read(NodeMethods.state(node), path[0]);
    for (String step : List.of(path).subList(1, path.length)) {
      value =
          value.flatMap(
              it ->
                  it instanceof RubyHash hash ? hash.get(new RubyString(step)) : Optional.empty());
    }
    return value;
  }

  /** Returns the commands whose output is known. */
  HostCommands commands() {
    return commands;
  }

  // Where the evaluation is

  /** Runs something that belongs to a recipe. */
  void at(ResourceState.Home home, Runnable body) {
    homes.push(home);
    try {
      body.run();
    } finally {
      homes.pop();
    }
  }

  /** Returns the recipe that a call belongs to. */
  ResourceState.Home home(Call call) {
    return homeOf(call.self())
        .or(() -> homeOf(call.callerSelf()))
        .or(() -> Optional.ofNullable(homes.peek()))
        .orElse(new ResourceState.Home("", ""));
  }

  private static Optional<ResourceState.Home> homeOf(RubyValue value) {
    if (!(value instanceof RubyObject object)) {
      return Optional.empty();
    }
    return object
        .payload(ResourceState.Home.class)
        .or(() -> object.payload(ResourceState.class).map(ResourceState::home));
  }

  /** Makes a recipe object. */
  RubyObject recipe(ResourceState.Home home) {
    RubyObject recipe = new RubyObject(classes.recipe());
    recipe.carry(home);
    return recipe;
  }

  // The resource collection

  /** Returns the collection that is being filled. */
  ResourceCollection collection() {
    return collections.getFirst();
  }

  /** Runs a custom resource's action: what it declares goes to a collection of its own. */
  void within(Consumer<ResourceCollection> body) {
    collections.push(new ResourceCollection());
    try {
      body.accept(collections.getFirst());
    } finally {
      collections.pop();
    }
  }

  /** Returns what runs something with the collections that are around now. */
  Consumer<Runnable> surroundings() {
    List<ResourceCollection> around = List.copyOf(collections);
    return body -> among(around, body);
  }

  private void among(List<ResourceCollection> around, Runnable body) {
    List<ResourceCollection> before = List.copyOf(collections);
    collections.clear();
    collections.addAll(around);
    try {
      body.run();
    } finally {
      collections.clear();
      collections.addAll(before);
    }
  }

  /**
   * Runs something that declares and finds resources further out.
   *
   * @param levels how many collections further; more than there are means the outermost
   */
  <T> T outside(int levels, Supplier<T> body) {
    List<ResourceCollection> all = List.copyOf(collections);
    for (int level = 0; level < levels && collections.size() > 1; level++) {
      collections.pop();
    }
    try {
      return body.get();
    } finally {
      collections.clear();
      collections.addAll(all);
    }
  }

  /** Finds a resource in the collection at hand, then in those around it. */
  Optional<RubyObject> find(String type, String name) {
    return collections.stream().flatMap(it -> it.find(type, name).stream()).findFirst();
  }

  /** Takes note of a declaration, for the outcomes of questions. */
  void declared(RubyObject resource) {
    branches.declared(resource, collection());
  }

  // Hooks of the interpreter

  @Override
  public Optional<RubyValue> constantMissing(RubyModule scope, String name) {
    if (scope.name().equals(ChefObjects.RESOURCE)) {
      String type = ChefObjects.snakeCase(name);
      return types.isChefs(type) ? Optional.of(types.builtIn(type)) : Optional.empty();
    }
    return classes.constantMissing(scope, name, types::isChefs);
  }

  /** Recipes and resources hold what they belong to in variables too. */
  @Override
  public Optional<RubyValue> variableMissing(RubyObject object, String name) {
    Optional<ResourceState.Home> home =
        object
            .payload(ResourceState.Home.class)
            .or(() -> object.payload(ResourceState.class).map(ResourceState::home));
    return home.flatMap(
        it ->
            switch (name) {
              case "cookbook_name" -> Optional.of(new RubyString(it.cookbook()));
              case "recipe_name" -> Optional.of(new RubyString(it.recipe()));
              case "run_context" -> Optional.of(runContext());
              default -> Optional.empty();
            });
  }

  @Override
  public Optional<RubyValue> commandOutput(String command) {
    return commands.output(command);
  }

  @Override
  public Optional<RubyValue> insteadOfNil(RubyNode expression) {
    return AttributePath.of(expression).flatMap(this::insteadOfAttribute);
  }

  /**
   * Returns an unknown for an attribute that nothing sets where Chef would stop: a person knows it.
   * Empty where the source rescues what Chef raises.
   */
  Optional<RubyValue> insteadOfAttribute(String path) {
    if (ruby.rescues().await(ruby.error("NoMethodError", "nil"))) {
      return Optional.empty();
    }
    String problem = "the attribute " + path + " is not set";
    report(
        Finding.warning("missing-attribute", ruby.origin(), problem)
            .advise("set it in a role, an environment, a node's file or the file of --facts"));
    return Optional.of(UnknownValue.because(new Unknown(problem, ruby.origin())));
  }

  @Override
  public Optional<RubyValue> askedOfUnknown(
      UnknownValue unknown, String method, List<RubyValue> arguments) {
    return credentials.askedOfUnseen(unknown, method, arguments);
  }

  @Override
  public Optional<RubyValue> methodMissing(Call call) {
    if (!(call.self() instanceof RubyObject self)) {
      return Optional.empty();
    }
    if (ChefObjects.isResource(self)) {
      return resources.missing(call);
    }
    Optional<RubyValue> parameter = declarations.parameter(call);
    if (parameter.isPresent()) {
      return parameter;
    }
    if (ruby.model().isA(self, classes.provider())) {
      return ProviderMethods.forward(this, call).or(() -> declarations.missing(call));
    }
    return self instanceof RubyClass || !ruby.model().isA(self, classes.recipeDsl())
        ? Optional.empty()
        : declarations.missing(call);
  }

  @Override
  public RubyValue require(String feature) {
    if (!loader.require(feature)) {
      outside.require(feature);
    }
    return RubyBoolean.TRUE;
  }

  @Override
  public Optional<Unknown> doubt(String module) {
    return outside.doubt(module);
  }

  @Override
  public void branchBegins(String question, boolean outcome, boolean trial) {
    branches.begin(question, outcome, trial, collection());
  }

  @Override
  public List<String> branchEnds() {
    return branches.end(declared::describe);
  }

  @Override
  public void report(Finding finding) {
    findings.add(finding);
  }
}
