[(line_comment) (block_comment)] @comment

[(string_literal) (character_literal)] @string
(string_interpolation) @hole

[
  (block)
  (class_body)
  (interface_body)
  (enum_body)
  (annotation_type_body)
  (constructor_body)
  (module_body)
  (switch_block)
  (array_initializer)
] @block
(switch_block_statement_group ":" @opener) @block

[
  (argument_list)
  (formal_parameters)
  (parenthesized_expression)
  (annotation_argument_list)
  (resource_specification)
] @list
(array_access "[" @opener) @list
