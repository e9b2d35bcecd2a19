package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.model.Origin;
import java.util.List;
import java.util.Optional;

/** One call of a method written in Java. */
public final class Call {
  private final Interpreter ruby;
  private final Context caller;
  private final RubyValue self;
  private final String name;
  private final Arguments arguments;
  private final Origins.Position position;

  Call(Interpreter ruby, Context caller, RubyValue self, String name, Arguments arguments) {
    this.ruby = ruby;
    this.caller = caller;
    this.self = self;
    this.name = name;
    this.arguments = arguments;
    this.position = ruby.origins().position();
  }

  /** Returns the interpreter. */
  public Interpreter ruby() {
    return ruby;
  }

  Context caller() {
    return caller;
  }

  /** Returns the receiver. */
  public RubyValue self() {
    return self;
  }

  /** Returns the receiver when it is of the given Java type; else raises TypeError. */
  public <T extends RubyValue> T self(Class<T> kind) {
    if (!kind.isInstance(self)) {
      throw error("TypeError", "wrong receiver for `" + name + "'");
    }
    return kind.cast(self);
  }

  /** Returns the name it was called by. */
  public String name() {
    return name;
  }

  /** Returns where the call stands, with what led there. */
  public Origin origin() {
    return position.origin();
  }

  /** Returns the file the call stands in. */
  public String file() {
    return caller.file();
  }

  /** Returns the self of the code that calls. */
  public RubyValue callerSelf() {
    return caller.self();
  }

  /** Returns all arguments; keyword arguments are a last hash. */
  public List<RubyValue> arguments() {
    return arguments.values();
  }

  /** Returns arguments and block. */
  public Arguments all() {
    return arguments;
  }

  /** Returns how many arguments there are. */
  public int count() {
    return arguments.values().size();
  }

  /** Returns an argument; nil when it was not given. */
  public RubyValue argument(int index) {
    return index < count() ? arguments.values().get(index) : RubyNil.NIL;
  }

  /** Returns whether an argument was given. */
  public boolean has(int index) {
    return index < count();
  }

  /** Returns an argument of a Java type; else raises TypeError. */
  public <T extends RubyValue> T argument(int index, Class<T> kind, String rubyName) {
    return ruby.convert().to(argument(index), kind, rubyName);
  }

  /** Returns the text of a string argument; else raises TypeError. */
  public String text(int index) {
    return argument(index, RubyString.class, "String").text();
  }

  /** Returns the text of a string or symbol argument. */
  public String nameText(int index) {
    return ruby.convert().name(argument(index));
  }

  /** Returns an integer argument, clamped to an int; a float is cut off. */
  public int integer(int index) {
    return ruby.convert().index(argument(index));
  }

  /** Returns the last argument when it is a hash: options. */
  public RubyHash options() {
    return count() > 0 && argument(count() - 1) instanceof RubyHash hash ? hash : new RubyHash();
  }

  /** Returns the block. */
  public Optional<RubyProc> block() {
    return arguments.block();
  }

  /** Returns the block, or raises LocalJumpError. */
  public RubyProc requireBlock() {
    return arguments.block().orElseThrow(() -> error("LocalJumpError", "no block given (yield)"));
  }

  /** Calls the block. */
  public RubyValue yield(RubyValue... values) {
    return ruby.call(requireBlock(), values);
  }

  /** Calls the block and decides whether what it gives is true. */
  public boolean yieldsTrue(RubyValue... values) {
    return ruby.truth(this.yield(values));
  }

  /** Calls another method. */
  public RubyValue send(RubyValue receiver, String method, RubyValue... values) {
    return ruby.send(receiver, method, values);
  }

  /** Calls another method with these arguments and this block. */
  public RubyValue send(RubyValue receiver, String method, Arguments values) {
    return ruby.send(receiver, method, values);
  }

  /** Returns a Ruby exception to throw. */
  public RubyError error(String className, String message) {
    return ruby.error(className, message);
  }

  /** Announces a change of an object: raises FrozenError, and notes it for trials. */
  public <T extends dev.ramekin.lang.ruby.value.RubyObject> T modify(T object) {
    return ruby.modify(object);
  }

  /** Returns an unknown that arises here. */
  public UnknownValue unknown(String reason) {
    return ruby.unknown(reason, origin());
  }

  /** Returns an unknown that arises here and would be the given value on a bare host. */
  public UnknownValue unknown(String reason, RubyValue assumed) {
    return UnknownValue.assuming(ruby.unknown(reason, origin()).cause(), assumed);
  }

  /** Sets {@code $~} of the calling code. */
  public void lastMatch(RubyValue match) {
    caller.scope().lastMatch(match);
  }

  /** Returns {@code $~} of the calling code. */
  public RubyValue lastMatch() {
    return caller.scope().lastMatch();
  }

  /** Returns the names of the caller's local variables. */
  public List<String> localNames() {
    return caller.scope().names();
  }

  /** Returns the block that the calling method got. */
  public Optional<RubyProc> callerBlock() {
    return caller.activation().flatMap(activation -> activation.arguments().block());
  }

  /** Returns the module in whose body the calling code stands. */
  public RubyModule callerModule() {
    return caller.nesting().module();
  }

  /** Does what an object without {@code method_missing} of its own does with an unknown name. */
  public RubyValue methodMissing() {
    String missing = nameText(0);
    return ruby.dispatch()
        .notFound(self, missing, arguments.rest(), caller, Optional.empty(), false);
  }

  /** Calls a method for the calling code, so that its file and its {@code $~} are seen. */
  public RubyValue forward(
      RubyValue receiver, String method, Arguments values, boolean privateToo) {
    return ruby.dispatch().send(receiver, method, values, caller, privateToo);
  }

  /** Returns which visibility {@code def} gives at the moment in the calling class body. */
  public dev.ramekin.lang.ruby.value.Visibility visibility() {
    return caller.mode().visibility();
  }

  /** Switches how {@code def} defines in the calling class body. */
  public void definitionMode(
      dev.ramekin.lang.ruby.value.Visibility visibility, boolean moduleFunction) {
    caller.mode().set(visibility, moduleFunction);
  }

  /** Returns a new array. */
  public static RubyArray array(List<? extends RubyValue> values) {
    return new RubyArray(values);
  }

  /** Returns whether an argument is a number. */
  public boolean isNumber(int index) {
    return argument(index) instanceof RubyInteger || argument(index) instanceof RubyFloat;
  }
}
