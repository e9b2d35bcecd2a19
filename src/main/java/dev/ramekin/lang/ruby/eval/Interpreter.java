package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.Budget;
import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.Journal;
import dev.ramekin.lang.Questions;
import dev.ramekin.lang.Restorable;
import dev.ramekin.lang.Unknown;
import dev.ramekin.lang.ruby.parser.ParseResult;
import dev.ramekin.lang.ruby.parser.RubyParsing;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyMethod;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.lang.ruby.value.Visibility;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Evaluates Ruby without running it. One interpreter holds one world of classes, constants and
 * global variables; it is not for several threads.
 */
public final class Interpreter {

  private final Budget budget;
  private final Questions questions;
  private final Journal journal;
  private final Hooks hooks;
  private final HostView host;
  private final ObjectModel model = new ObjectModel(new Equality(this));
  private final Origins origins = new Origins();
  private final Globals globals = new Globals();
  private final Convert convert = new Convert(this);
  private final Decisions decisions = new Decisions(this);
  private final Blocks blocks = new Blocks(this);
  private final Dispatch dispatch = new Dispatch(this);
  private final ActiveRescues rescues = new ActiveRescues();
  private final Evaluator evaluator;
  private final Programs programs;
  private final RubyObject main;
  private final Context root;
  private final Set<RubyObject> shown = Collections.newSetFromMap(new IdentityHashMap<>());
  private long unknowns;

  /** Makes an interpreter with bare classes; {@code Ruby.start} adds the core methods. */
  public Interpreter(
      Budget budget, Questions questions, Journal journal, Hooks hooks, HostView host) {
    this.budget = budget;
    this.questions = questions;
    this.journal = journal;
    this.hooks = hooks;
    this.host = host;
    this.evaluator = new Evaluator(this);
    this.main = new RubyObject(model.object());
    this.programs = new Programs(this);
    this.root = programs.context("", main, Optional.of(model.object()));
  }

  // Services

  /** Returns the budget. */
  public Budget budget() {
    return budget;
  }

  /** Returns the questions. */
  public Questions questions() {
    return questions;
  }

  /** Returns the undo log of trials. */
  public Journal journal() {
    return journal;
  }

  /** Returns the embedder's hooks. */
  public Hooks hooks() {
    return hooks;
  }

  /** Returns what is known of the host. */
  public HostView host() {
    return host;
  }

  /** Returns the rescue clauses around what is being evaluated. */
  public ActiveRescues rescues() {
    return rescues;
  }

  /** Returns the objects whose {@code inspect} is under way; one in itself is shown but once. */
  public Set<RubyObject> shown() {
    return shown;
  }

  /** Returns the classes. */
  public ObjectModel model() {
    return model;
  }

  /** Returns the global variables. */
  public Globals globals() {
    return globals;
  }

  /** Returns conversions between values, as Ruby does them implicitly. */
  public Convert convert() {
    return convert;
  }

  Origins origins() {
    return origins;
  }

  Decisions decisions() {
    return decisions;
  }

  Blocks blocks() {
    return blocks;
  }

  Dispatch dispatch() {
    return dispatch;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  Context root() {
    return root;
  }

  /** Returns the main object, self at the top level of a program. */
  public RubyObject main() {
    return main;
  }

  // Files

  /**
   * Evaluates a file as {@code instance_eval} does: methods that it defines at its top level become
   * methods of self alone.
   *
   * @return the value of the last expression
   * @throws RubyError for an uncaught Ruby exception
   * @throws BudgetExceededException when a limit is reached
   */
  public RubyValue instanceEval(String file, RubyNode program, RubyValue self) {
    return programs.run(programs.context(file, self, Optional.empty()), program);
  }

  /** Evaluates a file as the body of a class or module. */
  public RubyValue classEval(String file, RubyNode program, RubyModule module) {
    Context top = programs.context(file, module, Optional.of(module));
    return programs.run(inside(top, module), program);
  }

  /** Evaluates a file as {@code require} does, at the top level. */
  public RubyValue load(String file, RubyNode program) {
    return programs.run(programs.context(file, main, Optional.of(model.object())), program);
  }

  /**
   * Evaluates a file's statements one by one as {@link #instanceEval}; an uncaught exception ends
   * only its statement and is handed over.
   */
  public void instanceEvalEach(
      String file, RubyNode program, RubyValue self, Consumer<RubyError> uncaught) {
    programs.runEach(programs.context(file, self, Optional.empty()), program, uncaught);
  }

  /** Evaluates Ruby that is in a string, with the given self. */
  public RubyValue evaluateText(
      String file, String text, RubyValue self, Optional<RubyModule> module) {
    ParseResult parsed = RubyParsing.parse(file, text);
    if (!parsed.errors().isEmpty()) {
      throw error("SyntaxError", parsed.errors().get(0).message());
    }
    return module.isPresent()
        ? classEval(file, parsed.program(), module.get())
        : instanceEval(file, parsed.program(), self);
  }

  Context inside(Context outer, RubyModule module) {
    return programs.inside(outer, module);
  }

  // Calls

  /** Calls a method; private ones too. */
  public RubyValue send(RubyValue receiver, String method, RubyValue... arguments) {
    return send(receiver, method, Arguments.of(arguments));
  }

  /** Calls a method with a block; private ones too. */
  public RubyValue send(RubyValue receiver, String method, Arguments arguments) {
    return shallow(() -> dispatch.send(receiver, method, arguments, root, true));
  }

  /** Calls a public method, as with an explicit receiver. */
  public RubyValue publicSend(RubyValue receiver, String method, Arguments arguments) {
    return shallow(() -> dispatch.send(receiver, method, arguments, root, false));
  }

  /** Calls a block, proc or lambda. */
  public RubyValue call(RubyProc proc, RubyValue... arguments) {
    return call(proc, Arguments.of(arguments));
  }

  /** Calls a block, proc or lambda. */
  public RubyValue call(RubyProc proc, Arguments arguments) {
    return shallow(() -> blocks.call(proc, arguments));
  }

  /** Calls a block with another self, as {@code instance_exec} does. */
  public RubyValue callAs(RubyValue self, RubyProc proc, RubyValue... arguments) {
    return shallow(() -> blocks.callAs(proc, self, Optional.empty(), Arguments.of(arguments)));
  }

  /** Calls a block as the body of a class, as {@code class_exec} does. */
  public RubyValue callInside(RubyModule module, RubyProc proc, RubyValue... arguments) {
    return blocks.callAs(proc, module, Optional.of(module), Arguments.of(arguments));
  }

  /** Ends what nests deeper than the stack; any caller may hand over the first call. */
  private static RubyValue shallow(Supplier<RubyValue> body) {
    try {
      return body.get();
    } catch (StackOverflowError overflow) {
      throw Programs.tooDeep();
    }
  }

  /** Makes a proc of Java code. */
  public RubyProc proc(int arity, boolean lambda, Function<Arguments, RubyValue> code) {
    return new RubyProc(new Blocks.JavaBody(arity, code), lambda);
  }

  /** Evaluates a piece of a block's code as if the block had been called with another self. */
  public RubyValue evaluatePiece(RubyProc proc, RubyValue self, RubyNode piece) {
    return blocks.evaluate(proc, self, piece);
  }

  /** Makes an object and initializes it, as {@code new} does. */
  public RubyValue make(RubyValue type, RubyValue... arguments) {
    return send(type, "new", arguments);
  }

  /** Returns whether a value has a public method. */
  public boolean respondsTo(RubyValue value, String method) {
    return dispatch.respondsTo(value, method, false);
  }

  /** Calls a method that was found before. */
  public RubyValue invoke(RubyMethod method, RubyValue self, Arguments arguments) {
    return dispatch.invoke(method, self, method.name(), arguments, root);
  }

  /** Defines a method whose body is a block. */
  public void defineMethod(RubyModule module, String name, Visibility visibility, RubyProc block) {
    modify(module).define(name, visibility, new Definition.OfBlock(block));
  }

  /** Gives a method another name. */
  public void alias(RubyModule module, String newName, String oldName) {
    Definitions.alias(this, module, newName, oldName);
  }

  /** Calls a block with another self and another place for {@code def}. */
  public RubyValue callAs(
      RubyValue self, Optional<RubyModule> definee, RubyProc proc, Arguments arguments) {
    return blocks.callAs(proc, self, definee, arguments);
  }

  /** Makes a lambda of a block. */
  public RubyProc lambda(RubyProc block) {
    return new RubyProc(block.body(), true);
  }

  /** Finds a constant of a module, of Object, or of the embedder; else it is an unknown. */
  public RubyValue constant(RubyModule scope, String name) {
    return scope
        .findConstant(name)
        .or(() -> model.object().findConstant(name))
        .orElseGet(() -> Variables.unknownConstant(this, scope, name));
  }

  // Truth and text

  /** Decides whether a value counts as true; an unknown becomes a question. */
  public boolean truth(RubyValue value) {
    return decisions.truth(value);
  }

  /**
   * Returns the id of the question behind a value that {@link #truth} decides by its default
   * because nobody has answered; empty for a value that is known or answered.
   */
  public Optional<String> openQuestion(RubyValue value) {
    return decisions.open(value);
  }

  /** Returns the text of a value as {@code to_s} gives it; an unknown text stays unknown. */
  public RubyValue text(RubyValue value) {
    return new TextBuilder(this).add(value).value();
  }

  /** Returns the text of a value as {@code inspect} gives it; for an unknown the assumed one. */
  public String inspect(RubyValue value) {
    return TextBuilder.assumed(send(value, "inspect"));
  }

  /**
   * Makes a text of a value that has to become one: an unknown becomes the user's answer, else what
   * is assumed, else the visible marker {@code RAMEKIN_UNKNOWN(<question id>)}, with a question
   * each.
   */
  public RubyString settle(RubyValue value) {
    return decisions.settle(text(value));
  }

  // Problems

  /** Returns a Ruby exception to throw, raised where the evaluation is now. */
  public RubyError error(String className, String message) {
    RubyObject exception = new RubyObject(model.type(className));
    exception.set(RubyError.MESSAGE, new RubyString(message));
    return new RubyError(exception, origin());
  }

  /** Returns how often something could not be known so far. */
  public long unknowns() {
    return unknowns;
  }

  /** Returns an unknown of which nothing can be assumed. */
  public UnknownValue unknown(String reason, Origin origin) {
    unknowns++;
    return UnknownValue.because(new Unknown(reason, origin));
  }

  /** Returns where the evaluation is now, with what led there. */
  public Origin origin() {
    return origins.position().origin();
  }

  /**
   * Runs something that is entered from here: its origins show the frame.
   *
   * @param what what is entered: {@code include_recipe nginx::default}
   */
  public <T> T within(String what, Supplier<T> body) {
    return origins.within(what, body);
  }

  /**
   * Runs something that is entered from an earlier place, such as where a resource was declared.
   *
   * @param from the earlier place
   * @param what what is entered: {@code shop_site[blue]}
   */
  public <T> T within(Origin from, String what, Supplier<T> body) {
    return origins.within(from, what, body);
  }

  /** Reports something a person should know. */
  public void report(Finding finding) {
    hooks.report(finding);
  }

  /** Announces a change of an object: raises FrozenError, and notes it for trials. */
  public <T extends RubyObject> T modify(T object) {
    if (object.frozen()) {
      throw error(
          "FrozenError",
          "can't modify frozen " + model.classOf(object).name() + ": " + inspect(object));
    }
    journal.touch(object);
    return object;
  }

  /** Announces a change of something of the embedder's. */
  public void touch(Restorable state) {
    journal.touch(state);
  }
}
