package dev.ramekin.source.chef;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.erb.ErbTemplate;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.source.SourceFile;
import dev.ramekin.yaml.YamlException;
import dev.ramekin.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads the suites of {@code kitchen.yml} as nodes, each on the first of its platforms. ERB in the
 * file is evaluated without the environment of the machine.
 */
final class KitchenSuites {
  private final ChefRepository repository;
  private final Consumer<Finding> findings;

  KitchenSuites(ChefRepository repository, Consumer<Finding> findings) {
    this.repository = repository;
    this.findings = findings;
  }

  /** Returns the suites with a run list, in the file's order. */
  List<NodeSpec> nodes() {
    return Stream.of("kitchen.yml", ".kitchen.yml", "kitchen.yaml", ".kitchen.yaml")
        .flatMap(name -> repository.tree().file(name).stream())
        .findFirst()
        .map(this::read)
        .orElse(List.of());
  }

  private List<NodeSpec> read(SourceFile file) {
    try {
      Object value = YamlNode.parse(file.path(), withoutErb(file)).value().orElse(Map.of());
      return JsonValues.ofJava(value) instanceof RubyHash kitchen
          ? suites(kitchen, Origin.ofFile(file.path()))
          : List.of();
    } catch (YamlException malformed) {
      findings.accept(
          Finding.warning(
              "bad-kitchen", Origin.ofFile(file.path()), String.valueOf(malformed.getMessage())));
      return List.of();
    }
  }

  private String withoutErb(SourceFile file) {
    if (!file.text().contains("<%")) {
      return file.text();
    }
    Interpreter ruby = RubyWorld.bare(findings);
    String program = ErbTemplate.toRuby(file.text(), ErbTemplate.Dialect.DASH);
    StringBuilder text = new StringBuilder();
    try {
      RubyValue pieces =
          repository
              .parsed()
              .program(file.path(), program, findings)
              .map(tree -> ruby.instanceEval(file.path(), tree, ruby.main()))
              .orElse(RubyNil.NIL);
      List<RubyValue> all = pieces instanceof RubyArray list ? list.list() : List.of(pieces);
      all.forEach(piece -> text.append(ruby.settle(piece).text()));
    } catch (RubyError | BudgetExceededException failed) {
      findings.accept(
          Finding.warning(
              "bad-kitchen", Origin.ofFile(file.path()), String.valueOf(failed.getMessage())));
    }
    return text.toString();
  }

  private List<NodeSpec> suites(RubyHash kitchen, Origin origin) {
    List<NodeSpec> nodes = new ArrayList<>();
    for (RubyHash suite : hashes(kitchen, "suites")) {
      String name = Facts.text(suite, "name").orElse("suite");
      Optional<RubyHash> platform =
          hashes(kitchen, "platforms").stream().filter(it -> runsOn(suite, it)).findFirst();
      List<String> runList = new ArrayList<>();
      platform.ifPresent(it -> runList.addAll(texts(it, "run_list")));
      runList.addAll(texts(suite, "run_list"));
      if (!runList.isEmpty()) {
        nodes.add(
            new NodeSpec(
                name,
                environment(kitchen, suite),
                runList,
                Map.of(AttributeLevel.NORMAL, attributes(suite, platform)),
                platform.flatMap(it -> Facts.text(it, "name")).map(KitchenSuites::release),
                origin));
      }
    }
    return nodes;
  }

  private static boolean runsOn(RubyHash suite, RubyHash platform) {
    String name = Facts.text(platform, "name").orElse("");
    List<String> includes = texts(suite, "includes");
    return (includes.isEmpty() || includes.contains(name))
        && !texts(suite, "excludes").contains(name);
  }

  private static String environment(RubyHash kitchen, RubyHash suite) {
    return Stream.of(suite, kitchen)
        .flatMap(it -> get(it, "provisioner") instanceof RubyHash hash ? Stream.of(hash) : null)
        .flatMap(it -> get(it, "client_rb") instanceof RubyHash hash ? Stream.of(hash) : null)
        .flatMap(it -> Facts.text(it, "environment").stream())
        .findFirst()
        .orElse("_default");
  }

  private static RubyHash attributes(RubyHash suite, Optional<RubyHash> platform) {
    RubyValue own = get(suite, "attributes");
    RubyValue common = platform.map(it -> get(it, "attributes")).orElse(RubyNil.NIL);
    if (!(common instanceof RubyHash)) {
      return own instanceof RubyHash hash ? hash : new RubyHash();
    }
    return own instanceof RubyHash && DeepMerge.replacing(common, own) instanceof RubyHash both
        ? both
        : (RubyHash) common;
  }

  /** {@code ubuntu-20.04} and {@code debian-12.5} name a release; so does {@code debian-12}. */
  private static String release(String platform) {
    return platform.replaceFirst("^((?:debian|centos|almalinux|rocky|oracle)-\\d+).*", "$1");
  }

  private static RubyValue get(RubyHash hash, String key) {
    return hash.get(new RubyString(key)).orElse(RubyNil.NIL);
  }

  private static List<RubyHash> hashes(RubyHash hash, String key) {
    return get(hash, key) instanceof RubyArray list
        ? list.list().stream().filter(RubyHash.class::isInstance).map(RubyHash.class::cast).toList()
        : List.of();
  }

  private static List<String> texts(RubyHash hash, String key) {
    return get(hash, key) instanceof RubyArray list
        ? list.list().stream().map(Plain::text).toList()
        : List.of();
  }
}
