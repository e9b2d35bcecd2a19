package dev.ramekin.lang.ruby.grammar;

/** What may come next; Ruby's own lexer calls these EXPR_BEG, EXPR_MID and so on. */
enum State {
  /** A value must follow; line ends mean nothing. */
  BEGIN,
  /** A value may follow, or the line may end: behind {@code return}. */
  MIDDLE,
  /** A method's name was read; arguments may follow. */
  ARGUMENT,
  /** A value was read; an operator may follow. */
  END,
  /** Behind a dot: any word is a method's name. */
  DOT,
  /** Behind {@code def}, {@code alias}, {@code undef}. */
  METHOD_NAME,
  /** Behind {@code class}: {@code <<} opens a singleton class. */
  CLASS
}
