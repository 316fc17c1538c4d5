(comment) @comment

[
  (string_literal)
  (verbatim_string_literal)
  (raw_string_literal)
  (character_literal)
  (interpolated_string_expression)
] @string
(interpolation) @hole

[
  (block)
  (declaration_list)
  (enum_member_declaration_list)
  (accessor_list)
  (switch_body)
  (initializer_expression)
] @block
(switch_section ":" @opener) @block
(switch_expression "{" @opener) @block
(anonymous_object_creation_expression "{" @opener) @block

[
  (argument_list)
  (parameter_list)
  (bracketed_argument_list)
  (attribute_argument_list)
  (parenthesized_expression)
  (type_argument_list)
] @list
