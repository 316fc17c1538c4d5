[(comment) (hash_bang_line)] @comment

(string) @string

(function_declaration parameters: (_) @opener) @block
(function_definition parameters: (_) @opener) @block
(do_statement "do" @opener) @block
(while_statement "do" @opener) @block
(for_statement "do" @opener) @block
(repeat_statement "repeat" @opener) @block
(if_statement "then" @opener) @block
(elseif_statement "then" @opener) @block
(else_statement "else" @opener) @block
(table_constructor) @block

[(arguments) (parameters) (parenthesized_expression)] @list
(bracket_index_expression "[" @opener) @list
