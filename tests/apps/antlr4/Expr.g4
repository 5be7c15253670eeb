// Expressions with precedence, left recursion, actions kept out (visitor and listener).
grammar Expr;
prog : stat+ ;
stat : ID '=' expr NL # assign | expr NL # show | NL # blank ;
expr : <assoc=right> expr '^' expr # pow | expr op=('*' | '/') expr # mul | expr op=('+' | '-') expr # add
     | INT # int | ID # id | '(' expr ')' # paren ;
ID : [a-z]+ ; INT : [0-9]+ ; NL : '\r'? '\n' ; WS : [ \t]+ -> skip ;
