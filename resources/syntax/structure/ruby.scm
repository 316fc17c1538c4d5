(comment) @comment

[(string) (subshell) (regex) (heredoc_body) (string_array) (symbol_array) (delimited_symbol)] @string
(interpolation) @hole

(method name: (_) @opener parameters: (_)? @opener) @block
(singleton_method name: (_) @opener parameters: (_)? @opener) @block
(class name: (_) @opener superclass: (_)? @opener) @block
(singleton_class value: (_) @opener) @block
(module name: (_) @opener) @block
(do_block "do" @opener parameters: (_)? @opener) @block
(block "{" @opener parameters: (_)? @opener) @block
(begin "begin" @opener) @block
(if condition: (_) @opener) @block
(unless condition: (_) @opener) @block
(elsif condition: (_) @opener) @block
(else "else" @opener) @block
(ensure "ensure" @opener) @block
(case value: (_) @opener) @block
(when pattern: (_) @opener) @block
(while condition: (_) @opener) @block
(until condition: (_) @opener) @block
(for value: (_) @opener) @block
(hash) @block

[(argument_list) (method_parameters) (array) (parenthesized_statements)] @list
(element_reference "[" @opener) @list
