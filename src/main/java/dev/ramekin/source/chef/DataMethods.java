package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.List;
import java.util.Optional;

/** What recipes call to read data bags and vaults. */
final class DataMethods {
  /** Also known as Net::HTTPServerException. */
  static final String NOT_FOUND = "Net::HTTPClientException";

  private final ChefRun run;
  private final DataBags bags;

  DataMethods(ChefRun run, DataBags bags) {
    this.run = run;
    this.bags = bags;
    Methods.of(run.classes().recipeDsl())
        .method("data_bag", 1, call -> bags.ids(call, call.argument(0)))
        .method("data_bag_item", 2, 3, this::item)
        .method("chef_vault_item", 2, 3, this::vaultItem)
        .method("chef_vault_item_for_environment", 2, 3, this::vaultItem)
        .method("chef_vault", 1, 2, call -> bags.vaultIds(call, call.argument(0)));
    encryptedClass(plainClasses());
    answerOfAServer();
    vaultClass();
  }

  /** What Chef raises when the server does not have something. */
  private void answerOfAServer() {
    RubyModule net = run.ruby().model().defineModule("Net");
    RubyClass protocol =
        define("Net::ProtocolError", Optional.of(run.ruby().model().type("StandardError")));
    RubyClass raised =
        define(NOT_FOUND, Optional.of(define("Net::ProtoServerError", Optional.of(protocol))));
    net.constant("HTTPServerException", raised);
    RubyClass answer = define("Net::HTTPNotFound", Optional.empty());
    Methods.of(raised).method("response", 0, call -> new RubyObject(answer));
    Methods.of(answer)
        .method("code", 0, call -> new RubyString("404"))
        .method("message", 0, call -> new RubyString("Not Found"));
  }

  private RubyClass define(String name, Optional<RubyClass> parent) {
    RubyClass object = run.ruby().model().object();
    return run.ruby().model().defineClass(name, parent.orElse(object));
  }

  private Methods ofClass(RubyClass type) {
    return Methods.of(run.ruby().model().singleton(type));
  }

  private RubyClass plainClasses() {
    ofClass(define("Chef::DataBag", Optional.empty()))
        .method("load", 1, call -> bags.ids(call, call.argument(0)))
        .method("list", 0, Methods.ANY, call -> bags.names());
    RubyClass item = define("Chef::DataBagItem", Optional.empty());
    ofClass(item).method("load", 2, 3, call -> bags.raw(call, call.argument(0), call.argument(1)));
    return item;
  }

  private void encryptedClass(RubyClass item) {
    ofClass(define("Chef::EncryptedDataBagItem", Optional.of(item)))
        .method("load", 2, 3, this::item)
        .method("new", 1, 2, this::ofHash)
        .method("load_secret", 0, 1, bags::key);
  }

  private void vaultClass() {
    run.ruby().model().defineModule("ChefVault");
    ofClass(define("ChefVault::Item", Optional.empty()))
        .method("load", 2, 3, this::vaultItem)
        .method("vault?", 2, 3, call -> RubyBoolean.TRUE);
  }

  private RubyValue item(Call call) {
    return bags.item(call, call.argument(0), call.argument(1), call.argument(2));
  }

  private RubyValue vaultItem(Call call) {
    return bags.vaultItem(call, call.argument(0), call.argument(1));
  }

  private RubyValue ofHash(Call call) {
    if (!(call.argument(0) instanceof RubyHash hash)) {
      return call.unknown("an encrypted data bag item is made of what is not known");
    }
    String id = Facts.text(hash, "id").orElse("item");
    return bags.clear(call, List.of("data_bag", id), hash, call.argument(1));
  }
}
