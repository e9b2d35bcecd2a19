package dev.ramekin.freeze.npm;

import dev.ramekin.freeze.http.FetchException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree that {@code npm install --global} would: breadth first, each package as high as
 * nothing is in the way, with what it wants beside itself (npm's Arborist).
 */
final class IdealTree {
  private final NpmRegistry registry;
  private final NpmEnvironment environment;
  private final NpmManifest nothing;
  private final TreeNode root;
  private final List<TreeNode> queue = new ArrayList<>();
  private final Set<TreeNode> seen = new HashSet<>();
  private final Map<TreeNode, TreeNode> standIns = new IdentityHashMap<>();
  private final Map<TreeNode, TreeNode> peerSources = new IdentityHashMap<>();
  private final Map<String, NpmManifest> manifests = new HashMap<>();
  private final Set<TreeNode> failures = new HashSet<>();

  private IdealTree(
      NpmRegistry registry, NpmEnvironment environment, NpmManifest nothing, TreeNode root) {
    this.registry = registry;
    this.environment = environment;
    this.nothing = nothing;
    this.root = root;
  }

  /**
   * Returns the root of the tree.
   *
   * @param wanted version, range or tag by package
   * @throws FetchException when a package that is needed cannot be had, or npm would refuse
   */
  static TreeNode build(
      Map<String, String> wanted, NpmRegistry registry, NpmEnvironment environment)
      throws FetchException {
    NpmManifest nothing = NpmManifest.nothing(Map.of());
    TreeNode root = TreeNode.globalRoot(NpmManifest.nothing(wanted));
    IdealTree tree = new IdealTree(registry, environment, nothing, root);
    try {
      tree.build();
    } catch (UnresolvableException exception) {
      throw new FetchException(String.valueOf(exception.getMessage()));
    }
    TreeFlags.set(root);
    tree.leaveOutFailures();
    tree.markForeign();
    return root;
  }

  private void build() throws FetchException, UnresolvableException {
    queue.add(root);
    while (!queue.isEmpty()) {
      queue.sort(
          Comparator.comparingInt(TreeNode::depth)
              .thenComparing(TreeNode::location, NameOrder.ENGLISH));
      TreeNode node = queue.remove(0);
      if (node.root() == root && !node.manifest().shrinkwrapped() && seen.add(node)) {
        step(node);
      }
    }
  }

  /** A package that is to be put in for an edge. */
  private record Task(TreeEdge edge, TreeNode dep) {}

  private void step(TreeNode node) throws FetchException, UnresolvableException {
    List<Task> tasks = new ArrayList<>();
    List<TreeEdge> problems = problems(node);
    problems.forEach(this::prefetch);
    for (TreeEdge edge : problems) {
      if (!edge.isConflicted()) {
        tasks.add(new Task(edge, dep(node, edge)));
      }
    }
    tasks.sort(Comparator.comparing(it -> it.edge().name(), NameOrder.ENGLISH));
    for (Task task : tasks) {
      boolean explicit = task.edge().from() == root;
      for (Placement it : new Placement(task.dep(), task.edge(), explicit, null).all()) {
        afterwards(it);
      }
    }
  }

  private TreeNode dep(TreeNode node, TreeEdge edge) throws FetchException, UnresolvableException {
    TreeNode source = edge.isPeer() ? peerSources.getOrDefault(node, node) : node;
    TreeNode standIn = standIns.getOrDefault(source, null);
    if (standIn == null) {
      standIn = standIn(source);
    }
    TreeEdge known = standIn.edgeOut(edge.name());
    TreeNode there = known == null || !known.isValid() ? null : known.to();
    if (there != null && there.satisfies(edge)) {
      return there;
    }
    if (edge.isOptionalPeer() && edge.from() != root) {
      TreeNode above = edge.from().parent() == null ? edge.from() : edge.from().parent();
      TreeNode existing = above == null ? null : hoistable(above, edge);
      if (existing != null) {
        return existing;
      }
    }
    Set<TreeNode> required = new HashSet<>(Set.of(edge.from()));
    return nodeFor(edge, edge.isPeer() ? standIn : null, null, required);
  }

  private static @Nullable TreeNode hoistable(TreeNode start, TreeEdge edge) {
    List<TreeNode> walk = new ArrayList<>(start.children().values());
    for (int i = 0; i < walk.size(); i++) {
      TreeNode node = walk.get(i);
      if (node.name().equals(edge.name()) && node.satisfies(edge)) {
        return node;
      }
      walk.addAll(node.children().values());
    }
    return null;
  }

  private TreeNode standIn(TreeNode source) {
    TreeNode standIn = TreeNode.standIn(source);
    standIns.put(source, standIn);
    return standIn;
  }

  /** Edges that lead nowhere, or to what does not fit. */
  private List<TreeEdge> problems(TreeNode node) {
    List<TreeEdge> problems = new ArrayList<>();
    for (TreeEdge edge : node.edgesOut()) {
      TreeNode to = edge.to();
      if (node.manifest().bundled().contains(edge.name()) || to != null && failures.contains(to)) {
        continue;
      }
      if (to == null ? !edge.isOptionalPeer() : !edge.isValid() || node == root) {
        problems.add(edge);
      }
    }
    return problems;
  }

  private void prefetch(TreeEdge edge) {
    if (edge.spec().kind() != NpmSpec.Kind.ELSEWHERE) {
      registry.prefetch(edge.spec().name());
    }
  }

  private void afterwards(Placement placement) {
    TreeNode placed = placement.placed();
    if (placed == null) {
      return;
    }
    if (placed.failure().isPresent()) {
      failures.add(placed);
    }
    for (TreeEdge in : placed.edgesIn()) {
      if (in != placement.edge() && !in.isValid() && !in.isConflicted()) {
        // Who was served before and is not any more has to be looked at again.
        seen.remove(in.from());
        push(in.from());
      }
    }
    push(placed);
    for (TreeNode node : placement.toLookAtAgain()) {
      seen.remove(node);
      push(node);
    }
    problems(placed).forEach(this::prefetch);
  }

  private void push(TreeNode node) {
    if (!queue.contains(node)) {
      queue.add(node);
    }
  }

  private TreeNode nodeFor(
      TreeEdge edge, @Nullable TreeNode place, @Nullable TreeEdge second, Set<TreeNode> required)
      throws FetchException, UnresolvableException {
    TreeNode parent = place == null ? standIn(edge.from()) : place;
    TreeNode first = load(edge.name(), edge.spec(), parent);
    TreeNode other =
        second != null && !second.isValid() ? load(edge.name(), second.spec(), parent) : null;
    TreeNode node = other != null && edge.isValid() ? other : first;
    node.moveInto(parent);
    boolean needed = required.contains(edge.from()) && !edge.isOptionalPeer();
    boolean secondNeeded =
        second != null && required.contains(second.from()) && !second.isOptionalPeer();
    if (needed || secondNeeded) {
      required.add(node);
    }
    peerSources.put(node, parent.source());
    // What is installed by itself gets no peers beside it; they go below it, in its own turn.
    return edge.from() == root ? node : loadPeers(node, required);
  }

  private TreeNode load(String name, NpmSpec spec, TreeNode parent) {
    TreeNode node;
    try {
      node = TreeNode.of(name, manifest(spec));
    } catch (FetchException exception) {
      node = TreeNode.failed(name, nothing, exception.getMessage());
      failures.add(node);
    }
    node.moveInto(parent);
    return node;
  }

  private NpmManifest manifest(NpmSpec spec) throws FetchException {
    if (spec.kind() == NpmSpec.Kind.ELSEWHERE) {
      throw new FetchException(
          spec.raw() + " is not of the registry, and only packages of the registry are frozen");
    }
    String key = spec.name() + "@" + spec.raw();
    NpmManifest known = manifests.get(key);
    if (known == null) {
      known = registry.packument(spec.name()).pick(spec, environment);
      manifests.put(key, known);
    }
    return known;
  }

  /** Finds what a package wants beside it, and what that wants, in the tree of a stand-in. */
  private TreeNode loadPeers(TreeNode node, Set<TreeNode> required)
      throws FetchException, UnresolvableException {
    List<TreeEdge> edges =
        node.edgesOut().stream()
            .filter(it -> it.isPeer() && !(it.isValid() && it.to() != null))
            .sorted(Comparator.comparing(TreeEdge::name, NameOrder.ENGLISH))
            .toList();
    for (TreeEdge edge : edges) {
      TreeNode parent = node.parent();
      if (parent == null) {
        break;
      }
      if (edge.isValid() && edge.to() != null) {
        continue;
      }
      loadPeer(node, parent, edge, required);
    }
    return node;
  }

  private void loadPeer(TreeNode node, TreeNode parent, TreeEdge edge, Set<TreeNode> required)
      throws FetchException, UnresolvableException {
    TreeEdge parentEdge = parent.edgeOut(edge.name());
    boolean tolerated = parent.source() != root;
    TreeNode current = edge.to();
    if (current == null && parentEdge == null) {
      nodeFor(edge, parent, null, required);
      return;
    }
    if (current == null && parentEdge != null) {
      TreeNode dep = nodeFor(parentEdge, parent, edge, required);
      if (edge.isValid()) {
        return;
      }
      if (tolerated || !required.contains(dep)) {
        edge.setConflicted();
        return;
      }
      if (node.parent() != null) {
        throw new UnresolvableException(edge);
      }
      return;
    }
    TreeNode dep = nodeFor(edge, null, null, required);
    if (current != null && dep.canReplace(current, Set.of())) {
      nodeFor(edge, parent, null, required);
    } else if (!tolerated && required.contains(edge.from())) {
      throw new UnresolvableException(edge);
    }
  }

  private void leaveOutFailures() throws FetchException {
    for (TreeNode node : failures) {
      if (node.root() != root) {
        continue;
      }
      if (!node.isOptional()) {
        throw new FetchException(
            node.failure().orElse("") + ", which " + wantedBy(node) + " needs");
      }
      DependencySets.optionalSet(node).forEach(TreeNode::setInert);
    }
  }

  private static String wantedBy(TreeNode node) {
    return node.edgesIn().stream()
        .map(it -> it.from().manifest().name())
        .findFirst()
        .filter(it -> !it.isEmpty())
        .orElse("the recipe");
  }

  /** Optional packages for other systems stay in the tree, and are not installed. */
  private void markForeign() throws FetchException {
    for (TreeNode node : root.all()) {
      if (node == root || node.isInert()) {
        continue;
      }
      boolean carries = environment.carries(node.manifest());
      if (node.isOptional()) {
        if (!carries || !environment.suits(node.manifest())) {
          DependencySets.optionalSet(node).forEach(TreeNode::setInert);
        }
      } else if (!carries) {
        throw new FetchException(
            "%s %s is not for linux on %s"
                .formatted(node.manifest().name(), node.manifest().version(), environment.cpu()));
      }
    }
  }
}
