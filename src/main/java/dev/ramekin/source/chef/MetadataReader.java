package dev.ramekin.source.chef;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Reads {@code metadata.json}, or {@code metadata.rb} where there is no other. */
final class MetadataReader {
  private final ParsedFiles parsed;

  MetadataReader(ParsedFiles parsed) {
    this.parsed = parsed;
  }

  /** Reads a cookbook; without metadata it has the given name and no dependencies. */
  Cookbook read(
      String name, String root, SortedMap<String, SourceFile> files, Consumer<Finding> findings) {
    String prefix = root.isEmpty() ? "" : root + "/";
    SourceFile ruby = files.get(prefix + "metadata.rb");
    SourceFile json = files.get(prefix + "metadata.json");
    Map<String, Object> fields = new LinkedHashMap<>();
    Map<String, String> dependencies = new LinkedHashMap<>();
    Optional<RubyHash> compiled =
        json == null ? Optional.empty() : JsonValues.object(json, findings);
    if (compiled.isPresent()) {
      take(compiled.get(), fields, dependencies);
    } else if (ruby != null) {
      evaluate(ruby, fields, dependencies, findings);
    }
    return new Cookbook(
        String.valueOf(fields.getOrDefault("name", name)),
        root,
        String.valueOf(fields.getOrDefault("version", "0.0.0")),
        dependencies,
        fields,
        files);
  }

  private static void take(
      RubyHash hash, Map<String, Object> fields, Map<String, String> dependencies) {
    hash.map()
        .forEach((key, value) -> Plain.of(value).ifPresent(it -> fields.put(Plain.text(key), it)));
    if (hash.get(new RubyString("dependencies")).orElse(RubyNil.NIL) instanceof RubyHash needed) {
      needed.map().forEach((key, value) -> dependencies.put(Plain.text(key), Plain.text(value)));
    }
  }

  private void evaluate(
      SourceFile file,
      Map<String, Object> fields,
      Map<String, String> dependencies,
      Consumer<Finding> findings) {
    Optional<RubyNode> program = parsed.program(file, findings);
    if (program.isEmpty()) {
      return;
    }
    Interpreter ruby = RubyWorld.bare(findings);
    RubyClass type = ruby.model().newClass(ruby.model().object());
    Methods.of(type)
        .method("depends", 1, Methods.ANY, call -> depend(call, dependencies))
        .method("name", 0, 1, call -> field("name", call.argument(0), fields))
        .method(
            "method_missing",
            1,
            Methods.ANY,
            call -> field(call.nameText(0), call.argument(1), fields));
    try {
      ruby.instanceEvalEach(
          file.path(), program.get(), new RubyObject(type), error -> report(error, findings));
    } catch (BudgetExceededException exceeded) {
      Origin origin = exceeded.place().orElse(Origin.ofFile(file.path()));
      findings.accept(
          Finding.error("too-much-work", origin, "evaluation stopped: " + exceeded.what()));
    }
  }

  private static void report(RubyError error, Consumer<Finding> findings) {
    findings.accept(Finding.warning("metadata-error", error.origin(), error.toString()));
  }

  private static RubyValue depend(Call call, Map<String, String> dependencies) {
    dependencies.put(call.nameText(0), call.has(1) ? Plain.text(call.argument(1)) : ">= 0.0.0");
    return RubyNil.NIL;
  }

  private static RubyValue field(String name, RubyValue value, Map<String, Object> fields) {
    Plain.of(value).ifPresent(it -> fields.putIfAbsent(name, it));
    return Plain.of(value).isPresent()
        ? value
        : Optional.ofNullable(fields.get(name)).map(JsonValues::ofJava).orElse(RubyNil.NIL);
  }
}
