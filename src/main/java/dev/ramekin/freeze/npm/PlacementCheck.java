package dev.ramekin.freeze.npm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a package may be put at a place of the tree, together with the peers it wants beside
 * itself. Changes nothing.
 */
final class PlacementCheck {
  /** What would become of it there. */
  enum Answer {
    /** Nothing is in the way. */
    OK,
    /** What is there goes. */
    REPLACE,
    /** What is there will do. */
    KEEP,
    /** It cannot be there. */
    CONFLICT
  }

  private final TreeNode dep;
  private final TreeEdge edge;
  private final TreeNode target;
  private final @Nullable PlacementCheck parent;
  private final boolean preferDedupe;
  private final boolean explicit;
  private final List<TreeNode> peerPath;
  private final @Nullable TreeNode current;
  private final boolean overridden;
  private final Answer answer;
  private @Nullable Answer self;
  private @Nullable Answer withPeers;

  /**
   * Checks a place.
   *
   * @param dep the package, in a tree where its peers are beside it
   * @param edge what it is for
   * @param target the folder it would be put into
   * @param parent the check of the package that wants it as a peer
   */
  PlacementCheck(
      TreeNode dep,
      TreeEdge edge,
      TreeNode target,
      @Nullable PlacementCheck parent,
      boolean preferDedupe,
      boolean explicit) {
    this(dep, edge, target, parent, preferDedupe, explicit, List.of());
  }

  private PlacementCheck(
      TreeNode dep,
      TreeEdge edge,
      TreeNode target,
      @Nullable PlacementCheck parent,
      boolean preferDedupe,
      boolean explicit,
      List<TreeNode> peerPath) {
    this.dep = dep;
    this.edge = edge;
    this.target = target;
    this.parent = parent;
    this.preferDedupe = preferDedupe || edge.isPeer();
    this.explicit = explicit;
    this.peerPath = peerPath;
    this.current = target.children().get(edge.name());
    this.overridden = !dep.satisfies(edge);
    this.answer = check();
  }

  TreeNode target() {
    return target;
  }

  /** Returns the answer for the package and its peers. */
  Answer answer() {
    return answer;
  }

  /** Returns the answer for the package alone. */
  Answer self() {
    Answer known = self;
    return known == null ? answer : known;
  }

  private Answer check() {
    if (dep.failure().isPresent()) {
      return current == null ? Answer.OK : Answer.REPLACE;
    }
    TreeEdge targetEdge = target.edgeOut(edge.name());
    if (targetEdge != null && targetEdge.isPeer() && !target.isTop()) {
      return Answer.CONFLICT;
    }
    if (current == null) {
      boolean other = targetEdge != null && targetEdge != edge && !dep.satisfies(targetEdge);
      return other ? Answer.CONFLICT : withoutCurrent();
    }
    return withCurrent(current);
  }

  private Answer withoutCurrent() {
    TreeNode above = target == entryEdge().from() ? null : target.resolve(edge.name());
    if (above != null) {
      for (TreeEdge in : above.edgesIn()) {
        if (in.from().isBelow(target) && in.isValid() && !dep.satisfies(in)) {
          return Answer.CONFLICT;
        }
      }
    }
    return withPeers(Answer.OK);
  }

  private Answer withCurrent(TreeNode there) {
    if (dep.matches(there) && (there.satisfies(edge) || overridden)) {
      return explicit ? Answer.REPLACE : Answer.KEEP;
    }
    Optional<NpmVersion> old = there.version();
    Optional<NpmVersion> young = dep.version();
    boolean notOlder =
        old.isPresent() && young.isPresent() && young.get().compareTo(old.get()) >= 0;
    if (notOlder && dep.canReplace(there, Set.of())) {
      Answer replaced = withPeers(Answer.REPLACE);
      if (replaced != Answer.CONFLICT) {
        return replaced;
      }
    }
    if (there.satisfies(edge) && (!explicit || preferDedupe)) {
      return Answer.KEEP;
    }
    if (preferDedupe && !notOlder && dep.canReplace(there, Set.of())) {
      Answer replaced = withPeers(Answer.REPLACE);
      if (replaced != Answer.CONFLICT) {
        return replaced;
      }
    }
    return inTheWay(there);
  }

  /** What is there can neither stay nor be replaced as it is; perhaps it can go deeper. */
  private Answer inTheWay(TreeNode there) {
    if (target != deepestPlace()) {
      return Answer.CONFLICT;
    }
    if (!edge.isPeer() && target == edge.from()) {
      return withPeers(Answer.REPLACE);
    }
    if (parent == null && !edge.isPeer()) {
      return Answer.CONFLICT;
    }
    boolean canReplace = true;
    for (Map.Entry<TreeEdge, Set<TreeNode>> entry : DependencySets.peerEntries(there).entrySet()) {
      TreeEdge entryEdge = entry.getKey();
      if (entryEdge != edge && entryEdge != entryEdge() && !canClobber(entryEdge)) {
        canReplace = canReplace && canNest(entryEdge, entry.getValue());
      }
    }
    return canReplace ? withPeers(Answer.REPLACE) : Answer.CONFLICT;
  }

  /** Whether the set that came by an edge can be replaced by the one the package brings. */
  private boolean canClobber(TreeEdge entryEdge) {
    TreeNode entry = entryEdge.to();
    TreeNode brought = dep.parent();
    if (entry == null || brought == null) {
      return false;
    }
    TreeNode replacement = brought.children().get(entry.name());
    if (replacement != null) {
      return replacement.canReplace(entry, brought.children().keySet());
    }
    List<TreeNode> walk = new ArrayList<>(List.of(entry));
    Set<TreeNode> seen = new LinkedHashSet<>(walk);
    for (int i = 0; i < walk.size(); i++) {
      for (TreeEdge out : walk.get(i).edgesOut()) {
        if (!out.isPeer() || !out.isValid()) {
          continue;
        }
        TreeNode other = brought.children().get(out.name());
        TreeNode to = out.to();
        if (other == null && to != null && seen.add(to)) {
          walk.add(to);
        } else if (other != null && !other.satisfies(out)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean canNest(TreeEdge entryEdge, Set<TreeNode> peers) {
    for (TreeNode peer : peers) {
      TreeNode deepest = DependencySets.deepestPlace(entryEdge.from(), peer.name());
      if (deepest == target || target.isBelow(deepest)) {
        return false;
      }
    }
    return true;
  }

  private TreeNode deepestPlace() {
    TreeNode start = parent == null ? edge.from() : parent.deepestPlace();
    return DependencySets.deepestPlace(start, edge.name());
  }

  private TreeEdge entryEdge() {
    return parent == null ? edge : parent.entryEdge();
  }

  private Answer withPeers(Answer state) {
    self = state;
    Answer known = withPeers;
    if (known != null) {
      return known;
    }
    List<TreeNode> path = new ArrayList<>(peerPath);
    path.add(dep);
    boolean conflict = false;
    for (TreeEdge out : dep.edgesOut()) {
      TreeNode peer = out.to();
      if (out.isPeer() && peer != null && !path.contains(peer)) {
        TreeNode place = DependencySets.deepestPlace(target, peer.name());
        PlacementCheck check = new PlacementCheck(peer, out, place, this, true, false, path);
        conflict = conflict || check.answer() == Answer.CONFLICT;
      }
    }
    withPeers = conflict ? Answer.CONFLICT : state;
    return withPeers;
  }
}
