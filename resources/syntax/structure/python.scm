(comment) @comment

(string) @string
(interpolation) @hole

(function_definition ":" @opener) @block
(class_definition ":" @opener) @block
(if_statement condition: (_) . ":" @opener) @block
(elif_clause ":" @opener) @block
(else_clause ":" @opener) @block
(for_statement right: (_) . ":" @opener) @block
(while_statement condition: (_) . ":" @opener) @block
(with_statement ":" @opener) @block
(try_statement . "try" . ":" @opener) @block
(except_clause ":" @opener) @block
(finally_clause ":" @opener) @block
(match_statement ":" @opener) @block
(case_clause ":" @opener) @block

[(dictionary) (set)] @block

[
  (argument_list)
  (parameters)
  (list)
  (tuple)
  (list_comprehension)
  (dictionary_comprehension)
  (set_comprehension)
  (generator_expression)
  (parenthesized_expression)
] @list
(subscript "[" @opener) @list
