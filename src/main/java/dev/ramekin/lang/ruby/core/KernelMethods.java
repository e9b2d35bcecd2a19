package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.eval.Thrown;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyMethod;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.lang.ruby.value.Visibility;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The functions of Kernel: what can be called without a receiver. */
final class KernelMethods {
  private KernelMethods() {}

  static void define(Interpreter ruby) {
    Methods functions = Methods.functionsOf(ruby.model().module("Kernel"));
    quiet(functions);
    control(functions);
    conversions(functions);
    outside(functions);
    callableOnKernel(ruby);
    onMain(ruby);
    RubyObject output = new RubyObject(ruby.model().defineClass("IO", ruby.model().object()));
    Methods.of(ruby.model().type("IO"))
        .method("puts", 0, Methods.ANY, call -> RubyNil.NIL)
        .alias("puts", "print", "write", "<<", "printf", "flush", "sync=", "sync")
        .pure("tty?", 0, call -> RubyBoolean.FALSE)
        .alias("tty?", "isatty");
    for (String name : List.of("$stdout", "$stderr", "STDOUT", "STDERR")) {
      if (name.startsWith("$")) {
        ruby.globals().set(name, output);
      } else {
        ruby.model().object().constant(name, output);
      }
    }
    ruby.globals().set("$LOAD_PATH", new RubyArray());
    ruby.globals().set("$:", new RubyArray());
    ruby.globals().set("$,", RubyNil.NIL);
    ruby.globals().set("$0", new RubyString("chef-client"));
  }

  /** What stands at the top level of a file is done to Object. */
  private static void onMain(Interpreter ruby) {
    Methods main = Methods.of(ruby.model().singleton(ruby.main()));
    for (String name : List.of("include", "public", "private", "define_method")) {
      main.method(name, 0, Methods.ANY, call -> call.send(ruby.model().object(), name, call.all()));
    }
    main.method("using", 1, call -> call.self());
  }

  /** The functions can be called as {@code Kernel.format} too. */
  private static void callableOnKernel(Interpreter ruby) {
    RubyModule kernel = ruby.model().module("Kernel");
    RubyModule singleton = ruby.model().singleton(kernel);
    for (RubyMethod method : List.copyOf(kernel.methods().values())) {
      if (method.visibility() == Visibility.PRIVATE) {
        singleton.define(method.name(), Visibility.PUBLIC, method.body());
      }
    }
  }

  /** What prints, waits or loads. */
  private static void quiet(Methods functions) {
    functions
        .method("puts", 0, Methods.ANY, call -> RubyNil.NIL)
        .alias("puts", "print", "printf", "putc", "warn", "pp", "srand", "gem", "at_exit", "trap")
        .method("p", 0, Methods.ANY, Call::self)
        .method("sleep", 0, 1, call -> RubyInteger.of(0))
        .method("require", 1, call -> require(call))
        .method("require_relative", 1, call -> requireRelative(call))
        .method("load", 1, 2, call -> require(call))
        .method("autoload", 2, call -> RubyNil.NIL)
        .method("caller", 0, Methods.ANY, KernelMethods::callers)
        .alias("caller", "caller_locations")
        .method("binding", 0, call -> call.unknown("a binding is not evaluated"));
  }

  private static RubyValue callers(Call call) {
    RubyArray lines = new RubyArray();
    lines.list().add(new RubyString(call.origin().shortForm()));
    call.origin()
        .via()
        .forEach(frame -> lines.list().add(1, new RubyString(frame.file() + ":" + frame.line())));
    return lines;
  }

  private static RubyValue require(Call call) {
    return call.argument(0) instanceof RubyString feature
        ? call.ruby().hooks().require(feature.text())
        : RubyNil.NIL;
  }

  private static RubyValue requireRelative(Call call) {
    return call.argument(0) instanceof RubyString feature
        ? call.ruby().hooks().require(FileMethods.beside(call.file(), feature.text()))
        : RubyNil.NIL;
  }

  private static void control(Methods functions) {
    functions
        .method("loop", 0, KernelMethods::loop)
        .method("lambda", 0, call -> call.ruby().lambda(call.requireBlock()))
        .method("proc", 0, Call::requireBlock)
        .method("block_given?", 0, call -> RubyBoolean.of(call.callerBlock().isPresent()))
        .method("catch", 0, 1, KernelMethods::catchTag)
        .method(
            "throw",
            1,
            2,
            call -> {
              throw new Thrown(call.argument(0), call.argument(1));
            })
        .method("exit", 0, 1, call -> stop(call, "exit", status(call.argument(0))))
        .alias("exit", "exit!")
        .method("abort", 0, 1, call -> stop(call, "exit", 1))
        .method("eval", 1, Methods.ANY, KernelMethods::eval)
        .method("local_variables", 0, call -> ObjectMethods.symbols(call.localNames()))
        .method("__dir__", 0, call -> new RubyString(directory(call.file())));
  }

  private static String directory(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "." : file.substring(0, slash);
  }

  private static RubyValue loop(Call call) {
    try {
      while (true) {
        call.ruby().budget().step();
        call.yield();
      }
    } catch (RubyError error) {
      if (call.ruby().model().isA(error.exception(), "StopIteration")) {
        return error.exception().variable("result").orElse(RubyNil.NIL);
      }
      throw error;
    }
  }

  private static RubyValue catchTag(Call call) {
    RubyValue tag = call.has(0) ? call.argument(0) : new RubyObject(call.ruby().model().object());
    try {
      return call.yield(tag);
    } catch (Thrown thrown) {
      if (thrown.tag().equals(tag)) {
        return thrown.value();
      }
      throw thrown;
    }
  }

  private static RubyValue stop(Call call, String message, int status) {
    RubyError exit =
        call.error(
            "SystemExit", call.argument(0) instanceof RubyString text ? text.text() : message);
    exit.exception().set("status", RubyInteger.of(status));
    throw exit;
  }

  private static int status(RubyValue given) {
    return given instanceof RubyInteger number
        ? number.value().intValue()
        : given == RubyBoolean.FALSE ? 1 : 0;
  }

  private static RubyValue eval(Call call) {
    return call.argument(0) instanceof RubyString text && !call.has(1)
        ? call.ruby().evaluateText(call.file(), text.text(), call.callerSelf(), Optional.empty())
        : call.unknown("eval is not evaluated");
  }

  private static void conversions(Methods functions) {
    functions
        .method("format", 1, Methods.ANY, KernelMethods::format)
        .alias("format", "sprintf")
        .pure("Integer", 1, 3, KernelMethods::integer)
        .pure("Float", 1, 2, KernelMethods::decimal)
        .method("String", 1, call -> call.ruby().text(call.argument(0)))
        .method("Array", 1, KernelMethods::array)
        .pure("Hash", 1, KernelMethods::hash);
  }

  private static RubyValue format(Call call) {
    return call.argument(0) instanceof UnknownValue unknown
        ? unknown.with(Optional.empty())
        : Formatter.format(call, call.text(0), call.all().rest().values());
  }

  private static boolean lenient(Call call) {
    return call.options().get("exception").filter(value -> !value.truthy()).isPresent();
  }

  private static RubyValue orNil(Call call, Supplier<RubyError> error) {
    if (lenient(call)) {
      return RubyNil.NIL;
    }
    throw error.get();
  }

  private static RubyValue integer(Call call) {
    RubyValue value = call.argument(0);
    if (value instanceof RubyString text) {
      boolean based = call.argument(1) instanceof RubyInteger;
      Optional<BigInteger> whole = Numerals.wholeInteger(text.text(), based ? call.integer(1) : 0);
      return whole.isPresent()
          ? new RubyInteger(whole.get())
          : orNil(call, () -> invalid(call, "Integer()", text.text()));
    }
    if (call.has(1) && call.argument(1) instanceof RubyInteger) {
      return orNil(call, () -> call.error("ArgumentError", "base specified for non string value"));
    }
    if (value instanceof RubyNil) {
      return orNil(call, () -> call.error("TypeError", "can't convert nil into Integer"));
    }
    if (value instanceof RubyFloat number
        && (Double.isNaN(number.value()) || Double.isInfinite(number.value()))) {
      return orNil(call, () -> call.error("FloatDomainError", call.ruby().inspect(value)));
    }
    if (value instanceof RubyFloat || value instanceof RubyInteger) {
      return call.ruby().convert().integer(value);
    }
    return call.ruby().respondsTo(value, "to_i")
        ? call.send(value, "to_i")
        : orNil(call, () -> cannot(call, "Integer"));
  }

  private static RubyError invalid(Call call, String function, String text) {
    return call.error(
        "ArgumentError",
        "invalid value for " + function + ": " + call.ruby().inspect(new RubyString(text)));
  }

  private static RubyError cannot(Call call, String type) {
    return call.error(
        "TypeError",
        "can't convert " + call.ruby().convert().describe(call.argument(0)) + " into " + type);
  }

  private static RubyValue decimal(Call call) {
    RubyValue value = call.argument(0);
    if (value instanceof RubyString text) {
      Optional<Double> whole = Numerals.wholeFloat(text.text());
      return whole.isPresent()
          ? new RubyFloat(whole.get())
          : orNil(call, () -> invalid(call, "Float()", text.text()));
    }
    if (value instanceof RubyInteger integer) {
      return new RubyFloat(integer.value().doubleValue());
    }
    return value instanceof RubyFloat ? value : orNil(call, () -> cannot(call, "Float"));
  }

  private static RubyValue array(Call call) {
    RubyValue value = call.argument(0);
    if (value instanceof RubyArray || value instanceof UnknownValue) {
      return value;
    }
    return new RubyArray(call.ruby().convert().spread(value));
  }

  private static RubyValue hash(Call call) {
    RubyValue value = call.argument(0);
    boolean empty =
        value instanceof RubyNil || value instanceof RubyArray array && array.list().isEmpty();
    if (empty) {
      return new RubyHash();
    }
    if (value instanceof RubyHash) {
      return value;
    }
    throw cannot(call, "Hash");
  }

  /** What reads or runs something outside. */
  private static void outside(Methods functions) {
    functions
        .method("`", 0, Methods.ANY, KernelMethods::command)
        .alias("`", "popen", "popen4")
        .method("system", 0, Methods.ANY, KernelMethods::commandForItsEffect)
        .alias("system", "exec", "spawn", "fork")
        .method("rand", 0, 1, call -> call.unknown("rand is random"))
        .method("select", 0, 4, call -> call.unknown("select waits for the host"))
        .method("gets", 0, Methods.ANY, call -> call.unknown("gets reads from the terminal"))
        .method("open", 1, Methods.ANY, KernelMethods::open)
        .method("test", 2, 3, call -> call.unknown("test reads the host", RubyBoolean.FALSE));
  }

  private static RubyValue commandForItsEffect(Call call) {
    LeftOut.report(call, call.name());
    return command(call);
  }

  private static RubyValue command(Call call) {
    String text = call.has(0) ? TextBuilder.assumed(call.ruby().text(call.argument(0))) : "";
    return call.unknown("the shell command `" + text + "` is not run");
  }

  private static RubyValue open(Call call) {
    RubyValue file = call.ruby().constant(call.ruby().model().object(), "File");
    return file instanceof UnknownValue
        ? call.unknown("open reads the host")
        : call.forward(file, "open", call.all(), false);
  }
}
