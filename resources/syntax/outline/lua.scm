(function_declaration name: (identifier) @name body: (_)? @body) @function
(function_declaration
  name: [
    (dot_index_expression table: (_) @of field: (_) @name)
    (method_index_expression table: (_) @of method: (_) @name)
  ]
  body: (_)? @body) @method
(assignment_statement
  (variable_list . name: (identifier) @name)
  (expression_list . value: (function_definition body: (_)? @body))) @function
(assignment_statement
  (variable_list . name: (dot_index_expression table: (_) @of field: (_) @name))
  (expression_list . value: (function_definition body: (_)? @body))) @method
(chunk (variable_declaration (assignment_statement (variable_list name: (identifier) @name)) @variable))
(chunk (variable_declaration (variable_list name: (identifier) @name) @variable))
(chunk (assignment_statement (variable_list name: (identifier) @name)) @variable)

(function_definition body: (_) @local)

((function_call name: (identifier) @require arguments: (arguments . (string) @specifier))
  (#eq? @require "require"))
