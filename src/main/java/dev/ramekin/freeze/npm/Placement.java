package dev.ramekin.freeze.npm;

import dev.ramekin.freeze.npm.PlacementCheck.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a package into the tree for an edge, as high as nothing is in the way, and the peers it
 * brings with it; what becomes needless by that goes.
 */
final class Placement {
  private final TreeNode dep;
  private final TreeEdge edge;
  private final boolean explicit;
  private final @Nullable Placement parent;
  private final List<Placement> children = new ArrayList<>();
  private final Set<TreeNode> toLookAtAgain = new LinkedHashSet<>();
  private @Nullable PlacementCheck place;
  private @Nullable TreeNode placed;

  /**
   * Puts it there.
   *
   * @param dep the package, in a tree where its peers are beside it
   * @param explicit whether the user asked for it
   * @param parent the placement that it belongs to as a peer
   */
  Placement(TreeNode dep, TreeEdge edge, boolean explicit, @Nullable Placement parent)
      throws UnresolvableException {
    this.dep = dep;
    this.edge = edge;
    this.explicit = explicit;
    this.parent = parent;
    if (edge.to() == null || !edge.isValid() || explicit) {
      findPlace();
      if (place != null) {
        put(place);
      }
    }
  }

  /** Returns what was put into the tree, with the answer it was put there by; peers behind. */
  List<Placement> all() {
    List<Placement> all = new ArrayList<>(List.of(this));
    children.forEach(it -> all.addAll(it.all()));
    return all;
  }

  @Nullable TreeNode placed() {
    return placed;
  }

  TreeEdge edge() {
    return edge;
  }

  Set<TreeNode> toLookAtAgain() {
    return toLookAtAgain;
  }

  private TreeNode start() {
    TreeNode from = parent == null ? edge.from() : parent.start();
    return DependencySets.deepestPlace(from, edge.name());
  }

  private void findPlace() throws UnresolvableException {
    PlacementCheck alone = null;
    for (TreeNode target : start().ancestry()) {
      TreeEdge targetEdge = target.edgeOut(edge.name());
      if (!target.isTop() && targetEdge != null && targetEdge.isPeer()) {
        continue;
      }
      PlacementCheck above = parent == null ? null : parent.place;
      PlacementCheck check = new PlacementCheck(dep, edge, target, above, false, explicit);
      alone = check.self() == Answer.CONFLICT ? alone : check;
      if (check.answer() == Answer.CONFLICT) {
        break;
      }
      place = check;
      TreeNode up = target.parent();
      if (dep.failure().isPresent() || up != null && up.isRoot()) {
        break;
      }
    }
    if (place == null) {
      if (isTheUsers()) {
        throw new UnresolvableException(edge);
      }
      place = alone;
      if (alone == null) {
        edge.setConflicted();
      }
    }
  }

  /** Whether the user asked for what makes the conflict; others' conflicts are let be. */
  private boolean isTheUsers() {
    TreeEdge entry = parent == null ? edge : parent.topEdge();
    TreeNode from = entry.from();
    if (from.isRoot()) {
      return true;
    }
    if (!entry.isPeer()) {
      return false;
    }
    boolean peers = false;
    for (TreeEdge in : from.edgesIn()) {
      if (!in.isPeer() && in.from().isRoot()) {
        return true;
      }
      peers = peers || in.isPeer();
    }
    return peers
        && DependencySets.peerEntries(from).keySet().stream().anyMatch(it -> it.from().isRoot());
  }

  private TreeEdge topEdge() {
    return parent == null ? edge : parent.topEdge();
  }

  private void put(PlacementCheck where) throws UnresolvableException {
    TreeNode target = where.target();
    Answer kind = where.answer() == Answer.CONFLICT ? where.self() : where.answer();
    if (kind == Answer.KEEP) {
      if (edge.isPeer() && !edge.isValid()) {
        edge.setConflicted();
      }
      leaveOutNeedless(target, true);
      return;
    }
    for (TreeNode above : target.ancestry()) {
      if (above.matches(dep) && !above.isTop()) {
        throw new UnresolvableException(edge);
      }
    }
    TreeNode copy = dep.copy();
    placed = copy;
    TreeNode old = target.children().get(edge.name());
    if (old == null) {
      copy.moveInto(target);
    } else {
      takePlaceOf(old, copy, target);
    }
    if (edge.isPeer() && !copy.satisfies(edge)) {
      edge.setConflicted();
    }
    TreeNode to = edge.to();
    if (edge.isValid() && to != null && to != copy) {
      leaveOutNeedless(to, false);
    }
    leaveOutCopies(target);
    placePeers(copy);
  }

  private void leaveOutCopies(TreeNode target) {
    for (TreeNode node : target.root().all()) {
      if (node.name().equals(edge.name()) && node.isBelow(target) && !node.isTop()) {
        leaveOutNeedless(node, false);
        if (node.root() == target.root()) {
          List.copyOf(node.children().values()).forEach(it -> leaveOutNeedless(it, false));
        }
      }
    }
  }

  private void placePeers(TreeNode copy) throws UnresolvableException {
    TreeNode brought = dep.parent();
    for (TreeEdge out : copy.edgesOut()) {
      if (out.isValid() || !out.isPeer() || out.isConflicted() || brought == null) {
        continue;
      }
      TreeNode peer = brought.children().get(out.name());
      if (peer != null && peer.satisfies(out)) {
        children.add(new Placement(peer, out, explicit, this));
      }
    }
  }

  private void takePlaceOf(TreeNode old, TreeNode copy, TreeNode target) {
    List<TreeNode> oldDeps = new ArrayList<>();
    for (TreeEdge out : old.edgesOut()) {
      TreeNode to = out.to();
      if (copy.edgeOut(out.name()) == null && to != null) {
        oldDeps.addAll(DependencySets.gather(Set.of(to), it -> it.to() != to));
      }
    }
    List<TreeNode> peerSets = new ArrayList<>();
    for (TreeEdge in : old.edgesIn()) {
      boolean broken =
          !copy.satisfies(in) && in.isPeer() && in.from().parent() == target && !in.isConflicted();
      if (broken) {
        peerSets.addAll(brokenSets(in, target));
      }
    }
    copy.replace(old);
    leaveOutOld(copy, oldDeps);
    for (TreeNode node : peerSets) {
      node.edgesIn().forEach(it -> toLookAtAgain.add(it.from()));
      node.leave();
    }
  }

  /**
   * Peers that want what goes: they are put deeper where they can, else they have to do without.
   */
  private static List<TreeNode> brokenSets(TreeEdge in, TreeNode target) {
    List<TreeNode> sets = new ArrayList<>();
    for (TreeEdge entry : DependencySets.peerEntries(in.from()).keySet()) {
      TreeNode node = entry.to();
      if (node == null) {
        continue;
      }
      TreeNode deepest = DependencySets.deepestPlace(node, "");
      if (deepest != target && !entry.from().isRoot()) {
        sets.addAll(
            DependencySets.gather(Set.of(node), it -> it.to() != node && !it.isConflicted()));
      } else {
        in.setConflicted();
      }
    }
    return sets;
  }

  private static void leaveOutOld(TreeNode copy, List<TreeNode> oldDeps) {
    Set<TreeNode> invalid = new LinkedHashSet<>();
    for (TreeEdge out : copy.edgesOut()) {
      TreeNode to = out.to();
      if (to != null && !out.isValid()) {
        invalid.add(to);
      }
    }
    for (TreeNode old : oldDeps) {
      invalid.addAll(DependencySets.gather(Set.of(old), it -> it.to() != old && it.isValid()));
    }
    DependencySets.gather(invalid, it -> it.from() != copy && it.to() != copy && it.isValid())
        .forEach(TreeNode::leave);
  }

  private void leaveOutNeedless(TreeNode node, boolean descend) {
    if (node.canBeLeftOut(false, explicit)) {
      DependencySets.gather(Set.of(node), it -> it.to() != node && it.isValid())
          .forEach(TreeNode::leave);
    } else if (descend) {
      node.children().values().stream()
          .sorted(Comparator.comparing(TreeNode::location, NameOrder.ENGLISH))
          .toList()
          .forEach(it -> leaveOutNeedless(it, true));
    }
  }
}
