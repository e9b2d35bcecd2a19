package dev.ramekin.lang.ruby.grammar;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.jspecify.annotations.Nullable;

/** One open bracket, keyword or literal, and what the current statement in it has shown so far. */
final class Frame {
  /** What opened the frame. */
  enum Kind {
    PROGRAM,
    /** Parentheses around statements. */
    GROUP,
    /** Parentheses around arguments or parameters. */
    ARGUMENTS,
    BRACKETS,
    HASH,
    /** A block in braces, a lambda's body too. */
    BRACES,
    INTERPOLATION,
    /** From {@code ->} to the lambda's body. */
    LAMBDA,
    DEFINITION,
    /** Behind the equals sign of a one-line method. */
    ENDLESS_DEFINITION,
    /** Everything else that {@code end} closes. */
    KEYWORD,
    LITERAL
  }

  Kind kind;
  final Scope scope;
  final @Nullable Literal literal;

  /** The frame around; null for the program. */
  @Nullable Frame outer;

  /** How many frames are around. */
  int depth;

  /** The token that opened the frame; null for the program. */
  @Nullable CommonToken opener;

  /** Whether names are being declared: in a parameter list or behind {@code for}. */
  boolean parameters;

  /** Whether this is a method whose name and parameters are being read. */
  boolean header;

  /** The {@code def} of that method. */
  @Nullable CommonToken definition;

  /** Whether a {@code |} would close the parameters. */
  boolean pipes;

  /** Whether the next {@code do} opens a loop's body. */
  boolean loopDo;

  /** Whether commas separate the conditions of a {@code when} or the classes of a rescue. */
  boolean list;

  /** Whether {@code =>} names the variable of a rescue. */
  boolean rescue;

  /** Whether a pattern is being read, in which a plain name is a new variable. */
  boolean pattern;

  /** Whether these are spaced parentheses around a command's argument. */
  boolean argument;

  // The current statement

  /** Whether nothing of it was read. */
  boolean fresh = true;

  /** Whether a command without parentheses waits for more arguments. */
  boolean command;

  /** Whether it has a command. */
  boolean commanded;

  /** Whether a {@code return}, {@code break} or {@code next} does. */
  boolean jump;

  /** Whether an assignment waits for more values. */
  boolean assigned;

  /** Whether it looks like the left side of a multiple assignment. */
  boolean multiple;

  /** How many {@code ?} wait for their {@code :}. */
  int ternaries;

  /** The plain names on the left side of a multiple assignment. */
  final List<String> targets = new ArrayList<>();

  Frame(Kind kind, Scope scope, @Nullable Literal literal) {
    this.kind = kind;
    this.scope = scope;
    this.literal = literal;
  }

  /** Notes the frame in which this one was opened. */
  void openIn(Frame around) {
    outer = around;
    depth = around.depth + 1;
  }

  /** Whether line ends mean nothing directly in this frame. */
  boolean isBracketed() {
    return kind == Kind.ARGUMENTS || kind == Kind.BRACKETS || kind == Kind.HASH;
  }

  boolean isClosedByEnd() {
    return kind == Kind.KEYWORD || kind == Kind.DEFINITION;
  }

  /** Forgets the statement so far. */
  void startStatement() {
    startCondition();
    loopDo = false;
    list = false;
    rescue = false;
    if (header) {
      header = false;
      parameters = false;
    }
  }

  /** Forgets commands and assignments: a modifier or {@code and} ended them. */
  void startCondition() {
    fresh = true;
    command = false;
    commanded = false;
    jump = false;
    assigned = false;
    multiple = false;
    ternaries = 0;
    pattern = false;
    targets.clear();
  }
}
