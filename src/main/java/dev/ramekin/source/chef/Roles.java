package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Finding;
import dev.ramekin.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads roles and environments, in Ruby and JSON. */
final class Roles {
  private final ChefRun run;
  private final RubyClass definition;

  Roles(ChefRun run) {
    this.run = run;
    Interpreter ruby = run.ruby();
    this.definition = ruby.model().defineClass("Chef::Role", ruby.model().object());
    ruby.model().module("Chef").constant("Environment", definition);
    Methods.of(definition)
        .method(
            "run_list", 0, Methods.ANY, call -> set(call, new RubyArray(flat(call.arguments()))))
        .alias("run_list", "recipes")
        .method("cookbook", 2, Roles::version)
        .method("method_missing", 1, Methods.ANY, Roles::field);
  }

  private static List<RubyValue> flat(List<RubyValue> values) {
    List<RubyValue> all = new ArrayList<>();
    for (RubyValue value : values) {
      if (value instanceof RubyArray list) {
        all.addAll(flat(list.list()));
      } else {
        all.add(value);
      }
    }
    return all;
  }

  private static RubyValue set(Call call, RubyValue value) {
    call.self(RubyObject.class).set("run_list", value);
    return value;
  }

  /** {@code cookbook 'nginx', '= 2.7.6'} of an environment. */
  private static RubyValue version(Call call) {
    RubyObject self = call.self(RubyObject.class);
    RubyHash all =
        self.variable("cookbook_versions").orElse(RubyNil.NIL) instanceof RubyHash present
            ? present
            : new RubyHash();
    all.put(new RubyString(call.nameText(0)), call.argument(1));
    self.set("cookbook_versions", all);
    return all;
  }

  private static RubyValue field(Call call) {
    RubyObject self = call.self(RubyObject.class);
    if (call.count() > 1) {
      self.set(call.nameText(0), call.argument(1));
    }
    return self.variable(call.nameText(0)).orElse(RubyNil.NIL);
  }

  /** Finds a role. */
  Optional<Role> find(String name) {
    return run.parts().role(name).map(file -> role(name, fields(file)));
  }

  /** Finds an environment; {@code _default} needs no file. */
  Optional<Role> environment(String name) {
    Optional<SourceFile> file = run.parts().environment(name);
    if (file.isEmpty() && !name.equals("_default")) {
      run.report(
          Finding.warning(
              "missing-environment",
              run.spec().origin(),
              "there is no environment '" + name + "'"));
    }
    return file.map(it -> role(name, fields(it)));
  }

  private Map<String, RubyValue> fields(SourceFile file) {
    Map<String, RubyValue> fields = new HashMap<>();
    if (file.path().endsWith(".json")) {
      JsonValues.object(file, run::report)
          .ifPresent(
              hash -> hash.map().forEach((key, value) -> fields.put(Plain.text(key), value)));
      return fields;
    }
    RubyObject self = new RubyObject(definition);
    run.loader().each(file, self);
    fields.putAll(self.variables());
    return fields;
  }

  private Role role(String name, Map<String, RubyValue> fields) {
    Map<String, List<String>> byEnvironment = new HashMap<>();
    if (fields.getOrDefault("env_run_lists", RubyNil.NIL) instanceof RubyHash lists) {
      lists.map().forEach((key, value) -> byEnvironment.put(Plain.text(key), texts(value)));
    }
    return new Role(
        name,
        texts(fields.getOrDefault("run_list", RubyNil.NIL)),
        byEnvironment,
        attributes(fields, "default_attributes"),
        attributes(fields, "override_attributes"),
        versions(fields));
  }

  private static Map<String, String> versions(Map<String, RubyValue> fields) {
    Map<String, String> versions = new HashMap<>();
    if (fields.getOrDefault("cookbook_versions", RubyNil.NIL) instanceof RubyHash given) {
      given.map().forEach((cookbook, it) -> versions.put(Plain.text(cookbook), Plain.text(it)));
    }
    return versions;
  }

  private static List<String> texts(RubyValue value) {
    return value instanceof RubyArray list
        ? flat(list.list()).stream().map(Plain::text).toList()
        : List.of();
  }

  private RubyHash attributes(Map<String, RubyValue> fields, String name) {
    RubyValue value = fields.getOrDefault(name, RubyNil.NIL);
    return run.mashes().writable(value) instanceof RubyHash hash ? hash : new RubyHash();
  }
}
