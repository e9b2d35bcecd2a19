package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyHash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of the repository as they know each other. They are worked out once, when something
 * first searches for nodes.
 */
final class Peers {
  /**
   * A node as others see it.
   *
   * @param attributes merged over all levels
   * @param recipes full names of its run list's recipes
   * @param roles names of all its roles
   */
  record Peer(NodeSpec spec, RubyHash attributes, List<String> recipes, List<String> roles) {
    Peer {
      recipes = List.copyOf(recipes);
      roles = List.copyOf(roles);
    }
  }

  private final List<NodeSpec> nodes;
  private final Function<NodeSpec, Peer> view;
  private @Nullable List<Peer> peers;

  /**
   * @param nodes all nodes of the repository
   * @param view works out how a node looks to others
   */
  Peers(List<NodeSpec> nodes, Function<NodeSpec, Peer> view) {
    this.nodes = List.copyOf(nodes);
    this.view = view;
  }

  /** Returns all nodes; while they are being worked out there are none. */
  List<Peer> all() {
    List<Peer> known = peers;
    if (known == null) {
      peers = List.of();
      List<Peer> found = new ArrayList<>();
      nodes.forEach(node -> found.add(view.apply(node)));
      known = List.copyOf(found);
      peers = known;
    }
    return known;
  }
}
