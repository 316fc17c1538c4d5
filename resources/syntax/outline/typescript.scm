(abstract_class_declaration name: (_) @name body: (_) @body) @class
(interface_declaration name: (_) @name body: (_) @body) @interface
(type_alias_declaration name: (_) @name) @type
(enum_declaration name: (_) @name body: (_) @body) @enum
(module name: (_) @name body: (_)? @body) @module
(internal_module name: (_) @name body: (_)? @body) @module
(function_signature name: (_) @name) @function

(enum_body name: (property_identifier) @name @enum-member)
(enum_body (enum_assignment name: (_) @name) @enum-member)
(class_body (public_field_definition name: (_) @name value: (_)? @body) @field)
(class_body (method_signature name: (_) @name) @method)
(class_body (abstract_method_signature name: (_) @name) @method)
(interface_body (property_signature name: (_) @name) @property)
(interface_body (method_signature name: (_) @name) @method)
((method_definition
  parameters: (formal_parameters
    (required_parameter (accessibility_modifier) pattern: (identifier) @name) @field)))

(ambient_declaration (_) @exported)
(interface_body (_) @exported)
(enum_body (_) @exported)

(import_statement (import_require_clause (identifier) @imported source: (string) @specifier))
