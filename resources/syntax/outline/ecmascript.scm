(function_declaration name: (_) @name body: (_) @body) @function
(generator_function_declaration name: (_) @name body: (_) @body) @function
(class_declaration name: (_) @name body: (_) @body) @class
(class_body (method_definition name: (_) @name body: (_) @body) @method)

(variable_declarator
  name: (identifier) @name
  value: [
    (arrow_function body: (_) @body)
    (function_expression body: (_) @body)
    (generator_function body: (_) @body)
  ]) @function
(variable_declarator name: (identifier) @name value: (class body: (_) @body)) @class
(variable_declarator name: (identifier) @name value: (_)? @body) @variable

(variable_declarator name: (object_pattern (shorthand_property_identifier_pattern) @name)) @variable
(variable_declarator
  name: (object_pattern (pair_pattern value: (identifier) @name))) @variable

(export_statement declaration: (_) @exported)
(class_body (_) @exported)

(arrow_function body: (_) @local)
(function_expression body: (_) @local)
(generator_function body: (_) @local)
(for_statement) @local
(for_in_statement) @local
(class_static_block) @local

(import_statement source: (string) @specifier)
(import_statement (import_clause (identifier) @imported) source: (string) @specifier)
(import_statement
  (import_clause (named_imports (import_specifier name: (_) @imported)))
  source: (string) @specifier)
(import_statement
  (import_clause (namespace_import (identifier) @imported))
  source: (string) @specifier)
(export_statement source: (string) @specifier)
(export_statement
  (export_clause (export_specifier name: (_) @imported))
  source: (string) @specifier)
(call_expression function: (import) arguments: (arguments . (string) @specifier))
((call_expression function: (identifier) @require arguments: (arguments . (string) @specifier))
  (#eq? @require "require"))
