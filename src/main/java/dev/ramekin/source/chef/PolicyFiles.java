package dev.ramekin.source.chef;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads policies as nodes: {@code Policyfile.lock.json}, else {@code Policyfile.rb}, at the top or
 * in {@code policyfiles/} and {@code policies/}.
 */
final class PolicyFiles {
  private static final Pattern PLACE =
      Pattern.compile("(?:Policyfile|(?:policyfiles|policies)/[^/]+)(\\.lock\\.json|\\.rb)");

  private final ChefRepository repository;
  private final Consumer<Finding> findings;

  PolicyFiles(ChefRepository repository, Consumer<Finding> findings) {
    this.repository = repository;
    this.findings = findings;
  }

  /** Returns the policies with a run list, by the name of their file. */
  List<NodeSpec> nodes() {
    SortedMap<String, SourceFile> best = new TreeMap<>();
    repository
        .tree()
        .files()
        .forEach(
            (path, file) -> {
              if (PLACE.matcher(path).matches()) {
                String policy = path.replaceFirst("(\\.lock\\.json|\\.rb)$", "");
                best.merge(policy, file, (one, two) -> one.path().endsWith(".json") ? one : two);
              }
            });
    List<NodeSpec> nodes = new ArrayList<>();
    best.values().forEach(file -> read(file).ifPresent(nodes::add));
    return nodes;
  }

  private Optional<NodeSpec> read(SourceFile file) {
    return file.path().endsWith(".json")
        ? JsonValues.object(file, findings).flatMap(lock -> node(file, lock))
        : evaluated(file).flatMap(policy -> node(file, policy));
  }

  private static Optional<NodeSpec> node(SourceFile file, RubyHash policy) {
    List<String> runList =
        get(policy, "run_list") instanceof RubyArray list
            ? list.list().stream().map(Plain::text).toList()
            : List.of();
    if (runList.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new NodeSpec(
            Facts.text(policy, "name").orElse("policy"),
            "_default",
            runList,
            Map.of(
                AttributeLevel.ROLE_DEFAULT, hash(policy, "default_attributes"),
                AttributeLevel.ROLE_OVERRIDE, hash(policy, "override_attributes")),
            Optional.empty(),
            Origin.ofFile(file.path())));
  }

  private static RubyValue get(RubyHash hash, String key) {
    return hash.get(new RubyString(key)).orElse(RubyNil.NIL);
  }

  private static RubyHash hash(RubyHash policy, String key) {
    return get(policy, key) instanceof RubyHash hash ? hash : new RubyHash();
  }

  private Optional<RubyHash> evaluated(SourceFile file) {
    Optional<RubyNode> program = repository.parsed().program(file, findings);
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Interpreter ruby = RubyWorld.bare(findings);
    new ChefClasses(ruby);
    RubyHash policy = new RubyHash();
    RubyObject self = new RubyObject(language(ruby, new Mashes(ruby), policy));
    try {
      ruby.instanceEvalEach(file.path(), program.get(), self, this::failed);
    } catch (BudgetExceededException exceeded) {
      findings.accept(Finding.error("too-much-work", Origin.ofFile(file.path()), exceeded.what()));
    }
    return Optional.of(policy);
  }

  private void failed(RubyError error) {
    findings.accept(Finding.error("ruby-error", error.origin(), error.toString()));
  }

  private static RubyClass language(Interpreter ruby, Mashes mashes, RubyHash policy) {
    RubyClass language = ruby.model().defineClass("Chef::Policyfile", ruby.model().object());
    policy.put(new RubyString("default_attributes"), mashes.level());
    policy.put(new RubyString("override_attributes"), mashes.level());
    Methods.of(language)
        .method("name", 0, 1, call -> put(policy, "name", call.argument(0)))
        .method("run_list", 0, Methods.ANY, call -> put(policy, "run_list", flat(call.arguments())))
        .method("default", 0, call -> get(policy, "default_attributes"))
        .method("override", 0, call -> get(policy, "override_attributes"))
        .method("method_missing", 1, Methods.ANY, PolicyFiles::ignored);
    return language;
  }

  private static RubyValue ignored(Call call) {
    return RubyNil.NIL;
  }

  private static RubyValue put(RubyHash policy, String key, RubyValue value) {
    policy.put(new RubyString(key), value);
    return value;
  }

  private static RubyArray flat(List<RubyValue> values) {
    RubyArray all = new RubyArray();
    for (RubyValue value : values) {
      if (value instanceof RubyArray list) {
        all.list().addAll(flat(list.list()).list());
      } else {
        all.list().add(value);
      }
    }
    return all;
  }
}
