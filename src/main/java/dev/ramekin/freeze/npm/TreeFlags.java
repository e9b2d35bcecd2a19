package dev.ramekin.freeze.npm;

import java.util.ArrayDeque;
import java.util.Deque;

/** Finds out which packages of a finished tree are only there because they are optional. */
final class TreeFlags {
  private TreeFlags() {}

  static void set(TreeNode root) {
    root.setOptional(false);
    root.setExtraneous(false);
    Deque<TreeNode> queue = new ArrayDeque<>();
    queue.push(root);
    while (!queue.isEmpty()) {
      TreeNode node = queue.pop();
      for (TreeNode up = node.parent(); up != null && !node.isExtraneous(); up = up.parent()) {
        up.setExtraneous(false);
      }
      for (TreeEdge edge : node.edgesOut()) {
        TreeNode to = edge.to();
        if (to != null && spread(node, edge, to)) {
          queue.push(to);
        }
      }
    }
  }

  private static boolean spread(TreeNode node, TreeEdge edge, TreeNode to) {
    boolean changed = false;
    if (to.isExtraneous() && !node.isExtraneous() && !edge.isOptionalPeer()) {
      to.setExtraneous(false);
      changed = true;
    }
    if (to.isOptional() && !node.isOptional() && !edge.isOptional()) {
      to.setOptional(false);
      changed = true;
    }
    return changed;
  }
}
