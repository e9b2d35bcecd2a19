package dev.ramekin.freeze.npm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A package in a tree of {@code node_modules} folders, or the root of one. Trees change while they
 * are built; edges follow by themselves to what a name means where they begin.
 */
final class TreeNode {
  private final String name;
  private final NpmManifest manifest;
  private final Optional<String> failure;
  private final boolean globalRoot;
  private final @Nullable TreeNode source;
  private final Map<String, TreeNode> children = new LinkedHashMap<>();
  private final Map<String, TreeEdge> edgesOut = new LinkedHashMap<>();
  private final Set<TreeEdge> edgesIn = new LinkedHashSet<>();
  private @Nullable TreeNode parent;
  private TreeNode root = this;
  private boolean optional = true;
  private boolean extraneous = true;
  private boolean inert;

  private TreeNode(
      String name,
      NpmManifest manifest,
      Optional<String> failure,
      boolean globalRoot,
      @Nullable TreeNode source) {
    this.name = name;
    this.manifest = manifest;
    this.failure = failure;
    this.globalRoot = globalRoot;
    this.source = source;
  }

  /** Returns the folder that global packages are installed into. */
  static TreeNode globalRoot(NpmManifest manifest) {
    TreeNode node = new TreeNode("", manifest, Optional.empty(), true, null);
    node.loadEdges();
    return node;
  }

  /**
   * Returns a root that stands for a package while those that it needs are looked for together with
   * what they expect beside them.
   */
  static TreeNode standIn(TreeNode source) {
    TreeNode node = new TreeNode(source.name, source.manifest, Optional.empty(), false, source);
    node.loadEdges();
    return node;
  }

  /** Returns a package that is in no tree yet. */
  static TreeNode of(String name, NpmManifest manifest) {
    TreeNode node = new TreeNode(name, manifest, Optional.empty(), false, null);
    node.loadEdges();
    return node;
  }

  /** Returns what stands for a package that cannot be had. */
  static TreeNode failed(String name, NpmManifest nothing, String reason) {
    return new TreeNode(name, nothing, Optional.of(reason), false, null);
  }

  /** Returns a package like this one, in no tree. */
  TreeNode copy() {
    TreeNode node = new TreeNode(name, manifest, failure, false, null);
    node.loadEdges();
    return node;
  }

  /** A later kind of a dependency takes the place of an earlier one of the same name. */
  private void loadEdges() {
    manifest
        .peers()
        .forEach(
            (peer, raw) -> {
              if (!manifest.optionalPeers().contains(peer)) {
                addEdge(peer, raw, TreeEdge.Type.PEER);
              }
            });
    manifest
        .peers()
        .forEach(
            (peer, raw) -> {
              if (manifest.optionalPeers().contains(peer)) {
                addEdge(peer, raw, TreeEdge.Type.OPTIONAL_PEER);
              }
            });
    manifest.dependencies().forEach((it, raw) -> addEdge(it, raw, TreeEdge.Type.NEEDED));
    manifest.optional().forEach((it, raw) -> addEdge(it, raw, TreeEdge.Type.OPTIONAL));
  }

  private void addEdge(String to, String raw, TreeEdge.Type type) {
    TreeEdge before = edgesOut.remove(to);
    if (before != null) {
      before.detach();
    }
    TreeEdge edge = new TreeEdge(this, to, NpmSpec.of(to, raw), type);
    edgesOut.put(to, edge);
    edge.reload(true);
  }

  String name() {
    return name;
  }

  NpmManifest manifest() {
    return manifest;
  }

  Optional<NpmVersion> version() {
    return NpmVersion.parse(manifest.version());
  }

  Optional<String> failure() {
    return failure;
  }

  @Nullable TreeNode parent() {
    return parent;
  }

  TreeNode root() {
    return root;
  }

  /** Returns what a stand-in stands for, else the node itself. */
  TreeNode source() {
    return source == null ? this : source;
  }

  Map<String, TreeNode> children() {
    return children;
  }

  List<TreeEdge> edgesOut() {
    return List.copyOf(edgesOut.values());
  }

  @Nullable TreeEdge edgeOut(String to) {
    return edgesOut.get(to);
  }

  List<TreeEdge> edgesIn() {
    return List.copyOf(edgesIn);
  }

  void addEdgeIn(TreeEdge edge) {
    edgesIn.add(edge);
  }

  void removeEdgeIn(TreeEdge edge) {
    edgesIn.remove(edge);
  }

  boolean isRoot() {
    return root == this;
  }

  boolean isGlobalTop() {
    return parent != null && parent == root && root.globalRoot;
  }

  /** Returns whether the package is installed by itself, and not for another. */
  boolean isTop() {
    return parent == null || isGlobalTop();
  }

  int depth() {
    return parent == null || isTop() ? 0 : parent.depth() + 1;
  }

  /** Returns where it is below the root: {@code node_modules/a/node_modules/b}. */
  String location() {
    if (parent == null) {
      return "";
    }
    String above = parent.location();
    return (above.isEmpty() ? "" : above + "/") + "node_modules/" + name;
  }

  /** Returns the node and those whose folders it is in, the nearest first. */
  List<TreeNode> ancestry() {
    List<TreeNode> ancestry = new ArrayList<>();
    for (TreeNode node = this; node != null; node = node.parent) {
      ancestry.add(node);
    }
    return ancestry;
  }

  boolean isBelow(TreeNode other) {
    return ancestry().contains(other);
  }

  /** Returns all nodes of the tree it is the root of, itself first. */
  List<TreeNode> all() {
    List<TreeNode> all = new ArrayList<>(List.of(this));
    for (int i = 0; i < all.size(); i++) {
      all.addAll(all.get(i).children.values());
    }
    return all;
  }

  /** Returns what a name means to a package at this place. */
  @Nullable TreeNode resolve(String wanted) {
    TreeNode own = children.get(wanted);
    if (own != null) {
      return own;
    }
    return parent == null ? null : parent.resolve(wanted);
  }

  /** Puts it into a package's folder; what has its name there leaves. */
  void moveInto(TreeNode newParent) {
    if (this == newParent || parent == newParent) {
      return;
    }
    if (parent != null) {
      parent.children.remove(name);
      parent = null;
    }
    enter(newParent);
  }

  private void enter(TreeNode newParent) {
    TreeNode current = newParent.children.get(name);
    if (current != null && current != this) {
      current.leave();
    }
    root = newParent.root;
    parent = newParent;
    newParent.children.put(name, this);
    newParent.reloadEdges(name, newParent);
    settle();
  }

  /** Takes it out of its tree, with all below it. */
  void leave() {
    if (parent != null) {
      parent.children.remove(name);
      parent = null;
    }
    root = this;
    settle();
  }

  private void settle() {
    for (TreeEdge edge : edgesIn()) {
      if (edge.from().root != root) {
        edge.reload(false);
      }
    }
    for (TreeEdge edge : edgesOut()) {
      TreeNode to = edge.to();
      if (to == null || to.root != root) {
        edge.reload(false);
      }
    }
    for (TreeNode child : List.copyOf(children.values())) {
      if (child.root != root) {
        child.root = root;
        child.settle();
      }
    }
  }

  /** Takes the place of another package, and what is in its folder. */
  void replace(TreeNode old) {
    TreeNode place = old.parent;
    for (TreeNode child : List.copyOf(old.children.values())) {
      child.moveInto(this);
    }
    if (place != null) {
      enter(place);
    }
  }

  private void reloadEdges(String wanted, TreeNode start) {
    TreeEdge edge = edgesOut.get(wanted);
    if (edge != null) {
      TreeNode to = edge.to();
      boolean child = to != null && to.parent == start && start.parent != null;
      if (child || resolve(wanted) != to) {
        edge.reload(true);
      }
    }
    for (TreeNode it : List.copyOf(children.values())) {
      it.reloadEdges(wanted, start);
    }
  }

  boolean satisfies(TreeEdge edge) {
    return name.equals(edge.name()) && edge.isSatisfiedBy(this);
  }

  /** Returns whether both are the same version of the same package. */
  boolean matches(TreeNode other) {
    if (this == other) {
      return true;
    }
    if (!name.equals(other.name)) {
      return false;
    }
    if (manifest.digest().isPresent() && other.manifest.digest().isPresent()) {
      return manifest.digest().equals(other.manifest.digest());
    }
    return !manifest.version().isEmpty()
        && manifest.name().equals(other.manifest.name())
        && manifest.version().equals(other.manifest.version());
  }

  /** Returns whether it can stand in the other's place, for all that depend on that. */
  boolean canReplace(TreeNode other, Set<String> ignoredPeers) {
    if (!other.name.equals(name) || !other.manifest.name().equals(manifest.name())) {
      return false;
    }
    Set<TreeNode> set =
        DependencySets.gather(Set.of(other), edge -> edge.to() != other && edge.isValid());
    for (TreeEdge edge : other.edgesIn()) {
      boolean ignored =
          !other.isTop()
              && edge.from().parent == other.parent
              && edge.isPeer()
              && ignoredPeers.contains(edge.from().name);
      if (!ignored && !set.contains(edge.from()) && !edge.isSatisfiedBy(this)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether one further up would do as well. */
  boolean canBeLeftOut(boolean preferDedupe, boolean explicit) {
    if (isBundled() || parent == null || parent.parent == null) {
      return false;
    }
    if (edgesIn.isEmpty()) {
      return true;
    }
    TreeNode other = parent.parent.resolve(name);
    if (other == null) {
      return false;
    }
    if (other.matches(this)) {
      return true;
    }
    if (!other.canReplace(this, Set.of())) {
      return false;
    }
    Optional<NpmVersion> own = version();
    Optional<NpmVersion> upper = other.version();
    boolean notOlder =
        own.isPresent() && upper.isPresent() && upper.get().compareTo(own.get()) >= 0;
    return preferDedupe || notOlder || explicit;
  }

  private boolean isBundled() {
    return parent != null && (parent.isBundled() || parent.manifest.bundled().contains(name));
  }

  boolean isOptional() {
    return optional;
  }

  boolean isExtraneous() {
    return extraneous;
  }

  boolean isInert() {
    return inert;
  }

  void setOptional(boolean value) {
    optional = value;
  }

  void setExtraneous(boolean value) {
    extraneous = value;
  }

  void setInert() {
    inert = true;
  }

  @Override
  public String toString() {
    return location() + " " + manifest.name() + "@" + manifest.version();
  }
}
