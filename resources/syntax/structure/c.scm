(comment) @comment

[(string_literal) (char_literal) (system_lib_string)] @string

[(compound_statement) (field_declaration_list) (enumerator_list) (initializer_list)] @block
(case_statement ":" @opener) @block

[(argument_list) (parameter_list) (parenthesized_expression)] @list
