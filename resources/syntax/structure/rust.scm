[(line_comment) (block_comment)] @comment

[(string_literal) (raw_string_literal) (char_literal)] @string

[
  (block)
  (declaration_list)
  (field_declaration_list)
  (enum_variant_list)
  (match_block)
  (field_initializer_list)
  (use_list)
] @block
(macro_definition "{" @opener) @block

[
  (arguments)
  (parameters)
  (array_expression)
  (tuple_expression)
  (parenthesized_expression)
  (ordered_field_declaration_list)
  (token_tree)
  (type_arguments)
  (type_parameters)
] @list
(index_expression "[" @opener) @list
