package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The repository's data bags as recipes see them. What is encrypted becomes secrets: with their
 * values when the key is at hand, else by reference.
 */
final class DataBags {
  /** How chef-vault names the item that holds an item's keys. */
  private static final String VAULT_KEYS = "_keys";

  private static final RubyString ID = new RubyString("id");

  private final ChefRun run;
  private final Optional<String> secret;

  /**
   * @param secret the key of encrypted items, when the user gave it
   */
  DataBags(ChefRun run, Optional<String> secret) {
    this.run = run;
    this.secret = secret;
  }

  /** Returns the ids of a bag's items. */
  RubyValue ids(Call call, RubyValue bag) {
    return items(bag)
        .<RubyValue>map(items -> texts(items.keySet()))
        .orElseGet(() -> missing(call, "data-bag", "data bag '" + Plain.text(bag) + "'"));
  }

  /** Returns the names of all bags. */
  RubyValue names() {
    return texts(run.parts().dataBags().keySet());
  }

  /** Returns the ids of the items of a vault. */
  RubyValue vaultIds(Call call, RubyValue bag) {
    return items(bag)
        .<RubyValue>map(
            items -> texts(items.keySet().stream().filter(it -> !it.endsWith(VAULT_KEYS)).toList()))
        .orElseGet(() -> call.unknown("the vault '" + Plain.text(bag) + "' is not at hand"));
  }

  private static RubyArray texts(Iterable<String> items) {
    RubyArray array = new RubyArray();
    items.forEach(item -> array.list().add(new RubyString(item)));
    return array;
  }

  private Optional<SortedMap<String, RubyHash>> items(RubyValue bag) {
    return Optional.ofNullable(run.parts().dataBags().get(Plain.text(bag)));
  }

  /** Returns an item as it is written, encrypted or not. */
  RubyValue raw(Call call, RubyValue bag, RubyValue id) {
    return find(call, bag, id)
        .<RubyValue>map(item -> run.mashes().plain(item))
        .orElseGet(() -> missing(call, bag, id));
  }

  /**
   * Returns an item in the clear.
   *
   * @param key the key the recipe gives; nil for the user's
   */
  RubyValue item(Call call, RubyValue bag, RubyValue id, RubyValue key) {
    return find(call, bag, id)
        .<RubyValue>map(item -> clear(call, List.of(Plain.text(bag), Plain.text(id)), item, key))
        .orElseGet(() -> missing(call, bag, id));
  }

  /** Returns an item of a vault: only the nodes named in it have keys, so it is by reference. */
  RubyValue vaultItem(Call call, RubyValue bag, RubyValue id) {
    Optional<RubyHash> found = find(call, bag, id);
    return found.isPresent()
        ? opened(call, List.of(Plain.text(bag), Plain.text(id)), found.get(), List.of())
        : reference(
            call,
            List.of(Plain.text(bag), Plain.text(id)),
            "the vault item '" + Plain.text(bag) + "/" + Plain.text(id) + "' is not at hand");
  }

  private Optional<RubyHash> find(Call call, RubyValue bag, RubyValue id) {
    return items(bag).map(items -> items.get(Plain.text(id)));
  }

  private RubyValue missing(Call call, RubyValue bag, RubyValue id) {
    for (RubyValue name : List.of(bag, id)) {
      if (name instanceof UnknownValue unknown && unknown.assumed().isEmpty()) {
        return call.unknown("a data bag item is read whose name is not known");
      }
    }
    return missing(
        call, "data-bag-item", "data bag item '" + Plain.text(bag) + "/" + Plain.text(id) + "'");
  }

  /** A recipe that rescues what Chef would raise says itself how it goes on without the item. */
  private RubyValue missing(Call call, String code, String what) {
    run.report(
        Finding.warning("missing-" + code, call.origin(), "the " + what + " is not in the source")
            .advise("put it into data_bags/, or answer the questions that depend on it"));
    RubyError absent = call.error(DataMethods.NOT_FOUND, "404 \"Not Found\"");
    if (call.ruby().rescues().await(absent)) {
      throw absent;
    }
    return call.unknown("the " + what + " is not in the repository");
  }

  /**
   * Returns a copy of an item in which encrypted values are decrypted, and credentials marked.
   *
   * @param path names the item in the names of its secrets
   */
  RubyValue clear(Call call, List<String> path, RubyHash item, RubyValue key) {
    List<String> keys = new ArrayList<>();
    if (key instanceof RubyString given) {
      keys.add(given.text().strip());
    }
    secret.ifPresent(keys::add);
    return opened(call, path, item, keys);
  }

  private RubyValue opened(Call call, List<String> path, RubyHash item, List<String> keys) {
    RubyHash copy = (RubyHash) run.mashes().plain(item);
    Set<String> failures = new LinkedHashSet<>();
    boolean encrypted = false;
    for (Map.Entry<RubyValue, RubyValue> entry : copy.map().entrySet()) {
      List<String> longer = append(path, Plain.text(entry.getKey()));
      if (DataBagCipher.isEncrypted(entry.getValue())) {
        encrypted = true;
        entry.setValue(decrypted(call, longer, (RubyHash) entry.getValue(), keys, failures));
      } else if (!entry.getKey().equals(ID)) {
        run.credentials().mark(entry.getValue(), longer, call.origin());
      }
    }
    tell(call.origin(), String.join("/", path), encrypted && keys.isEmpty(), failures);
    return copy;
  }

  private void tell(Origin origin, String item, boolean closed, Set<String> failures) {
    if (!failures.isEmpty()) {
      run.report(
          Finding.warning(
                  "data-bag-not-decrypted",
                  origin,
                  "'" + item + "' is not decrypted: " + String.join("; ", failures))
              .advise("its values are secrets to supply; check --data-bag-secret"));
    } else if (closed) {
      run.report(
          Finding.note(
                  "encrypted-data-bag",
                  origin,
                  "'" + item + "' is encrypted: its values are secrets to supply")
              .advise("--data-bag-secret FILE decrypts it, unless it is a vault's"));
    }
  }

  private RubyValue decrypted(
      Call call, List<String> path, RubyHash value, List<String> keys, Set<String> failures) {
    List<String> reasons = new ArrayList<>();
    for (String candidate : keys) {
      DataBagCipher.Result result = DataBagCipher.decrypt(value, candidate);
      if (result.value().isPresent()) {
        RubyValue clear = run.mashes().plain(result.value().get());
        run.credentials().markAll(clear, path, call.origin());
        return clear;
      }
      reasons.add(result.failure());
    }
    failures.addAll(reasons);
    return reference(
        call, path, "'" + String.join("/", path.subList(0, path.size() - 1)) + "' is encrypted");
  }

  /** Returns the key itself, which is a secret too. */
  RubyValue key(Call call) {
    List<String> path = List.of("data_bag_secret");
    if (secret.isEmpty()) {
      return reference(call, path, "the key of encrypted data bags is not in the repository");
    }
    RubyString text = new RubyString(secret.get());
    run.credentials().markAll(text, path, call.origin());
    return text;
  }

  private UnknownValue reference(Call call, List<String> path, String reason) {
    return run.credentials().unseen(path, call.unknown(reason).cause());
  }

  private static List<String> append(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
