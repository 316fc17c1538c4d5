[(comment) (multiline_comment) (shebang_line)] @comment

[(line_string_literal) (multi_line_string_literal) (raw_string_literal) (regex_literal)] @string
[(interpolated_expression) (raw_str_interpolation)] @hole

[(class_body) (enum_class_body) (protocol_body) (function_body) (lambda_literal)] @block
(if_statement "{" @opener) @block
(guard_statement "{" @opener) @block
(for_statement "{" @opener) @block
(while_statement "{" @opener) @block
(repeat_while_statement "{" @opener) @block
(do_statement "{" @opener) @block
(catch_block "{" @opener) @block
(switch_statement "{" @opener) @block
(switch_entry ":" @opener) @block
(computed_property "{" @opener) @block
(computed_getter "{" @opener) @block
(computed_setter "{" @opener) @block

[(value_arguments) (tuple_expression) (array_literal) (dictionary_literal)] @list
