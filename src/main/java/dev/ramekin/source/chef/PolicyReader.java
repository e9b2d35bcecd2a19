package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads one policy, from its lock or from Ruby. */
final class PolicyReader {
  /** Finds the file of a policy that another one includes. */
  @FunctionalInterface
  interface Included {
    Optional<SourceFile> find(SourceFile from, String name, String path);
  }

  /** What a Policyfile has said so far. */
  private static final class Draft {
    private String name;
    private List<String> runList = List.of();
    private final List<Policy> included = new ArrayList<>();
    private final List<String> includes = new ArrayList<>();
    private final Map<String, List<String>> named = new LinkedHashMap<>();
    private final Map<String, CookbookPin> pins = new LinkedHashMap<>();

    private Draft(String name) {
      this.name = name;
    }
  }

  private static final int DEEPEST = 20;

  private final SettingFiles settings;
  private final Consumer<Finding> findings;
  private final Included included;
  private int depth;

  PolicyReader(SettingFiles settings, Consumer<Finding> findings, Included included) {
    this.settings = settings;
    this.findings = findings;
    this.included = included;
  }

  /** Reads a policy; empty when its file cannot be read. */
  Optional<Policy> read(SourceFile file) {
    return file.path().endsWith(".json")
        ? JsonValues.object(file, findings).map(lock -> locked(file, new Fields(lock)))
        : Optional.of(written(file));
  }

  private static Policy locked(SourceFile file, Fields lock) {
    Map<String, List<String>> named = new LinkedHashMap<>();
    Fields lists = lock.below("named_run_lists");
    lists
        .hash()
        .map()
        .keySet()
        .forEach(it -> named.put(Plain.text(it), lists.texts(Plain.text(it))));
    Map<String, CookbookPin> pins = new LinkedHashMap<>();
    lock.below("cookbook_locks")
        .byName()
        .forEach(
            (name, pin) ->
                pins.put(
                    name,
                    new CookbookPin(
                        pin.text("version"),
                        pin.text("identifier"),
                        pin.text("source").or(() -> pin.below("source_options").text("path")))));
    return new Policy(
        lock.text("name").orElse("policy"),
        lock.text("revision_id"),
        lock.texts("run_list"),
        named,
        lock.below("default_attributes").hash(),
        lock.below("override_attributes").hash(),
        lock.each("included_policy_locks").stream()
            .flatMap(it -> it.text("name").stream())
            .toList(),
        pins,
        Origin.ofFile(file.path()));
  }

  private Policy written(SourceFile file) {
    String stem =
        file.path().substring(file.path().lastIndexOf('/') + 1).replaceFirst("\\.rb$", "");
    Draft draft = new Draft(stem.equals("Policyfile") ? "policy" : stem);
    RubyHash defaults = new RubyHash();
    RubyHash overrides = new RubyHash();
    depth++;
    settings.evaluate(
        file,
        (ruby, methods) -> {
          Mashes mashes = new Mashes(ruby);
          methods
              .method("default", 0, call -> mashes.level(defaults))
              .method("override", 0, call -> mashes.level(overrides));
          language(methods, file, draft);
        });
    depth--;
    return new Policy(
        draft.name,
        Optional.empty(),
        runList(draft),
        draft.named,
        under(defaults, draft.included, Policy::defaults),
        under(overrides, draft.included, Policy::overrides),
        draft.includes,
        draft.pins,
        Origin.ofFile(file.path()));
  }

  /** What is included comes before what the Policyfile itself lists. */
  private static List<String> runList(Draft draft) {
    Set<String> all = new LinkedHashSet<>();
    draft.included.forEach(it -> all.addAll(it.runList()));
    all.addAll(draft.runList);
    return List.copyOf(all);
  }

  /** The attributes of what is included are the weaker ones. */
  private static RubyHash under(
      RubyHash own, List<Policy> included, Function<Policy, RubyHash> level) {
    RubyHash merged = new RubyHash();
    for (Policy policy : included) {
      merged =
          DeepMerge.replacing(merged, level.apply(policy)) instanceof RubyHash both ? both : merged;
    }
    return DeepMerge.replacing(merged, own) instanceof RubyHash both ? both : own;
  }

  private void language(Methods methods, SourceFile file, Draft draft) {
    methods
        .method("name", 0, 1, call -> name(call, draft))
        .method("run_list", 0, Methods.ANY, call -> runList(call, draft))
        .method("named_run_list", 1, Methods.ANY, call -> named(call, draft))
        .method("cookbook", 1, Methods.ANY, call -> cookbook(call, draft))
        .method("include_policy", 1, Methods.ANY, call -> include(call, file, draft))
        .method("method_missing", 1, Methods.ANY, call -> RubyNil.NIL);
  }

  private static RubyValue name(Call call, Draft draft) {
    if (call.has(0)) {
      draft.name = call.nameText(0);
    }
    return RubyNil.NIL;
  }

  private static RubyValue runList(Call call, Draft draft) {
    draft.runList = flat(call.arguments());
    return RubyNil.NIL;
  }

  private static RubyValue named(Call call, Draft draft) {
    draft.named.put(call.nameText(0), flat(call.arguments().subList(1, call.count())));
    return RubyNil.NIL;
  }

  private static RubyValue cookbook(Call call, Draft draft) {
    option(call.options(), "path")
        .ifPresent(
            path ->
                draft.pins.put(
                    call.nameText(0),
                    new CookbookPin(Optional.empty(), Optional.empty(), Optional.of(tidy(path)))));
    return RubyNil.NIL;
  }

  private static String tidy(String path) {
    return path.replaceFirst("^(?:\\.\\.?/)+", "").replaceFirst("/+$", "");
  }

  private RubyValue include(Call call, SourceFile file, Draft draft) {
    Optional<Policy> policy =
        option(call.options(), "path")
            .filter(path -> depth < DEEPEST)
            .flatMap(path -> included.find(file, call.nameText(0), path))
            .flatMap(this::read);
    if (policy.isEmpty()) {
      findings.accept(
          Finding.warning(
                  "missing-policy",
                  call.origin(),
                  "the policy '" + call.nameText(0) + "' is not in the source")
              .advise("its run list and attributes are missing here"));
    }
    draft.includes.add(call.nameText(0));
    policy.ifPresent(
        it -> {
          draft.included.add(it);
          it.namedRunLists().forEach(draft.named::putIfAbsent);
          it.pins().forEach(draft.pins::putIfAbsent);
        });
    return RubyNil.NIL;
  }

  private static Optional<String> option(RubyHash options, String name) {
    return options.get(new RubySymbol(name)).map(Plain::text);
  }

  private static List<String> flat(List<RubyValue> values) {
    List<String> all = new ArrayList<>();
    for (RubyValue value : values) {
      if (value instanceof RubyArray list) {
        all.addAll(flat(list.list()));
      } else {
        all.add(Plain.text(value));
      }
    }
    return all;
  }
}
