(comment) @comment

[(string) (raw_string) (ansi_c_string) (heredoc_body)] @string
[(command_substitution) (expansion) (arithmetic_expansion)] @hole

(compound_statement) @block
(do_group) @block
(if_statement "then" @opener) @block
(elif_clause "then" @opener) @block
(else_clause "else" @opener) @block
(case_statement "in" @opener) @block
(case_item ")" @opener) @block
(subshell) @block

(array) @list
