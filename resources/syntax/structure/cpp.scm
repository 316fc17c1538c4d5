(raw_string_literal) @string

(declaration_list) @block

[(template_argument_list) (template_parameter_list) (condition_clause)] @list
(subscript_argument_list) @list
