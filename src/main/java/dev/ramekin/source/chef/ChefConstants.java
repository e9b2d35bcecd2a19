package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.ObjectModel;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Map;

/** {@code Chef::Config}, {@code Chef::Log} and the other constants that cookbooks name. */
final class ChefConstants {
  private static final Map<String, String> CONFIG =
      Map.ofEntries(
          Map.entry("file_cache_path", "/var/chef/cache"),
          Map.entry("file_backup_path", "/var/chef/backup"),
          Map.entry("cache_path", "/var/chef"),
          Map.entry("log_location", "/var/log/chef/client.log"),
          Map.entry("chef_server_url", "http://localhost:8889"),
          Map.entry("client_key", "/etc/chef/client.pem"),
          Map.entry("validation_key", "/etc/chef/validation.pem"),
          Map.entry("encrypted_data_bag_secret", "/etc/chef/encrypted_data_bag_secret"),
          Map.entry("cookbook_path", "/var/chef/cookbooks"),
          Map.entry("role_path", "/var/chef/roles"),
          Map.entry("data_bag_path", "/var/chef/data_bags"));

  private final ChefRun run;
  private final Interpreter ruby;

  ChefConstants(ChefRun run) {
    this.run = run;
    this.ruby = run.ruby();
    config();
    log();
    new VersionMethods(ruby);
    mixins();
    json();
    applications();
  }

  /** {@code Chef::JSONCompat}, over ffi-yajl. */
  private void json() {
    RubyModule encoder = model().module("FFI_Yajl::Encoder");
    RubyHash pretty = new RubyHash();
    pretty.put(new RubySymbol("pretty"), RubyBoolean.TRUE);
    Methods.of(model().singleton(model().defineClass("Chef::JSONCompat", model().object())))
        .method("to_json", 1, 2, call -> call.send(encoder, "encode", call.argument(0)))
        .method(
            "to_json_pretty",
            1,
            2,
            call -> call.send(call.send(encoder, "encode", call.argument(0), pretty), "chomp"))
        .method(
            "parse",
            1,
            2,
            call -> call.send(model().module("FFI_Yajl::Parser"), "parse", call.all()))
        .alias("parse", "from_json");
  }

  private ObjectModel model() {
    return ruby.model();
  }

  private void config() {
    RubyHash settings = new RubyHash();
    CONFIG.forEach((key, value) -> settings.put(new RubyString(key), new RubyString(value)));
    settings.put(new RubyString("solo"), RubyBoolean.TRUE);
    settings.put(new RubyString("solo_legacy_mode"), RubyBoolean.TRUE);
    settings.put(new RubyString("why_run"), RubyBoolean.FALSE);
    settings.put(new RubyString("node_name"), new RubyString(run.spec().name()));
    settings.put(new RubyString("environment"), new RubyString(run.spec().environment()));
    RubyHash mash = (RubyHash) run.mashes().plain(settings);
    RubyClass config = model().defineClass("Chef::Config", model().object());
    Methods.of(model().singleton(config))
        .method("[]", 1, call -> call.send(mash, "[]", call.argument(0)))
        .method("[]=", 2, call -> call.send(mash, "[]=", call.argument(0), call.argument(1)))
        .method("key?", 1, call -> call.send(mash, "key?", call.argument(0)))
        .alias("key?", "has_key?")
        .method("method_missing", 1, Methods.ANY, call -> setting(call, mash));
    model().defineModule("ChefConfig").constant("Config", config);
  }

  private static RubyValue setting(Call call, RubyHash mash) {
    String name = call.nameText(0);
    if (name.endsWith("=")) {
      RubyString key = new RubyString(name.substring(0, name.length() - 1));
      return call.send(mash, "[]=", key, call.argument(1));
    }
    return mash.get(new RubyString(name)).orElse(RubyNil.NIL);
  }

  private void log() {
    RubyClass log = model().defineClass("Chef::Log", model().object());
    Methods methods = Methods.of(model().singleton(log));
    for (String level :
        new String[] {"debug", "info", "warn", "error", "fatal", "trace", "deprecation"}) {
      methods.method(level, 0, Methods.ANY, call -> RubyNil.NIL);
    }
    methods
        .method("level", 0, 1, call -> call.argument(0))
        .method("debug?", 0, call -> RubyBoolean.FALSE);
    Methods.of(model().singleton(model().type("Chef")))
        .method("log_deprecation", 0, Methods.ANY, call -> RubyNil.NIL)
        .alias("log_deprecation", "deprecated")
        .method("node", 0, call -> run.node())
        .method("run_context", 0, call -> run.runContext())
        .method("set_resource_priority_array", 0, Methods.ANY, call -> RubyNil.NIL)
        .alias("set_resource_priority_array", "set_provider_priority_array")
        .method("event_handler", 0, Methods.ANY, call -> RubyNil.NIL);
  }

  private void mixins() {
    for (String name :
        new String[] {
          "ShellOut",
          "Checksum",
          "Command",
          "FileClass",
          "Language",
          "RecipeDefinitionDSLCore",
          "PowershellOut",
          "Which",
          "Template",
          "DeepMerge",
          "Securable"
        }) {
      RubyModule mixin = model().defineModule("Chef::Mixin::" + name);
      if (!name.equals("DeepMerge")) {
        mixin.include(run.classes().recipeDsl());
      }
    }
    Methods.of(model().singleton(model().module("Chef::Mixin::DeepMerge")))
        .method("merge", 2, call -> DeepMerge.uniting(call.argument(0), call.argument(1)))
        .alias("merge", "deep_merge")
        .method(
            "hash_only_merge", 2, call -> DeepMerge.replacing(call.argument(0), call.argument(1)));
    for (String name :
        new String[] {
          "PlatformIntrospection",
          "DataQuery",
          "IncludeRecipe",
          "IncludeAttribute",
          "DeclareResource",
          "Core",
          "RegistryHelper",
          "ChefVault",
          "Powershell"
        }) {
      model().defineModule("Chef::DSL::" + name).include(run.classes().recipeDsl());
    }
    Methods.of(model().defineModule("Chef::Util::Selinux"))
        .method(
            "selinux_enabled?",
            0,
            call -> call.unknown("SELinux is a matter of the host", RubyBoolean.FALSE))
        .method("restore_security_context", 1, 2, call -> RubyNil.NIL);
  }

  private void applications() {
    RubyClass application = model().defineClass("Chef::Application", model().object());
    Methods.of(model().singleton(application))
        .method(
            "fatal!",
            0,
            2,
            call -> {
              throw call.error("RuntimeError", Plain.text(call.argument(0)));
            });
    RubyClass platform = model().defineClass("Chef::Platform", model().object());
    Methods.of(model().singleton(platform))
        .method(
            "windows?",
            0,
            Methods.ANY,
            call -> RubyBoolean.of(run.fact("platform_family").equals("windows")))
        .method("set", 0, Methods.ANY, call -> RubyNil.NIL)
        .method("platforms", 0, call -> new RubyHash())
        .method(
            "find_platform_and_version",
            0,
            1,
            call ->
                RubyArray.of(
                    new RubyString(run.fact("platform")),
                    new RubyString(run.fact("platform_version"))));
    RubyClass handlers = model().defineClass("Chef::Handler", model().object());
    Methods.of(model().singleton(handlers))
        .method("method_missing", 1, Methods.ANY, call -> RubyNil.NIL);
    RubyModule delegate = model().defineModule("ChefSpec");
    Methods.of(model().singleton(delegate))
        .method("define_matcher", 0, Methods.ANY, call -> RubyNil.NIL);
  }
}
