package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.Unknown;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.model.Finding;
import java.util.List;
import java.util.Optional;

/** What the embedder is asked or told during an evaluation. */
public interface Hooks {
  /** Adds nothing and hears nothing. */
  Hooks NONE = new Hooks() {};

  /**
   * A constant was found nowhere. Empty makes it an unknown.
   *
   * @param scope where it was looked for; Object for a bare name
   */
  default Optional<RubyValue> constantMissing(RubyModule scope, String name) {
    return Optional.empty();
  }

  /**
   * An instance variable was never set. Empty is nil.
   *
   * @param name without its sign
   */
  default Optional<RubyValue> variableMissing(RubyObject object, String name) {
    return Optional.empty();
  }

  /** Returns what a shell command prints; empty where only the host knows. Nothing is run. */
  default Optional<RubyValue> commandOutput(String command) {
    return Optional.empty();
  }

  /**
   * A method that nil does not have is called on nil. Empty raises NoMethodError.
   *
   * @param expression what gave nil
   */
  default Optional<RubyValue> insteadOfNil(RubyNode expression) {
    return Optional.empty();
  }

  /**
   * A method was found nowhere, not even {@code method_missing}. Empty raises NoMethodError, or
   * makes it an unknown where real Ruby might know it.
   */
  default Optional<RubyValue> methodMissing(Call call) {
    return Optional.empty();
  }

  /**
   * A method is called on an unknown. Empty gives another unknown with the same cause.
   *
   * @param arguments as given, without the block
   */
  default Optional<RubyValue> askedOfUnknown(
      UnknownValue unknown, String method, List<RubyValue> arguments) {
    return Optional.empty();
  }

  /**
   * {@code require}, {@code require_relative} or {@code load}.
   *
   * @param feature as written; for {@code require_relative} from the root of the source
   */
  default RubyValue require(String feature) {
    return RubyNil.NIL;
  }

  /** Returns why a new module of the top level may hold more than the source says. */
  default Optional<Unknown> doubt(String module) {
    return Optional.empty();
  }

  /**
   * A branch of an undecided condition begins. Everything until the matching {@link #branchEnds}
   * belongs to it; branches nest.
   *
   * @param question the question's id
   * @param outcome whether it is the branch for yes
   * @param trial whether it is evaluated on trial only: what it declares must be forgotten
   */
  default void branchBegins(String question, boolean outcome, boolean trial) {}

  /**
   * The innermost branch ends; what a trial changed is still there, and put back after this.
   * Returns what it declared, each as {@code type[name]}.
   */
  default List<String> branchEnds() {
    return List.of();
  }

  /** Something a person should know. */
  default void report(Finding finding) {}
}
