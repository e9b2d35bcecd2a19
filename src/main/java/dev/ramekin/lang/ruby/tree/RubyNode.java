package dev.ramekin.lang.ruby.tree;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A node of Ruby's syntax tree. */
public sealed interface RubyNode {
  /** Returns where the node stands. */
  Span span();

  // Sequences

  /** Expressions one after another; the value is the last one's. Empty for an empty body. */
  record Sequence(Span span, List<RubyNode> nodes) implements RubyNode {
    public Sequence {
      nodes = List.copyOf(nodes);
    }
  }

  // Literals

  /** {@code nil}. */
  record Nil(Span span) implements RubyNode {}

  /** {@code true} or {@code false}. */
  record Bool(Span span, boolean value) implements RubyNode {}

  /** {@code self}. */
  record Self(Span span) implements RubyNode {}

  /** An integer in any base; an octal literal such as {@code 0644} is already 420. */
  record Int(Span span, BigInteger value) implements RubyNode {}

  /** A floating-point number. */
  record Float(Span span, double value) implements RubyNode {}

  /** A string without interpolation, escapes resolved; all quote styles and heredocs. */
  record Str(Span span, String value) implements RubyNode {}

  /** A string with interpolation: {@link Str} parts and {@link Sequence} parts, in order. */
  record DynamicStr(Span span, List<RubyNode> parts) implements RubyNode {
    public DynamicStr {
      parts = List.copyOf(parts);
    }
  }

  /** A command in backticks or {@code %x()}; parts as in {@link DynamicStr}. */
  record ShellStr(Span span, List<RubyNode> parts) implements RubyNode {
    public ShellStr {
      parts = List.copyOf(parts);
    }
  }

  /** A symbol, without its colon. */
  record Symbol(Span span, String name) implements RubyNode {}

  /** A symbol with interpolation. */
  record DynamicSymbol(Span span, List<RubyNode> parts) implements RubyNode {
    public DynamicSymbol {
      parts = List.copyOf(parts);
    }
  }

  /** A regular expression: its source as written (escapes kept) and its letters ({@code imxo}). */
  record Regex(Span span, List<RubyNode> parts, String flags) implements RubyNode {
    public Regex {
      parts = List.copyOf(parts);
    }
  }

  /** An array; elements may be {@link Splat}. {@code %w} and {@code %i} arrive here too. */
  record Array(Span span, List<RubyNode> elements) implements RubyNode {
    public Array {
      elements = List.copyOf(elements);
    }
  }

  /**
   * A hash, or the braceless keyword arguments at the end of a call.
   *
   * @param braces whether it was written with braces
   */
  record Hash(Span span, List<Pair> pairs, boolean braces) implements RubyNode {
    public Hash {
      pairs = List.copyOf(pairs);
    }
  }

  /** A key and its value; without a key, {@code **value}. */
  record Pair(Optional<RubyNode> key, RubyNode value) {}

  /** A range; either end may be missing. */
  record Range(Span span, Optional<RubyNode> from, Optional<RubyNode> to, boolean exclusive)
      implements RubyNode {}

  /** {@code __FILE__}. */
  record FileName(Span span) implements RubyNode {}

  /** {@code __LINE__}. */
  record LineNumber(Span span) implements RubyNode {}

  /** {@code __method__}. */
  record MethodName(Span span) implements RubyNode {}

  // Variables

  /** A local variable that was assigned before in its scope. */
  record Local(Span span, String name) implements RubyNode {}

  /** {@code @name}, without the sign. */
  record InstanceVar(Span span, String name) implements RubyNode {}

  /** {@code @@name}, without the signs. */
  record ClassVar(Span span, String name) implements RubyNode {}

  /** {@code $name}, with the sign; {@code $1} and {@code $~} too. */
  record Global(Span span, String name) implements RubyNode {}

  /**
   * A constant.
   *
   * @param scope what stands before {@code ::}; empty for a bare name
   * @param top whether it starts with {@code ::}
   */
  record Const(Span span, Optional<RubyNode> scope, String name, boolean top) implements RubyNode {}

  // Assignments

  /**
   * {@code target = value}. The target is a variable, a {@link Const}, an {@link Index} or an
   * attribute {@link Call} without arguments.
   */
  record Assign(Span span, RubyNode target, RubyNode value) implements RubyNode {}

  /**
   * {@code target op= value}; the operator without {@code =}: {@code ||}, {@code &&}, {@code +}.
   */
  record OpAssign(Span span, RubyNode target, String operator, RubyNode value)
      implements RubyNode {}

  /** {@code a, (b, *c) = value}. A right side with several values arrives as {@link Array}. */
  record MultiAssign(Span span, MultiTarget target, RubyNode value) implements RubyNode {}

  /** Targets of a multiple assignment; elements may be {@link Splat} or nested. */
  record MultiTarget(Span span, List<RubyNode> targets) implements RubyNode {
    public MultiTarget {
      targets = List.copyOf(targets);
    }
  }

  // Calls

  /**
   * A method call. Operators are calls too ({@code a + b} is {@code a.+(b)}, {@code -a} is {@code
   * a.-@()}, {@code !a} is {@link Not}). A bare name that is no local variable is a call without
   * receiver.
   *
   * @param arguments may hold {@link Splat}; keyword arguments are a last {@link Hash} without
   *     braces
   * @param blockArgument what {@code &} passes; for a bare {@code &} an empty {@link Sequence}
   * @param block the literal block
   * @param safe whether called by {@code &.}
   * @param parentheses whether the arguments stand in parentheses
   */
  record Call(
      Span span,
      Optional<RubyNode> receiver,
      String name,
      List<RubyNode> arguments,
      Optional<RubyNode> blockArgument,
      Optional<Block> block,
      boolean safe,
      boolean parentheses)
      implements RubyNode {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code receiver[arguments]}. */
  record Index(Span span, RubyNode receiver, List<RubyNode> arguments) implements RubyNode {
    public Index {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code super}; without an argument list ({@code implicit}) it passes the method's own. */
  record Super(
      Span span,
      boolean implicit,
      List<RubyNode> arguments,
      Optional<RubyNode> blockArgument,
      Optional<Block> block)
      implements RubyNode {
    public Super {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code yield}. */
  record Yield(Span span, List<RubyNode> arguments) implements RubyNode {
    public Yield {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code *value}, in arguments, arrays and targets; a bare {@code *} in targets has no value. */
  record Splat(Span span, Optional<RubyNode> value) implements RubyNode {}

  /** {@code do |parameters| body end}, braces alike. */
  record Block(Span span, Parameters parameters, RubyNode body) {}

  /** {@code ->(parameters) { body }}. */
  record Lambda(Span span, Parameters parameters, RubyNode body) implements RubyNode {}

  // Logic

  /** {@code !value}, {@code not value}. */
  record Not(Span span, RubyNode value) implements RubyNode {}

  /** {@code &&}, {@code and}. */
  record And(Span span, RubyNode left, RubyNode right) implements RubyNode {}

  /** {@code ||}, {@code or}. */
  record Or(Span span, RubyNode left, RubyNode right) implements RubyNode {}

  /** {@code defined?(value)}. */
  record Defined(Span span, RubyNode value) implements RubyNode {}

  // Control

  /** {@code if}, {@code unless} (branches swapped), ternary and modifiers. */
  record If(Span span, RubyNode condition, RubyNode then, RubyNode otherwise) implements RubyNode {}

  /**
   * {@code while} or {@code until}.
   *
   * @param until whether the condition is negated
   * @param bodyFirst whether it is {@code begin … end while}
   */
  record While(Span span, RubyNode condition, RubyNode body, boolean until, boolean bodyFirst)
      implements RubyNode {}

  /** {@code for target in values}. */
  record For(Span span, RubyNode target, RubyNode values, RubyNode body) implements RubyNode {}

  /** {@code case}; without a subject the conditions are tested for truth. */
  record Case(Span span, Optional<RubyNode> subject, List<When> whens, RubyNode otherwise)
      implements RubyNode {
    public Case {
      whens = List.copyOf(whens);
    }
  }

  /** One {@code when}; conditions may be {@link Splat}. */
  record When(Span span, List<RubyNode> conditions, RubyNode body) {
    public When {
      conditions = List.copyOf(conditions);
    }
  }

  /** {@code begin … rescue … else … ensure … end}, also of bodies and as a modifier. */
  record Begin(
      Span span,
      RubyNode body,
      List<Rescue> rescues,
      Optional<RubyNode> otherwise,
      Optional<RubyNode> ensure)
      implements RubyNode {
    public Begin {
      rescues = List.copyOf(rescues);
    }
  }

  /**
   * One {@code rescue}.
   *
   * @param classes what is rescued, possibly {@link Splat}; empty means StandardError
   * @param variable what the exception is assigned to
   */
  record Rescue(Span span, List<RubyNode> classes, Optional<RubyNode> variable, RubyNode body) {
    public Rescue {
      classes = List.copyOf(classes);
    }
  }

  /** {@code return}, {@code break}, {@code next}, {@code redo} or {@code retry}. */
  record Jump(Span span, Kind kind, Optional<RubyNode> value) implements RubyNode {
    /** Where to. */
    public enum Kind {
      RETURN,
      BREAK,
      NEXT,
      REDO,
      RETRY
    }
  }

  // Definitions

  /** {@code def name} or {@code def receiver.name}; also the one-line {@code def name = body}. */
  record MethodDef(
      Span span, Optional<RubyNode> receiver, String name, Parameters parameters, RubyNode body)
      implements RubyNode {}

  /** {@code class Name < Superclass}. */
  record ClassDef(Span span, Const name, Optional<RubyNode> superclass, RubyNode body)
      implements RubyNode {}

  /** {@code class << object}. */
  record SingletonClass(Span span, RubyNode object, RubyNode body) implements RubyNode {}

  /** {@code module Name}. */
  record ModuleDef(Span span, Const name, RubyNode body) implements RubyNode {}

  /** {@code alias new old}; global variables with their sign. */
  record Alias(Span span, String newName, String oldName) implements RubyNode {}

  /** {@code undef names}. */
  record Undef(Span span, List<String> names) implements RubyNode {
    public Undef {
      names = List.copyOf(names);
    }
  }

  /**
   * {@code case subject in pattern}.
   *
   * @param otherwise empty without {@code else}: then a subject that fits nowhere is an error
   */
  record CaseIn(Span span, RubyNode subject, List<In> ins, Optional<RubyNode> otherwise)
      implements RubyNode {
    public CaseIn {
      ins = List.copyOf(ins);
    }
  }

  /** One {@code in}; the guard of {@code unless} stands there negated. */
  record In(Span span, RubyPattern pattern, Optional<RubyNode> guard, RubyNode body) {}

  /**
   * {@code value in pattern}, {@code value => pattern}.
   *
   * @param asks whether it gives true or false; else what does not fit is an error
   */
  record MatchPattern(Span span, RubyNode value, RubyPattern pattern, boolean asks)
      implements RubyNode {}

  /**
   * {@code /(?<name>…)/ =~ text}: the groups become variables.
   *
   * @param call the call of {@code =~}
   * @param names the groups' names
   */
  record MatchNamed(Span span, Call call, List<String> names) implements RubyNode {
    public MatchNamed {
      names = List.copyOf(names);
    }
  }

  /** Parameters of a method, block or lambda. */
  record Parameters(List<Parameter> list) {
    /** No parameters. */
    public static final Parameters NONE = new Parameters(List.of());

    public Parameters {
      list = List.copyOf(list);
    }
  }

  /**
   * One parameter.
   *
   * @param name empty for a bare {@code *}, {@code **} or {@code &}
   * @param defaultValue for OPTIONAL and KEYWORD
   * @param nested for DESTRUCTURED
   */
  record Parameter(
      Kind kind, String name, Optional<RubyNode> defaultValue, Optional<Parameters> nested) {
    /** What kind of parameter. */
    public enum Kind {
      REQUIRED,
      OPTIONAL,
      REST,
      KEYWORD_REQUIRED,
      KEYWORD,
      KEYWORD_REST,
      BLOCK,
      DESTRUCTURED,
      BLOCK_LOCAL
    }
  }
}
