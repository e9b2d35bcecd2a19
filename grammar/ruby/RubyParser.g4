/*
 * Ruby's grammar. The lexer tells apart what looks alike (see RubyLexerBase), so nearly every
 * choice here needs one token: that keeps the parser fast from the first file on. For the same
 * reason an `expression` is a flat chain of operands and operators; OperatorChain applies their
 * precedence. The grammar takes a little more than Ruby does; what it takes of real Ruby has
 * Ruby's meaning.
 *
 * Everything the tree builders read has a label: the parser keeps no lists of children, which
 * would cost more than the parsing itself.
 */
parser grammar RubyParser;

options {
  tokenVocab = RubyLexer;
}

program : content=statements EOF;

// Ruby: stmts. The lexer gives one NEWLINE for any number of line ends and semicolons.
statements : list+=statement? (NEWLINE list+=statement?)*;

// Ruby: stmt. Modifiers apply from left to right.
statement
  : head=statementHead modifiers+=modifier*
  | keyword=ALIAS names+=methodName names+=methodName
  | keyword=UNDEF names+=methodName (COMMA names+=methodName)*
  | (AT_START | AT_EXIT) LBRACE_BLOCK content=statements RBRACE
  ;

modifier
  : keyword=(IF_MODIFIER | UNLESS_MODIFIER | WHILE_MODIFIER | UNTIL_MODIFIER) test=condition
  | keyword=RESCUE_MODIFIER other=statementHead
  ;

// Ruby: mlhs '=' mrhs. A first target looks like an expression until the comma.
statementHead
  : (first=condition | splat=ANONYMOUS_SPLAT) (comma=COMMA targets+=target?)* comma=LAST_COMMA?
    (assign=MULTIPLE_ASSIGN value=expression)?
  ;

target : ANONYMOUS_SPLAT | value=expression;

// Ruby: expr.
condition
  : first=expression (arrow=(PATTERN_ARROW | PATTERN_IN) shape=patternList)?
    (operator=(AND | OR) rest=condition)?
  ;

// Ruby: arg, command_call. Nothing but `and`, `or` and modifiers follows a command.
expression
  : prefix=(BANG | TILDE | UNARY_PLUS | UNARY_MINUS | NOT | DEFINED | PREFIX_RANGE | SPLAT)
    next=expression
  | command=commandCall after=commandRescue?
  | leap=jump
  | method=endlessDefinition
  | operand=primary suffixes+=suffix*
    ( dot=(COMMAND_DOT | COMMAND_SAFE_DOT | COMMAND_COLON2) command=commandCall
      after=commandRescue?
    | tail=infix
    | range=ENDLESS_RANGE tail=infix?
    )?
  ;

// In `a = b c rescue d` the rescue belongs to the value, not to `c`.
commandRescue : operator=RESCUE_COMMAND next=expression;

// From the tightest to the loosest, as in OperatorChain.
infix
  : operator=
    ( POWER
    | STAR | SLASH | PERCENT
    | PLUS | MINUS
    | SHIFT_LEFT | SHIFT_RIGHT
    | AMPERSAND
    | PIPE | CARET
    | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL
    | COMPARE | EQUAL | CASE_EQUAL | NOT_EQUAL | MATCH | NOT_MATCH
    | LOGICAL_AND
    | LOGICAL_OR
    | RANGE
    | QUESTION | COLON
    | ASSIGN | OPERATOR_ASSIGN
    | RESCUE_VALUE
    | VALUE_COMMA
    )
    next=expression
  ;

// Calls

suffix
  : dot=(DOT | SAFE_DOT | COLON2)
    ( name=(IDENTIFIER | LOCAL | CONSTANT | METHOD_IDENTIFIER | METHOD_NAME)
      (parenthesis=LPAREN_CALL inner=arguments? RPAREN)? code=block?
    | parenthesis=LPAREN_CALL inner=arguments? RPAREN code=block?
    )
  | LBRACK_INDEX inner=arguments? RBRACK code=block?
  ;

// Ruby: command, block_call. Only the outermost command of a statement gets a `do` block.
commandCall
  : name=COMMAND inner=commandArguments
    (code=commandBlock suffixes+=suffix*
      (dot=(COMMAND_DOT | COMMAND_SAFE_DOT | COMMAND_COLON2) next=commandCall)?)?
  | name=NESTED_COMMAND inner=commandArguments
  ;

// Ruby: return, break and next with their values.
jump : keyword=(RETURN | BREAK | NEXT) (inner=commandArguments | tail=infix)?;

commandArguments : list+=argument (COMMAND_COMMA list+=argument)*;

arguments : list+=argument (COMMA list+=argument)* LAST_COMMA?;

argument
  : first=expression (associate=ASSOCIATE second=expression)?
  | label=(LABEL | LOCAL_LABEL) second=expression?
  | key=labelString second=expression
  | mark=ANONYMOUS_SPLAT
  | mark=DOUBLE_SPLAT second=expression?
  | mark=BLOCK_PASS second=expression?
  | mark=FORWARD
  ;

block
  : LBRACE_BLOCK names=blockParameters? content=statements RBRACE
  | DO names=blockParameters? rescuing=body END
  ;

// Braces behind an argument in spaced parentheses: `its (:name) { … }`.
commandBlock
  : DO_BLOCK names=blockParameters? rescuing=body END
  | LBRACE_COMMAND names=blockParameters? content=statements RBRACE
  ;

blockParameters
  : PARAMETERS_BEGIN names=parameters? (NEWLINE hidden+=IDENTIFIER (COMMA hidden+=IDENTIFIER)*)?
    PARAMETERS_END
  ;

// Primary expressions

primary
  : name=(IDENTIFIER | LOCAL | CONSTANT | METHOD_IDENTIFIER)
    (parenthesis=LPAREN_CALL inner=arguments? RPAREN)? code=block?       # namePrimary
  | PREFIX_COLON2 name=CONSTANT                                          # topConstantPrimary
  | variable=(INSTANCE_VARIABLE | CLASS_VARIABLE | GLOBAL_VARIABLE)      # variablePrimary
  | keyword=(NIL | TRUE | FALSE | SELF | FILE_NAME | LINE_NUMBER | REDO | RETRY) # keywordPrimary
  | (LPAREN | LPAREN_ARGUMENT) content=statements RPAREN                 # groupPrimary
  | LBRACK inner=arguments? RBRACK                                       # arrayPrimary
  | LBRACE inner=arguments? RBRACE                                       # hashPrimary
  | ARROW names=lambdaParameters? content=lambdaBody                     # lambdaPrimary
  | SUPER (parenthesis=LPAREN_CALL inner=arguments? RPAREN)? code=block? # superPrimary
  | YIELD (LPAREN_CALL inner=arguments? RPAREN)?                         # yieldPrimary
  | DEFINED_CALL LPAREN_CALL test=condition RPAREN                       # definedPrimary
  | NOT_CALL LPAREN_CALL test=condition? RPAREN                          # notPrimary
  | keyword=(IF | UNLESS) test=condition then content=statements otherwise=elseClause END
                                                                         # ifPrimary
  | keyword=(WHILE | UNTIL) test=condition loop content=statements END   # whilePrimary
  | FOR targets=forTargets IN items=condition loop content=statements END # forPrimary
  | CASE subject=condition? NEWLINE? (whens+=whenClause+ | ins+=inClause+)
    (ELSE otherwise=statements)? END                                     # casePrimary
  | BEGIN content=body END                                               # beginPrimary
  | content=definition                                                   # definitionPrimary

  // Literals
  | negative=NEGATIVE? number=(INTEGER | FLOAT)                          # numberLiteral
  | name=SYMBOL                                                          # symbolLiteral
  | name=symbolString                                                    # symbolStringLiteral
  | strings+=string+                                                     # stringLiteral
  | REGEXP_BEGIN parts+=part* close=STRING_END                           # regexpLiteral
  | SHELL_BEGIN parts+=part* STRING_END                                  # shellLiteral
  | WORDS_BEGIN WORD_SEPARATOR? (words+=word (WORD_SEPARATOR words+=word?)*)? STRING_END
                                                                         # wordsLiteral
  ;

// Ruby: then, do. The lexer hides a line end before THEN.
then : THEN | NEWLINE;

loop : DO_LOOP | NEWLINE;

elseClause
  : ELSIF test=condition then content=statements otherwise=elseClause
  | (ELSE content=statements)?
  ;

forTargets : list+=target (comma=COMMA list+=target?)*;

whenClause : WHEN list+=expression (COMMA list+=expression)* then content=statements;

inClause
  : IN shape=patternList (keyword=(IF_MODIFIER | UNLESS_MODIFIER) guard=condition)? then
    content=statements
  ;

// Ruby: p_top_expr_body, p_args, p_kwargs. Without brackets around it a list is an array's or,
// with labels, a hash's pattern.
patternList : list+=patternElement (comma=COMMA list+=patternElement)* last=(COMMA | LAST_COMMA)?;

patternElement
  : label=(LABEL | LOCAL_LABEL) value=pattern?
  | key=labelString value=pattern?
  | mark=DOUBLE_SPLAT (name=(IDENTIFIER | LOCAL) | none=NIL)
  | mark=SPLAT name=(IDENTIFIER | LOCAL)
  | mark=ANONYMOUS_SPLAT
  | value=pattern
  ;

// Ruby: p_as, p_alt.
pattern : list+=patternPrimary (PIPE list+=patternPrimary)* (ASSOCIATE names+=(IDENTIFIER | LOCAL))*;

patternPrimary
  : open=LBRACK inner=patternList? RBRACK
  | open=LBRACE inner=patternList? RBRACE
  | (LPAREN | LPAREN_ARGUMENT) grouped=pattern RPAREN
  | top=PREFIX_COLON2? path+=CONSTANT (COLON2 path+=CONSTANT)*
    ((open=LPAREN_CALL inner=patternList? RPAREN | open=LBRACK_INDEX inner=patternList? RBRACK)
    | range=(RANGE | ENDLESS_RANGE) to=primary?)?
  | CARET pinned=primary
  | name=(IDENTIFIER | LOCAL)
  | from=patternValue (range=RANGE to=primary | range=ENDLESS_RANGE)?
  | range=PREFIX_RANGE to=primary
  ;

patternValue : value=primary;

lambdaParameters
  : LPAREN_CALL names=parameters? (NEWLINE hidden+=IDENTIFIER (COMMA hidden+=IDENTIFIER)*)? RPAREN
  | names=parameters
  ;

lambdaBody
  : LBRACE_LAMBDA content=statements RBRACE
  | DO_LAMBDA rescuing=body END
  ;

// Ruby: bodystmt.
body
  : content=statements rescues+=rescueClause* (ELSE otherwise=statements)?
    (ENSURE ensure=statements)?
  ;

rescueClause
  : RESCUE (classes+=expression (COMMA classes+=expression)*)? (ASSOCIATE variable=expression)?
    then content=statements
  ;

// Definitions

definition
  : DEF owner=methodOwner? name=METHOD_NAME
    (LPAREN_CALL names=parameters? RPAREN | names=parameters? NEWLINE) content=body END
                                                                         # methodDefinition
  | CLASS name=constantPath (LESS parent=condition NEWLINE)? content=body END # classDefinition
  | CLASS SHIFT_LEFT object=condition NEWLINE content=body END           # singletonDefinition
  | MODULE name=constantPath content=body END                            # moduleDefinition
  ;

endlessDefinition
  : ENDLESS_DEF owner=methodOwner? name=METHOD_NAME (LPAREN_CALL names=parameters? RPAREN)?
    ENDLESS_ASSIGN value=expression
  ;

methodOwner
  : (SELF | IDENTIFIER | LOCAL | CONSTANT | INSTANCE_VARIABLE) DOT
  | LPAREN content=statements RPAREN DOT
  ;

constantPath
  : top=PREFIX_COLON2? names+=(IDENTIFIER | LOCAL | CONSTANT | METHOD_IDENTIFIER | METHOD_NAME)
    (COLON2 names+=(IDENTIFIER | LOCAL | CONSTANT | METHOD_IDENTIFIER | METHOD_NAME))*
  ;

methodName : plain=(METHOD_NAME | SYMBOL | GLOBAL_VARIABLE) | quoted=symbolString;

parameters : list+=parameter (COMMA list+=parameter)* LAST_COMMA?;

parameter
  : name=IDENTIFIER (ASSIGN value=expression)?
  | label=LABEL value=expression?
  | mark=SPLAT name=IDENTIFIER
  | mark=ANONYMOUS_SPLAT
  | mark=DOUBLE_SPLAT (name=IDENTIFIER | NIL)?
  | mark=BLOCK_PASS name=IDENTIFIER?
  | LPAREN_CALL inner=parameters RPAREN
  | mark=FORWARD
  ;

// Strings

string
  : (STRING_BEGIN | HEREDOC_BEGIN) parts+=part* STRING_END
  | CHARACTER
  ;

symbolString : SYMBOL_BEGIN parts+=part* STRING_END;

labelString : LABEL_BEGIN parts+=part* STRING_END;

word : parts+=part+;

part
  : text=STRING_CONTENT
  | INTERPOLATION_BEGIN content=statements INTERPOLATION_END
  | variable=INTERPOLATED_VARIABLE
  ;
