package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The run lists of a repository's roles, by which it shows which of them are hosts. What is wrong
 * in a role's file is told when a node that has the role is evaluated.
 *
 * @param items everything a role runs, in any environment, by role
 */
record RoleLists(SortedMap<String, List<String>> items) {
  /** Reads all roles. */
  static RoleLists read(RepositoryParts parts, SettingFiles settings) {
    SortedMap<String, List<String>> lists = new TreeMap<>();
    for (String name : parts.roleNames()) {
      parts.role(name).ifPresent(file -> lists.put(name, items(file, settings)));
    }
    return new RoleLists(lists);
  }

  /** Returns the roles that run something and that no other role includes. */
  List<String> outermost() {
    Set<String> included = new TreeSet<>();
    items.forEach(
        (name, list) ->
            list.stream()
                .flatMap(it -> RunListItem.parse(it).stream())
                .filter(it -> it.role() && !it.name().equals(name))
                .forEach(it -> included.add(it.name())));
    List<String> running =
        items.entrySet().stream()
            .filter(it -> !it.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    List<String> outermost = running.stream().filter(it -> !included.contains(it)).toList();
    return outermost.isEmpty() ? running : outermost;
  }

  private static List<String> items(SourceFile file, SettingFiles settings) {
    List<String> items = new ArrayList<>();
    if (file.path().endsWith(".json")) {
      JsonValues.object(file, finding -> {})
          .map(Fields::new)
          .ifPresent(
              role -> {
                items.addAll(role.texts("run_list"));
                Fields others = role.below("env_run_lists");
                others.hash().map().values().forEach(it -> add(it, items));
              });
      return items;
    }
    settings.evaluate(
        file,
        (ruby, methods) ->
            methods
                .method("run_list", 0, Methods.ANY, call -> take(call, items))
                .alias("run_list", "recipes", "env_run_lists", "env_run_list")
                .method("method_missing", 1, Methods.ANY, call -> RubyNil.NIL));
    return items;
  }

  private static RubyValue take(Call call, List<String> items) {
    call.arguments().forEach(it -> add(it, items));
    return RubyNil.NIL;
  }

  private static void add(RubyValue value, List<String> items) {
    if (value instanceof RubyArray list) {
      list.list().forEach(it -> add(it, items));
    } else if (value instanceof RubyHash byEnvironment) {
      Map<RubyValue, RubyValue> lists = byEnvironment.map();
      lists.values().forEach(it -> add(it, items));
    } else {
      items.add(Plain.text(value));
    }
  }
}
