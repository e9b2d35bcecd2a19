/*
 * Ruby's words. What a character means depends on what stands before it (a `/` divides after a
 * value and starts a regular expression before one), so the superclass decides: it skips blanks,
 * reads the bodies of literals, and turns the plain tokens below into the telling ones listed
 * under `tokens`. RubyLexerBase explains how.
 */
lexer grammar RubyLexer;

options {
  superClass = RubyLexerBase;
}

tokens {
  // Ends of statements: a significant line end or a semicolon, one for many.
  NEWLINE,

  // Names
  LOCAL, COMMAND, NESTED_COMMAND, METHOD_NAME, LABEL, LOCAL_LABEL,

  // Literals
  SYMBOL, SYMBOL_BEGIN, STRING_BEGIN, LABEL_BEGIN, REGEXP_BEGIN, SHELL_BEGIN, HEREDOC_BEGIN,
  WORDS_BEGIN, CHARACTER, STRING_CONTENT, WORD_SEPARATOR, INTERPOLATION_BEGIN, INTERPOLATION_END,
  INTERPOLATED_VARIABLE, STRING_END,

  // Brackets and blocks
  LPAREN_CALL, LPAREN_ARGUMENT, LBRACK_INDEX, LBRACE_BLOCK, LBRACE_COMMAND, LBRACE_LAMBDA, DO_BLOCK, DO_LOOP,
  DO_LAMBDA, PARAMETERS_BEGIN, PARAMETERS_END,

  // Prefix operators
  UNARY_MINUS, UNARY_PLUS, NEGATIVE, SPLAT, ANONYMOUS_SPLAT, DOUBLE_SPLAT, DEFINED_CALL, NOT_CALL, BLOCK_PASS, PREFIX_COLON2,
  PREFIX_RANGE, ENDLESS_RANGE, FORWARD,

  // The dot before a command
  COMMAND_DOT, COMMAND_SAFE_DOT, COMMAND_COLON2,

  // Commas and assignments by what they belong to
  COMMAND_COMMA, VALUE_COMMA, LAST_COMMA, MULTIPLE_ASSIGN, ENDLESS_DEF, ENDLESS_ASSIGN,

  // Before a pattern that is matched on the spot
  PATTERN_ARROW, PATTERN_IN,

  // Modifiers
  IF_MODIFIER, UNLESS_MODIFIER, WHILE_MODIFIER, UNTIL_MODIFIER, RESCUE_MODIFIER, RESCUE_VALUE, RESCUE_COMMAND
}

// Keywords

ALIAS : 'alias';
AND : 'and';
BEGIN : 'begin';
BREAK : 'break';
CASE : 'case';
CLASS : 'class';
DEF : 'def';
DEFINED : 'defined?';
DO : 'do';
ELSE : 'else';
ELSIF : 'elsif';
END : 'end';
ENSURE : 'ensure';
FALSE : 'false';
FOR : 'for';
IF : 'if';
IN : 'in';
MODULE : 'module';
NEXT : 'next';
NIL : 'nil';
NOT : 'not';
OR : 'or';
REDO : 'redo';
RESCUE : 'rescue';
RETRY : 'retry';
RETURN : 'return';
SELF : 'self';
SUPER : 'super';
THEN : 'then';
TRUE : 'true';
UNDEF : 'undef';
UNLESS : 'unless';
UNTIL : 'until';
WHEN : 'when';
WHILE : 'while';
YIELD : 'yield';
FILE_NAME : '__FILE__';
LINE_NUMBER : '__LINE__';
AT_START : 'BEGIN';
AT_EXIT : 'END';

// Names

IDENTIFIER : [\p{Ll}_] NAME_PART*;
CONSTANT : [\p{Lu}\p{Lt}] NAME_PART*;
OTHER_NAME : [\p{Lo}\p{Lm}\p{So}\p{Cn}] NAME_PART* -> type(IDENTIFIER);
// The `?` or `!` belongs to the name unless an operator such as `!=` follows: see the superclass.
METHOD_IDENTIFIER : [\p{L}_] NAME_PART* [?!];
INSTANCE_VARIABLE : '@' [\p{L}_] NAME_PART*;
CLASS_VARIABLE : '@@' [\p{L}_] NAME_PART*;
GLOBAL_VARIABLE : '$' ([\p{L}_] NAME_PART* | '-' [A-Za-z0-9_] | [0-9]+ | [~*$?!@/\\;,.=:<>"&`'+]);

// Numbers

INTEGER
  : ( '0' [0-9_]* | [1-9] ('_'? [0-9])*
    | '0' [xX] [0-9a-fA-F_]+ | '0' [bB] [01_]+ | '0' [oO] [0-7_]+ | '0' [dD] [0-9_]+ ) [ri]*;
FLOAT : [0-9] ('_'? [0-9])* ('.' [0-9] ('_'? [0-9])*)? ([eE] [+-]? [0-9] ('_'? [0-9])*)? [ri]*;

// Operators

ASSIGN : '=';
OPERATOR_ASSIGN
  : '+=' | '-=' | '*=' | '/=' | '%=' | '**=' | '||=' | '&&=' | '|=' | '&=' | '^=' | '<<=' | '>>=';
DOT : '.';
SAFE_DOT : '&.';
COLON2 : '::';
COMMA : ',';
ARROW : '->';
ASSOCIATE : '=>';
QUESTION : '?';
COLON : ':';
BANG : '!';
TILDE : '~';
POWER : '**';
STAR : '*';
SLASH : '/';
PERCENT : '%';
PLUS : '+';
MINUS : '-';
SHIFT_LEFT : '<<';
SHIFT_RIGHT : '>>';
AMPERSAND : '&';
PIPE : '|';
CARET : '^';
LESS : '<';
LESS_EQUAL : '<=';
GREATER : '>';
GREATER_EQUAL : '>=';
COMPARE : '<=>';
EQUAL : '==';
CASE_EQUAL : '===';
NOT_EQUAL : '!=';
MATCH : '=~';
NOT_MATCH : '!~';
LOGICAL_AND : '&&';
LOGICAL_OR : '||';
RANGE : '..' | '...';

// Brackets

LPAREN : '(';
RPAREN : ')';
LBRACK : '[';
RBRACK : ']';
LBRACE : '{';
RBRACE : '}';
SEMICOLON : ';';

UNEXPECTED : .;

fragment NAME_PART : [\p{L}\p{N}\p{So}\p{Mn}_];
