(function_definition name: (_) @name body: (_) @body) @function
(class_declaration name: (_) @name body: (_) @body) @class
(interface_declaration name: (_) @name body: (_) @body) @interface
(trait_declaration name: (_) @name body: (_) @body) @trait
(enum_declaration name: (_) @name body: (_) @body) @enum
(enum_case name: (_) @name) @enum-member
(method_declaration name: (_) @name body: (_)? @body) @method
(property_declaration (property_element name: (variable_name (name) @name))) @field
(property_promotion_parameter name: (variable_name (name) @name)) @field
(const_declaration (const_element . (name) @name)) @constant

(anonymous_function body: (_) @local)
(arrow_function body: (_) @local)

(namespace_use_declaration (namespace_use_clause [(qualified_name) (name)] @specifier))
(include_expression (string) @specifier)
(include_once_expression (string) @specifier)
(require_expression (string) @specifier)
(require_once_expression (string) @specifier)
