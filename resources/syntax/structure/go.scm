(comment) @comment

[(interpreted_string_literal) (raw_string_literal) (rune_literal)] @string

[(block) (field_declaration_list) (literal_value)] @block
(interface_type "{" @opener) @block
(expression_switch_statement "{" @opener) @block
(type_switch_statement "{" @opener) @block
(select_statement "{" @opener) @block
(expression_case ":" @opener) @block
(type_case ":" @opener) @block
(communication_case ":" @opener) @block
(default_case ":" @opener) @block

[(argument_list) (parameter_list) (parenthesized_expression) (import_spec_list)] @list
(const_declaration "(" @opener) @block
(var_spec_list) @block
(type_declaration "(" @opener) @block
(index_expression "[" @opener) @list
