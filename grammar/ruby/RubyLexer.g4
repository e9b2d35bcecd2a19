lexer grammar RubyLexer;

WS : [ \t\r\n]+ -> skip;
