package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * What can be searched: nodes, roles, environments and data bags of the repository, each when it is
 * there. Other nodes are known by their files, roles, environment and the attribute files of their
 * cookbooks, not by what their recipes set.
 */
final class SearchIndexes {
  /**
   * Something that can be found.
   *
   * @param object makes what a recipe gets
   */
  record Entry(SearchDocument document, Supplier<RubyValue> object) {}

  private final ChefRun run;
  private final Peers peers;

  SearchIndexes(ChefRun run, Peers peers) {
    this.run = run;
    this.peers = peers;
  }

  /** Returns the entries of an index in order; empty when the repository does not hold it. */
  Optional<List<Entry>> of(String index) {
    return switch (index) {
      case "node", "nodes" -> some(peers.all().stream().map(this::node).toList());
      case "role" -> some(run.parts().roleNames().stream().map(this::role).toList());
      case "environment" ->
          some(run.parts().environmentNames().stream().map(this::environment).toList());
      case "client" -> Optional.empty();
      default -> Optional.ofNullable(run.parts().dataBags().get(index)).map(this::items);
    };
  }

  private static Optional<List<Entry>> some(List<Entry> entries) {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries);
  }

  private Entry node(Peers.Peer peer) {
    boolean self = peer.spec().name().equals(run.spec().name());
    SearchDocument document =
        new SearchDocument()
            .add("", peer.attributes())
            .add("name", new RubyString(peer.spec().name()))
            .add("chef_environment", new RubyString(peer.spec().environment()))
            .add("run_list", JsonValues.ofJava(peer.spec().runList()))
            .add("recipes", JsonValues.ofJava(bothNames(peer.recipes())))
            .add("roles", JsonValues.ofJava(peer.roles()));
    peer.spec().policy().ifPresent(it -> document.add("policy_name", new RubyString(it.name())));
    peer.spec().policyGroup().ifPresent(it -> document.add("policy_group", new RubyString(it)));
    for (String item : peer.spec().runList()) {
      RunListItem.parse(item)
          .ifPresent(
              it ->
                  document.add(
                      it.role() ? "role" : "recipe",
                      it.role()
                          ? new RubyString(it.name())
                          : JsonValues.ofJava(bothNames(List.of(it.name())))));
    }
    return new Entry(document, () -> self ? run.node() : run.peer(peer));
  }

  /** A cookbook's default recipe is found by either of its names. */
  private static List<String> bothNames(List<String> recipes) {
    List<String> names = new ArrayList<>();
    for (String recipe : recipes) {
      names.add(recipe);
      if (RunListItem.recipe(recipe).equals("default")) {
        names.add(RunListItem.cookbook(recipe));
      }
    }
    return names;
  }

  private Entry role(String name) {
    return named(name, run.roles().find(name));
  }

  private Entry environment(String name) {
    return named(name, run.roles().environment(name));
  }

  private Entry named(String name, Optional<Role> role) {
    RubyHash fields = new RubyHash();
    fields.put(new RubyString("name"), new RubyString(name));
    role.ifPresent(
        it -> {
          fields.put(new RubyString("run_list"), JsonValues.ofJava(it.runListIn("")));
          fields.put(new RubyString("default_attributes"), it.defaults());
          fields.put(new RubyString("override_attributes"), it.overrides());
        });
    return entry(fields);
  }

  private List<Entry> items(SortedMap<String, RubyHash> items) {
    return items.entrySet().stream().map(this::item).toList();
  }

  private Entry item(Map.Entry<String, RubyHash> item) {
    return entry(item.getValue());
  }

  private Entry entry(RubyHash fields) {
    return new Entry(
        new SearchDocument().add("", fields),
        () -> {
          RubyValue copy = run.mashes().plain(fields);
          String id = Facts.text(fields, "id").or(() -> Facts.text(fields, "name")).orElse("found");
          run.credentials().mark(copy, List.of(id), Origin.ofFile("search"));
          return copy;
        });
  }
}
