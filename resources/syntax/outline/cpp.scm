(class_specifier name: (_) @name body: (_) @body) @class
(namespace_definition name: (_) @name body: (_) @body) @module
(alias_declaration name: (_) @name) @type
(concept_definition name: (_) @name) @type
(function_definition
  declarator: (reference_declarator (function_declarator declarator: (identifier) @name))
  body: (_) @body) @function
(function_definition
  declarator: [
    (function_declarator
      declarator: (qualified_identifier scope: (_) @of name: [(identifier) (destructor_name) (operator_name)] @name))
    (pointer_declarator
      declarator: (function_declarator
        declarator: (qualified_identifier scope: (_) @of name: (identifier) @name)))
    (reference_declarator
      (function_declarator
        declarator: (qualified_identifier scope: (_) @of name: [(identifier) (operator_name)] @name)))
  ]
  body: (_)? @body) @method
(field_declaration_list
  (function_definition
    declarator: [
      (function_declarator declarator: [(field_identifier) (identifier) (operator_name) (destructor_name)] @name)
      (pointer_declarator declarator: (function_declarator declarator: (field_identifier) @name))
      (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)] @name))
    ]
    body: (_)? @body) @method)
(field_declaration
  declarator: [
    (function_declarator declarator: (field_identifier) @name)
    (pointer_declarator declarator: (function_declarator declarator: (field_identifier) @name))
    (reference_declarator (function_declarator declarator: (field_identifier) @name))
  ]) @method

(lambda_expression body: (_) @local)
