/*
 * Ruby's grammar. The lexer tells apart what looks alike (see RubyLexerBase), so nearly every
 * choice here needs one token. Precedence follows Ruby's own parse.y: the alternatives of
 * `expression` stand from the tightest to the loosest. The grammar takes a little more than Ruby
 * does (a command call may be any operand); what it takes of real Ruby has Ruby's meaning.
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
  | ALIAS GLOBAL_VARIABLE GLOBAL_VARIABLE
  | UNDEF methodName (COMMA methodName)*
  | (AT_START | AT_EXIT) LBRACE_BLOCK statements RBRACE
  ;

modifier
  : operator=(IF_MODIFIER | UNLESS_MODIFIER | WHILE_MODIFIER | UNTIL_MODIFIER) condition
  | operator=RESCUE_MODIFIER statementHead
  ;

// Ruby: mlhs '=' mrhs. A first target looks like an expression until the comma.
statementHead
  : condition (COMMA target?)* (MULTIPLE_ASSIGN values)?
  | splatTarget (COMMA target?)* (MULTIPLE_ASSIGN values)?
  ;

target : splatTarget | expression;

splatTarget : SPLAT expression?;

// Ruby: expr.
condition : expression (operator+=(AND | OR) operands+=expression)*;

// Ruby: arg, primary, command.
expression
  : primary                                                              # primaryExpression
  | expression (DOT | SAFE_DOT | COLON2) memberCall                      # memberExpression
  | expression LBRACK_INDEX arguments? RBRACK block?                     # indexExpression
  | expression operator=(ASSIGN | OPERATOR_ASSIGN) values                # assignmentExpression
  | operator=(BANG | TILDE | UNARY_PLUS) expression                      # unaryExpression
  | <assoc=right> expression operator=POWER expression                   # binaryExpression
  | operator=UNARY_MINUS expression                                      # unaryExpression
  | expression operator=(STAR | SLASH | PERCENT) expression              # binaryExpression
  | expression operator=(PLUS | MINUS) expression                        # binaryExpression
  | expression operator=(SHIFT_LEFT | SHIFT_RIGHT) expression            # binaryExpression
  | expression operator=AMPERSAND expression                             # binaryExpression
  | expression operator=(PIPE | CARET) expression                        # binaryExpression
  | expression operator=(LESS | LESS_EQUAL | GREATER | GREATER_EQUAL) expression # binaryExpression
  | expression operator=(COMPARE | EQUAL | CASE_EQUAL | NOT_EQUAL | MATCH | NOT_MATCH) expression
                                                                         # binaryExpression
  | expression LOGICAL_AND expression                                    # andExpression
  | expression LOGICAL_OR expression                                     # orExpression
  | expression RANGE expression                                          # rangeExpression
  | expression ENDLESS_RANGE                                             # endlessRangeExpression
  | PREFIX_RANGE expression                                              # beginlessRangeExpression
  | <assoc=right> expression QUESTION expression COLON expression        # ternaryExpression
  | DEFINED expression                                                   # definedExpression
  | NOT expression                                                       # notExpression
  ;

// Ruby: arg_rhs, mrhs, command_rhs.
values : value (VALUE_COMMA value)* (RESCUE_VALUE expression)?;

value : SPLAT expression | expression;

// Calls

memberCall
  : operationName (LPAREN_CALL arguments? RPAREN)? block?
  | commandCall
  | LPAREN_CALL arguments? RPAREN block?
  ;

operationName : IDENTIFIER | LOCAL | CONSTANT | METHOD_IDENTIFIER | METHOD_NAME;

// Ruby: command, block_call. Only the outermost command of a statement gets a `do` block.
commandCall
  : COMMAND commandArguments commandBlock?
  | NESTED_COMMAND commandArguments commandBraces?
  ;

commandArguments : argument (COMMAND_COMMA argument)*;

arguments : argument (COMMA argument)* COMMA?;

argument
  : expression (ASSOCIATE expression)?
  | LABEL expression?
  | labelString expression
  | SPLAT expression?
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
  | commandCall                                                          # commandPrimary
  | PREFIX_COLON2 CONSTANT                                               # topConstantPrimary
  | variable=(INSTANCE_VARIABLE | CLASS_VARIABLE | GLOBAL_VARIABLE)      # variablePrimary
  | keyword=(NIL | TRUE | FALSE | SELF | FILE_NAME | LINE_NUMBER | REDO | RETRY) # keywordPrimary
  | (LPAREN | LPAREN_ARGUMENT) statements RPAREN                         # groupPrimary
  | LBRACK arguments? RBRACK                                             # arrayPrimary
  | LBRACE arguments? RBRACE                                             # hashPrimary
  | ARROW lambdaParameters? lambdaBody                                   # lambdaPrimary
  | SUPER (LPAREN_CALL arguments? RPAREN)? block?                        # superPrimary
  | YIELD (LPAREN_CALL arguments? RPAREN)?                               # yieldPrimary
  | keyword=(RETURN | BREAK | NEXT) commandArguments?                    # jumpPrimary
  | DEFINED LPAREN_CALL condition NEWLINE? RPAREN                        # definedPrimary
  | NOT LPAREN_CALL condition? NEWLINE? RPAREN                           # notPrimary
  | keyword=(IF | UNLESS) condition THEN? statements elseClause END      # ifPrimary
  | keyword=(WHILE | UNTIL) condition DO_LOOP? statements END            # whilePrimary
  | FOR forTargets IN condition DO_LOOP? statements END                  # forPrimary
  | CASE condition? NEWLINE? (whenClause+ | inClause+) (ELSE statements)? END # casePrimary
  | BEGIN body END                                                       # beginPrimary
  | definition                                                           # definitionPrimary
  ;

elseClause
  : ELSIF condition THEN? statements elseClause
  | (ELSE statements)?
  ;

forTargets : target (COMMA target?)*;

whenClause : WHEN whenArgument (COMMA whenArgument)* THEN? statements;

whenArgument : SPLAT expression | expression;

// Patterns are kept as text.
inClause : IN argument (COMMA argument)* modifier? THEN? statements;

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
  : RESCUE (whenArgument (COMMA whenArgument)*)? (ASSOCIATE expression)? THEN? statements;

// Definitions

definition
  : DEF methodOwner? METHOD_NAME LPAREN_CALL parameters? RPAREN body END   # methodDefinition
  | DEF methodOwner? METHOD_NAME parameters? NEWLINE body END              # methodDefinition
  | DEF methodOwner? METHOD_NAME (LPAREN_CALL parameters? RPAREN)? ENDLESS_ASSIGN statement
                                                                           # endlessDefinition
  | CLASS constantPath (LESS condition)? body END                          # classDefinition
  | CLASS SHIFT_LEFT condition body END                                    # singletonDefinition
  | MODULE constantPath body END                                           # moduleDefinition
  ;

methodOwner
  : (SELF | IDENTIFIER | LOCAL | CONSTANT | INSTANCE_VARIABLE) DOT
  | LPAREN statements RPAREN DOT
  ;

constantPath : PREFIX_COLON2? operationName (COLON2 operationName)*;

methodName : METHOD_NAME | SYMBOL | symbolString;

parameters : parameter (COMMA parameter)* COMMA?;

parameter
  : IDENTIFIER (ASSIGN expression)?
  | LABEL expression?
  | SPLAT IDENTIFIER?
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
  | WORDS_BEGIN WORD_SEPARATOR? (word (WORD_SEPARATOR word)* WORD_SEPARATOR?)? STRING_END # wordsLiteral
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
