package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;

/** Exception and the classes below it, and {@code raise}. */
final class ExceptionMethods {
  /** Subclasses behind their superclass. */
  private static final String[][] CLASSES = {
    {
      "Exception",
      "NoMemoryError",
      "ScriptError",
      "SecurityError",
      "SignalException",
      "StandardError"
    },
    {"Exception", "SystemExit", "SystemStackError"},
    {"ScriptError", "LoadError", "NotImplementedError", "SyntaxError"},
    {"SignalException", "Interrupt"},
    {"StandardError", "ArgumentError", "EncodingError", "FiberError", "IOError", "IndexError"},
    {"StandardError", "LocalJumpError", "NameError", "RangeError", "RegexpError", "RuntimeError"},
    {"StandardError", "ThreadError", "TypeError", "ZeroDivisionError", "SystemCallError"},
    {"StandardError", "NoMatchingPatternError"},
    {"NoMatchingPatternError", "NoMatchingPatternKeyError"},
    {"ArgumentError", "UncaughtThrowError"},
    {"IOError", "EOFError"},
    {"IndexError", "KeyError", "StopIteration"},
    {"NameError", "NoMethodError"},
    {"RangeError", "FloatDomainError"},
    {"RuntimeError", "FrozenError"},
  };

  private static final String[] ERRNO = {
    "ENOENT",
    "EACCES",
    "EEXIST",
    "ECONNREFUSED",
    "ENOTDIR",
    "EISDIR",
    "EPERM",
    "EPIPE",
    "ETIMEDOUT",
    "EHOSTUNREACH",
    "ECONNRESET",
    "EINVAL",
    "ENOTEMPTY",
    "ESRCH",
    "ECHILD"
  };

  private ExceptionMethods() {}

  static void define(Interpreter ruby) {
    RubyClass exception = ruby.model().defineClass("Exception", ruby.model().object());
    for (String[] family : CLASSES) {
      for (int index = 1; index < family.length; index++) {
        ruby.model().defineClass(family[index], ruby.model().type(family[0]));
      }
    }
    ruby.model().defineModule("Errno");
    for (String name : ERRNO) {
      ruby.model().defineClass("Errno::" + name, ruby.model().type("SystemCallError"));
    }
    Methods.of(ruby.model().singleton(exception))
        .method(
            "exception",
            0,
            Methods.ANY,
            call -> call.forward(call.self(), "new", call.all(), false));
    methods(Methods.of(exception));
    Methods.functionsOf(exception).method("initialize", 0, Methods.ANY, call -> message(call));
    for (String named : new String[] {"NameError", "KeyError"}) {
      Methods.of(ruby.model().type(named))
          .method("name", 0, call -> variable(call, "name"))
          .method("receiver", 0, call -> variable(call, "receiver"))
          .method("key", 0, call -> variable(call, "key"));
    }
    Methods.functionsOf(ruby.model().type("NameError"))
        .method("initialize", 0, Methods.ANY, call -> described(call, "name"));
    Methods.functionsOf(ruby.model().type("KeyError"))
        .method("initialize", 0, Methods.ANY, call -> described(call, "key"));
    Methods.of(ruby.model().type("SystemExit"))
        .method("status", 0, ExceptionMethods::status)
        .method("success?", 0, call -> RubyBoolean.of(status(call).equals(RubyInteger.of(0))));
    Methods.functionsOf(ruby.model().module("Kernel"))
        .method("raise", 0, Methods.ANY, ExceptionMethods::raise)
        .alias("raise", "fail");
  }

  private static RubyValue status(Call call) {
    RubyValue status = variable(call, "status");
    return status instanceof RubyNil ? RubyInteger.of(0) : status;
  }

  private static RubyValue message(Call call) {
    if (call.has(0)) {
      call.self(RubyObject.class).set(RubyError.MESSAGE, call.argument(0));
    }
    return RubyNil.NIL;
  }

  /** Takes a message, then a name by its place or what else is told by keywords. */
  private static RubyValue described(Call call, String second) {
    RubyObject error = call.self(RubyObject.class);
    boolean told = call.has(0) && call.argument(call.count() - 1) instanceof RubyHash;
    if (told) {
      RubyHash keywords = call.argument(call.count() - 1, RubyHash.class, "Hash");
      for (String name : new String[] {"key", "receiver"}) {
        keywords.get(name).ifPresent(value -> error.set(name, value));
      }
    }
    if (call.count() > (told ? 2 : 1)) {
      error.set(second, call.argument(1));
    }
    return call.argument(0) instanceof RubyHash ? RubyNil.NIL : message(call);
  }

  private static boolean alike(Call call) {
    RubyValue other = call.argument(0);
    return call.self() == other
        || other instanceof RubyObject error
            && call.ruby().model().classOf(other) == call.ruby().model().classOf(call.self())
            && call.send(call.self(), "message").equals(call.send(error, "message"))
            && call.send(call.self(), "backtrace").equals(call.send(error, "backtrace"));
  }

  private static void methods(Methods methods) {
    methods
        .method("message", 0, call -> call.send(call.self(), "to_s"))
        .method("to_s", 0, ExceptionMethods::text)
        .method("full_message", 0, Methods.ANY, ExceptionMethods::fullMessage)
        .method("detailed_message", 0, Methods.ANY, ExceptionMethods::fullMessage)
        .method("inspect", 0, ExceptionMethods::inspect)
        .method("cause", 0, call -> variable(call, RubyError.CAUSE))
        .method("backtrace", 0, call -> variable(call, "backtrace*"))
        .method("backtrace_locations", 0, call -> variable(call, "backtrace*"))
        .method("set_backtrace", 1, ExceptionMethods::setBacktrace)
        .method("exception", 0, 1, ExceptionMethods::again)
        .method("==", 1, call -> RubyBoolean.of(alike(call)));
  }

  private static RubyValue variable(Call call, String name) {
    return call.self(RubyObject.class).variable(name).orElse(RubyNil.NIL);
  }

  private static RubyValue text(Call call) {
    RubyValue message = variable(call, RubyError.MESSAGE);
    return message instanceof RubyNil ? new RubyString(typeName(call)) : call.ruby().text(message);
  }

  private static String typeName(Call call) {
    String name = call.ruby().model().classOf(call.self()).name();
    return name.isEmpty() ? "#<Class>" : name;
  }

  private static RubyValue fullMessage(Call call) {
    return new TextBuilder(call.ruby())
        .add(call.send(call.self(), "message"))
        .add(" (" + typeName(call) + ")")
        .value();
  }

  private static RubyValue inspect(Call call) {
    RubyValue message = call.send(call.self(), "to_s");
    String text = TextBuilder.assumed(message);
    return text.isEmpty()
        ? new RubyString(typeName(call))
        : new TextBuilder(call.ruby())
            .add("#<" + typeName(call) + ": ")
            .add(message)
            .add(">")
            .value();
  }

  private static RubyValue setBacktrace(Call call) {
    call.modify(call.self(RubyObject.class)).set("backtrace*", call.argument(0));
    return call.argument(0);
  }

  private static RubyValue again(Call call) {
    if (!call.has(0)) {
      return call.self();
    }
    RubyObject copy = new RubyObject(call.ruby().model().classOf(call.self()));
    copy.resemble(call.self(RubyObject.class));
    copy.set(RubyError.MESSAGE, call.argument(0));
    return copy;
  }

  private static RubyValue raise(Call call) {
    RubyObject exception = exception(call);
    RubyValue current = call.ruby().globals().get("$!");
    boolean hasCause = exception.variable(RubyError.CAUSE).isPresent();
    if (!hasCause && current != exception && current instanceof RubyObject) {
      exception.set(RubyError.CAUSE, current);
    }
    if (exception.variable("backtrace*").isEmpty()) {
      RubyArray trace = RubyArray.of(new RubyString(call.origin().shortForm()));
      exception.set("backtrace*", trace);
    }
    throw new RubyError(exception, call.origin());
  }

  private static RubyObject exception(Call call) {
    RubyValue first = call.argument(0);
    if (!call.has(0)) {
      RubyValue current = call.ruby().globals().get("$!");
      return current instanceof RubyObject again
          ? again
          : made(call, "RuntimeError", new RubyString("unhandled exception"));
    }
    if (first instanceof RubyString) {
      return made(call, "RuntimeError", first);
    }
    if (first instanceof UnknownValue) {
      return made(call, "StandardError", call.has(1) ? call.argument(1) : first);
    }
    if (call.ruby().respondsTo(first, "exception")) {
      RubyValue[] message =
          call.has(1) && !keywordsOnly(call)
              ? new RubyValue[] {call.argument(1)}
              : new RubyValue[0];
      RubyValue exception = call.send(first, "exception", message);
      if (exception instanceof RubyObject object && call.ruby().model().isA(object, "Exception")) {
        return object;
      }
      if (exception instanceof UnknownValue) {
        return made(call, "StandardError", call.argument(1));
      }
    }
    throw call.error("TypeError", "exception class/object expected");
  }

  private static boolean keywordsOnly(Call call) {
    return call.argument(1) instanceof dev.ramekin.lang.ruby.value.RubyHash hash
        && hash.get("cause").isPresent();
  }

  private static RubyObject made(Call call, String type, RubyValue message) {
    RubyObject exception = new RubyObject(call.ruby().model().type(type));
    exception.set(RubyError.MESSAGE, message);
    return exception;
  }
}
