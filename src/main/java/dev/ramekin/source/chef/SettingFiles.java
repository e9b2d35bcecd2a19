package dev.ramekin.source.chef;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.Questions;
import dev.ramekin.lang.ruby.eval.Hooks;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceTree;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Ruby files that are lists of settings: {@code Policyfile.rb}, {@code Berksfile}, {@code solo.rb}.
 * They see the source's own files, and nothing of the converting machine.
 */
final class SettingFiles {
  private final SourceTree tree;
  private final ParsedFiles parsed;
  private final Consumer<Finding> findings;

  SettingFiles(SourceTree tree, ParsedFiles parsed, Consumer<Finding> findings) {
    this.tree = tree;
    this.parsed = parsed;
    this.findings = findings;
  }

  /** Returns an interpreter for such files. */
  Interpreter interpreter() {
    Hooks hooks =
        new Hooks() {
          @Override
          public void report(Finding finding) {
            findings.accept(finding);
          }
        };
    return RubyWorld.make(
        new Questions(Map.of()), hooks, new SourceView(tree, new HostState(Set.of())));
  }

  /**
   * Evaluates a file statement by statement. Mistakes in it become findings, and the statements
   * behind them still count.
   *
   * @param language defines the methods that the file calls
   */
  void evaluate(SourceFile file, BiConsumer<Interpreter, Methods> language) {
    Optional<RubyNode> program = parsed.program(file, findings);
    if (program.isEmpty()) {
      return;
    }
    Interpreter ruby = interpreter();
    new ChefClasses(ruby);
    RubyClass type = ruby.model().newClass(ruby.model().object());
    language.accept(ruby, Methods.of(type));
    try {
      ruby.instanceEvalEach(file.path(), program.get(), new RubyObject(type), this::failed);
    } catch (BudgetExceededException exceeded) {
      Origin origin = exceeded.place().orElse(Origin.ofFile(file.path()));
      findings.accept(
          Finding.error("too-much-work", origin, "evaluation stopped: " + exceeded.what()));
    }
  }

  private void failed(RubyError error) {
    findings.accept(Finding.warning("setting-error", error.origin(), error.toString()));
  }
}
