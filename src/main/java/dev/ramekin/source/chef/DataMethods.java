package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Data bags and searches. */
final class DataMethods {
  private static final Set<String> INDEXES = Set.of("node", "role", "client", "environment");

  private final ChefRun run;

  DataMethods(ChefRun run) {
    this.run = run;
    Methods.of(run.classes().recipeDsl())
        .method("data_bag", 1, call -> bag(call, Plain.text(call.argument(0))))
        .method(
            "data_bag_item",
            2,
            3,
            call -> item(call, Plain.text(call.argument(0)), Plain.text(call.argument(1))))
        .method("chef_vault_item", 2, 3, call -> vault(call))
        .method(
            "chef_vault",
            1,
            2,
            call -> call.unknown("the keys of a vault are not in the repository"))
        .method("search", 1, Methods.ANY, this::search)
        .method("partial_search", 1, Methods.ANY, this::search);
    RubyClass dataBag =
        run.ruby().model().defineClass("Chef::DataBag", run.ruby().model().object());
    RubyClass item =
        run.ruby().model().defineClass("Chef::DataBagItem", run.ruby().model().object());
    RubyClass encrypted = run.ruby().model().defineClass("Chef::EncryptedDataBagItem", item);
    Methods.of(run.ruby().model().singleton(dataBag))
        .method("load", 1, call -> bag(call, Plain.text(call.argument(0))))
        .method("list", 0, Methods.ANY, call -> texts(run.repository().dataBags().keySet()));
    Methods.of(run.ruby().model().singleton(item))
        .method(
            "load",
            2,
            3,
            call -> item(call, Plain.text(call.argument(0)), Plain.text(call.argument(1))));
    Methods.of(run.ruby().model().singleton(encrypted))
        .method(
            "load_secret",
            0,
            1,
            call -> call.unknown("the key of encrypted data bags is not in the repository"));
    RubyClass query =
        run.ruby().model().defineClass("Chef::Search::Query", run.ruby().model().object());
    Methods.of(query).method("search", 1, Methods.ANY, this::search);
  }

  private static RubyArray texts(Iterable<String> items) {
    RubyArray array = new RubyArray();
    items.forEach(item -> array.list().add(new RubyString(item)));
    return array;
  }

  private RubyValue bag(Call call, String bag) {
    SortedMap<String, RubyHash> items = run.repository().dataBags().get(bag);
    return items == null
        ? call.unknown("the data bag '" + bag + "' is not in the repository")
        : texts(items.keySet());
  }

  private RubyValue item(Call call, String bag, String id) {
    SortedMap<String, RubyHash> items = run.repository().dataBags().get(bag);
    if (items == null || !items.containsKey(id)) {
      return call.unknown("the data bag item '" + bag + "/" + id + "' is not in the repository");
    }
    return load(call, bag, id, items.get(id));
  }

  private RubyValue load(Call call, String bag, String id, RubyHash raw) {
    RubyHash item = (RubyHash) run.mashes().plain(raw);
    for (Map.Entry<RubyValue, RubyValue> entry : item.map().entrySet()) {
      if (isEncrypted(entry.getValue())) {
        String key = Plain.text(entry.getKey());
        String secret = run.credentials().reference(List.of(bag, id, key), call.origin());
        entry.setValue(
            new UnknownValue(
                call.unknown("'" + bag + "/" + id + "' is encrypted").cause(),
                Optional.empty(),
                List.of(),
                Set.of(secret)));
      }
    }
    run.credentials().mark(item, List.of(bag, id), call.origin());
    return item;
  }

  private static boolean isEncrypted(RubyValue value) {
    return value instanceof RubyHash hash && hash.get(new RubyString("encrypted_data")).isPresent();
  }

  private RubyValue vault(Call call) {
    String bag = Plain.text(call.argument(0));
    String id = Plain.text(call.argument(1));
    return call.unknown("the vault item '" + bag + "/" + id + "' is encrypted");
  }

  /** A search over a data bag of the repository for everything is answered; others are unknown. */
  private RubyValue search(Call call) {
    String index = Plain.text(call.argument(0));
    String query = call.has(1) ? Plain.text(call.argument(1)) : "*:*";
    SortedMap<String, RubyHash> items = run.repository().dataBags().get(index);
    if (INDEXES.contains(index) || items == null || !query.equals("*:*")) {
      return call.unknown("search(:" + index + ", '" + query + "') asks a Chef server");
    }
    RubyArray found = new RubyArray();
    items.forEach((id, raw) -> found.list().add(load(call, index, id, raw)));
    if (call.block().isEmpty()) {
      return found;
    }
    found.list().forEach(call::yield);
    return RubyNil.NIL;
  }
}
