(function_definition name: (identifier) @name body: (_) @body) @function
(class_definition name: (identifier) @name body: (_) @body) @class

(module (expression_statement (assignment left: (identifier) @name right: (_)? @body) @variable))
(class_definition
  body: (block (expression_statement (assignment left: (identifier) @name right: (_)? @body) @field)))
(function_definition
  body: (block
    (expression_statement
      (assignment
        left: (attribute object: (identifier) @own attribute: (identifier) @name)
        right: (_)? @body) @property
      (#any-of? @own "self" "cls"))))
(type_alias_statement left: (type (identifier) @name) right: (_)) @type

(lambda body: (_) @local)

(import_statement name: (dotted_name) @specifier)
(import_statement name: (aliased_import name: (dotted_name) @specifier alias: (identifier) @imported))
(import_from_statement
  module_name: (_) @specifier
  name: [(dotted_name) @imported (aliased_import name: (dotted_name) @imported)])
(import_from_statement module_name: (_) @specifier (wildcard_import))
