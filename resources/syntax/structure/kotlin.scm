[(line_comment) (multiline_comment) (shebang_line)] @comment

[(string_literal) (character_literal)] @string
[(interpolated_expression)] @hole

[(class_body) (enum_class_body) (lambda_literal)] @block
(function_body "{" @opener) @block
(control_structure_body "{" @opener) @block
(when_expression "{" @opener) @block
(try_expression "{" @opener) @block
(catch_block "{" @opener) @block
(finally_block "{" @opener) @block
(anonymous_initializer "{" @opener) @block

[
  (value_arguments)
  (function_value_parameters)
  (primary_constructor)
  (parenthesized_expression)
  (collection_literal)
  (indexing_suffix)
  (type_arguments)
] @list
