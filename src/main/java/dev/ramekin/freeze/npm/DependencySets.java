package dev.ramekin.freeze.npm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Sets of packages that belong together. */
final class DependencySets {
  private DependencySets() {}

  /**
   * Returns the packages with all they need, less what others outside need too.
   *
   * @param counts which edges count
   */
  static Set<TreeNode> gather(Set<TreeNode> start, Predicate<TreeEdge> counts) {
    List<TreeNode> order = new ArrayList<>(start);
    Set<TreeNode> set = new LinkedHashSet<>(start);
    for (int i = 0; i < order.size(); i++) {
      for (TreeEdge edge : order.get(i).edgesOut()) {
        TreeNode to = edge.to();
        if (to != null && counts.test(edge) && set.add(to)) {
          order.add(to);
        }
      }
    }
    boolean changed = true;
    while (changed && !set.isEmpty()) {
      changed = false;
      for (TreeNode node : List.copyOf(set)) {
        for (TreeEdge edge : node.edgesIn()) {
          if (!set.contains(edge.from()) && counts.test(edge)) {
            changed = true;
            set.remove(node);
            break;
          }
        }
      }
    }
    return set;
  }

  /**
   * Returns what would go with an optional package that cannot be installed: it, those that cannot
   * do without it, and what only they need.
   */
  static Set<TreeNode> optionalSet(TreeNode start) {
    List<TreeNode> order = new ArrayList<>(List.of(start));
    Set<TreeNode> set = new LinkedHashSet<>(order);
    for (int i = 0; i < order.size(); i++) {
      for (TreeEdge edge : order.get(i).edgesIn()) {
        if (!edge.isOptional() && set.add(edge.from())) {
          order.add(edge.from());
        }
      }
    }
    return gather(set, edge -> !set.contains(edge.to()) && !edge.from().isInert());
  }

  /**
   * Returns the sets of packages that want each other beside them and that a package belongs to, by
   * the edge through which each set came.
   */
  static Map<TreeEdge, Set<TreeNode>> peerEntries(TreeNode node) {
    Map<TreeEdge, Set<TreeNode>> entries = new LinkedHashMap<>();
    for (TreeNode peer : peerUnion(node)) {
      for (TreeEdge edge : peer.edgesIn()) {
        if (edge.isValid() && (!edge.isPeer() || edge.from().isTop())) {
          Set<TreeNode> own = peersFrom(peer);
          if (own.contains(node)) {
            entries.put(edge, own);
          }
        }
      }
    }
    return entries;
  }

  private static Set<TreeNode> peerUnion(TreeNode node) {
    List<TreeNode> order = new ArrayList<>(List.of(node));
    Set<TreeNode> union = new LinkedHashSet<>(order);
    for (int i = 0; i < order.size(); i++) {
      for (TreeEdge edge : order.get(i).edgesOut()) {
        TreeNode to = edge.to();
        if (to != null && edge.isPeer() && edge.isValid() && union.add(to)) {
          order.add(to);
        }
      }
      for (TreeEdge edge : order.get(i).edgesIn()) {
        if (edge.isPeer() && edge.isValid() && union.add(edge.from())) {
          order.add(edge.from());
        }
      }
    }
    return union;
  }

  private static Set<TreeNode> peersFrom(TreeNode start) {
    List<TreeNode> order = new ArrayList<>(List.of(start));
    Set<TreeNode> set = new LinkedHashSet<>(order);
    for (int i = 0; i < order.size(); i++) {
      for (TreeEdge edge : order.get(i).edgesOut()) {
        TreeNode to = edge.to();
        if (to != null && edge.isPeer() && edge.isValid() && set.add(to)) {
          order.add(to);
        }
      }
    }
    return set;
  }

  /** Returns the deepest place from a package upwards where one of a name could be put. */
  static TreeNode deepestPlace(TreeNode start, String name) {
    TreeNode last = start;
    for (TreeNode place : start.ancestry()) {
      last = place;
      if (place.isRoot() || place.isGlobalTop()) {
        return place;
      }
      TreeEdge edge = place.edgeOut(name);
      if (edge == null || !edge.isPeer()) {
        return place;
      }
    }
    return last;
  }
}
