(comment) @comment

[(string) (encapsed_string) (heredoc) (nowdoc) (shell_command_expression)] @string

[
  (compound_statement)
  (declaration_list)
  (enum_declaration_list)
  (match_block)
  (switch_block)
  (property_hook_list)
] @block
(colon_block) @block
(case_statement ":" @opener) @block
(default_statement ":" @opener) @block

[(arguments) (formal_parameters) (array_creation_expression) (parenthesized_expression)] @list
(subscript_expression "[" @opener) @list
