/*
 * Ruby's grammar. The lexer tells apart what looks alike (see RubyLexerBase), so nearly every
 * choice here needs one token: that keeps the parser fast from the first file on. For the same
 * reason an `expression` is a flat chain of operands and operators; OperatorChain applies their
 * precedence. The grammar takes a little more than Ruby does; what it takes of real Ruby has
 * Ruby's meaning.
 */
parser grammar RubyParser;

options {
  tokenVocab = RubyLexer;
}

program : statements EOF;

// Ruby: stmts. The lexer gives one NEWLINE for any number of line ends and semicolons.
statements : statement? (NEWLINE statement?)*;

// Ruby: stmt. Modifiers apply from left to right.
statement
  : statementHead modifier*
  | ALIAS methodName methodName
  | UNDEF methodName (COMMA methodName)*
  | (AT_START | AT_EXIT) LBRACE_BLOCK statements RBRACE
  ;

modifier
  : operator=(IF_MODIFIER | UNLESS_MODIFIER | WHILE_MODIFIER | UNTIL_MODIFIER) condition
  | operator=RESCUE_MODIFIER statementHead
  ;

// Ruby: mlhs '=' mrhs. A first target looks like an expression until the comma.
statementHead : (condition | ANONYMOUS_SPLAT) (COMMA target?)* LAST_COMMA?
    (MULTIPLE_ASSIGN expression)?;

target : ANONYMOUS_SPLAT | expression;

// Ruby: expr.
condition : expression (operator+=(AND | OR) operands+=expression)*;

// Ruby: arg, command_call. Nothing but `and`, `or` and modifiers follows a command.
expression
  : prefix* ( commandCall commandRescue?
            | jump
            | endlessDefinition
            | primary suffix* (commandDot commandCall commandRescue? | infix expression | ENDLESS_RANGE infixTail?)?
            )
  ;

infixTail : infix expression;

// In `a = b c rescue d` the rescue belongs to the value, not to `c`.
commandRescue : RESCUE_COMMAND expression;

prefix
  : BANG | TILDE | UNARY_PLUS | UNARY_MINUS | NOT | DEFINED | PREFIX_RANGE | SPLAT
  ;

// From the tightest to the loosest, as in OperatorChain.
infix
  : POWER
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
  ;

// Calls

suffix
  : (DOT | SAFE_DOT | COLON2) memberCall                                 # memberSuffix
  | LBRACK_INDEX arguments? RBRACK block?                                # indexSuffix
  ;

memberCall
  : operationName (LPAREN_CALL arguments? RPAREN)? block?
  | LPAREN_CALL arguments? RPAREN block?
  ;

operationName : IDENTIFIER | LOCAL | CONSTANT | METHOD_IDENTIFIER | METHOD_NAME;

commandDot : COMMAND_DOT | COMMAND_SAFE_DOT | COMMAND_COLON2;

// Ruby: command, block_call. Only the outermost command of a statement gets a `do` block.
commandCall
  : COMMAND commandArguments (commandBlock suffix* (commandDot commandCall)?)?
  | NESTED_COMMAND commandArguments
  ;

// Ruby: return, break and next with their values.
jump : keyword=(RETURN | BREAK | NEXT) (commandArguments | infix expression)?;

commandArguments : argument (COMMAND_COMMA argument)*;

arguments : argument (COMMA argument)* LAST_COMMA?;

argument
  : expression (ASSOCIATE expression)?
  | LABEL expression?
  | labelString expression
  | ANONYMOUS_SPLAT
  | DOUBLE_SPLAT expression?
  | BLOCK_PASS expression?
  | FORWARD
  ;

block
  : LBRACE_BLOCK blockParameters? statements RBRACE
  | DO blockParameters? body END
  ;

commandBlock
  : DO_BLOCK blockParameters? body END
  | commandBraces
  ;

// Braces behind an argument in spaced parentheses: `its (:name) { … }`.
commandBraces : LBRACE_COMMAND blockParameters? statements RBRACE;

blockParameters : PARAMETERS_BEGIN parameters? (NEWLINE IDENTIFIER (COMMA IDENTIFIER)*)? PARAMETERS_END;

// Primary expressions

primary
  : literal                                                              # literalPrimary
  | name=(IDENTIFIER | LOCAL | CONSTANT | METHOD_IDENTIFIER) (LPAREN_CALL arguments? RPAREN)? block?
                                                                         # namePrimary
  | PREFIX_COLON2 CONSTANT                                               # topConstantPrimary
  | variable=(INSTANCE_VARIABLE | CLASS_VARIABLE | GLOBAL_VARIABLE)      # variablePrimary
  | keyword=(NIL | TRUE | FALSE | SELF | FILE_NAME | LINE_NUMBER | REDO | RETRY) # keywordPrimary
  | (LPAREN | LPAREN_ARGUMENT) statements RPAREN                         # groupPrimary
  | LBRACK arguments? RBRACK                                             # arrayPrimary
  | LBRACE arguments? RBRACE                                             # hashPrimary
  | ARROW lambdaParameters? lambdaBody                                   # lambdaPrimary
  | SUPER (LPAREN_CALL arguments? RPAREN)? block?                        # superPrimary
  | YIELD (LPAREN_CALL arguments? RPAREN)?                               # yieldPrimary
  | DEFINED_CALL LPAREN_CALL condition RPAREN                            # definedPrimary
  | NOT_CALL LPAREN_CALL condition? RPAREN                               # notPrimary
  | keyword=(IF | UNLESS) condition then statements elseClause END      # ifPrimary
  | keyword=(WHILE | UNTIL) condition loop statements END            # whilePrimary
  | FOR forTargets IN condition loop statements END                  # forPrimary
  | CASE condition? NEWLINE? (whenClause+ | inClause+) (ELSE statements)? END # casePrimary
  | BEGIN body END                                                       # beginPrimary
  | definition                                                           # definitionPrimary
  ;

// Ruby: then, do. The lexer hides a line end before THEN.
then : THEN | NEWLINE;

loop : DO_LOOP | NEWLINE;

elseClause
  : ELSIF condition then statements elseClause
  | (ELSE statements)?
  ;

forTargets : target (COMMA target?)*;

whenClause : WHEN expression (COMMA expression)* then statements;

// Patterns are kept as text.
inClause : IN argument (COMMA argument)* modifier? then statements;

lambdaParameters
  : LPAREN_CALL parameters? (NEWLINE IDENTIFIER (COMMA IDENTIFIER)*)? RPAREN
  | parameters
  ;

lambdaBody
  : LBRACE_LAMBDA statements RBRACE
  | DO_LAMBDA body END
  ;

// Ruby: bodystmt.
body : statements rescueClause* (ELSE statements)? (ENSURE statements)?;

rescueClause
  : RESCUE (classes+=expression (COMMA classes+=expression)*)? (ASSOCIATE variable=expression)?
    then statements;

// Definitions

definition
  : DEF methodOwner? METHOD_NAME (LPAREN_CALL parameters? RPAREN | parameters? NEWLINE) body END
                                                                           # methodDefinition
  | CLASS constantPath (LESS condition NEWLINE)? body END                          # classDefinition
  | CLASS SHIFT_LEFT condition NEWLINE body END                                    # singletonDefinition
  | MODULE constantPath body END                                           # moduleDefinition
  ;

endlessDefinition
  : ENDLESS_DEF methodOwner? METHOD_NAME (LPAREN_CALL parameters? RPAREN)? ENDLESS_ASSIGN expression
  ;

methodOwner
  : (SELF | IDENTIFIER | LOCAL | CONSTANT | INSTANCE_VARIABLE) DOT
  | LPAREN statements RPAREN DOT
  ;

constantPath : PREFIX_COLON2? operationName (COLON2 operationName)*;

methodName : METHOD_NAME | SYMBOL | symbolString | GLOBAL_VARIABLE;

parameters : parameter (COMMA parameter)* LAST_COMMA?;

parameter
  : IDENTIFIER (ASSIGN expression)?
  | LABEL expression?
  | (SPLAT IDENTIFIER | ANONYMOUS_SPLAT)
  | DOUBLE_SPLAT (IDENTIFIER | NIL)?
  | BLOCK_PASS IDENTIFIER?
  | LPAREN_CALL parameters RPAREN
  | FORWARD
  ;

// Literals

literal
  : NEGATIVE? number=(INTEGER | FLOAT)                                   # numberLiteral
  | SYMBOL                                                               # symbolLiteral
  | symbolString                                                         # symbolStringLiteral
  | string+                                                              # stringLiteral
  | REGEXP_BEGIN part* STRING_END                                        # regexpLiteral
  | SHELL_BEGIN part* STRING_END                                         # shellLiteral
  | WORDS_BEGIN WORD_SEPARATOR? (word (WORD_SEPARATOR word?)*)? STRING_END  # wordsLiteral
  ;

string
  : (STRING_BEGIN | HEREDOC_BEGIN) part* STRING_END
  | CHARACTER
  ;

symbolString : SYMBOL_BEGIN part* STRING_END;

labelString : LABEL_BEGIN part* STRING_END;

word : part+;

part
  : STRING_CONTENT
  | INTERPOLATION_BEGIN statements INTERPOLATION_END
  | INTERPOLATED_VARIABLE
  ;
