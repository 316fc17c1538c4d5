[(comment) (html_comment) (hash_bang_line)] @comment

[(string) (template_string) (regex)] @string
(template_substitution) @hole

[
  (statement_block)
  (class_body)
  (switch_body)
  (object)
  (object_pattern)
  (named_imports)
  (export_clause)
] @block

(switch_case value: (_) ":" @opener) @block
(switch_default ":" @opener) @block

[(arguments) (formal_parameters) (array) (array_pattern) (parenthesized_expression)] @list
(subscript_expression "[" @opener) @list
