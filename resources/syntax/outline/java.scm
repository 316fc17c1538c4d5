(class_declaration name: (_) @name body: (_) @body) @class
(record_declaration name: (_) @name body: (_) @body) @class
(interface_declaration name: (_) @name body: (_) @body) @interface
(annotation_type_declaration name: (_) @name body: (_) @body) @interface
(enum_declaration name: (_) @name body: (_) @body) @enum
(enum_constant name: (_) @name) @enum-member
(method_declaration name: (_) @name body: (_)? @body) @method
(record_declaration parameters: (formal_parameters (formal_parameter name: (_) @name) @field))
(annotation_type_element_declaration name: (_) @name) @method
(constructor_declaration name: (_) @name body: (_) @body) @constructor
(compact_constructor_declaration name: (_) @name body: (_) @body) @constructor
(field_declaration declarator: (variable_declarator name: (_) @name value: (_)? @body)) @field
(constant_declaration declarator: (variable_declarator name: (_) @name value: (_)? @body)) @constant

(_ (modifiers "public")) @exported
(interface_body (_) @exported)
(enum_constant) @exported

(lambda_expression body: (_) @local)
(static_initializer) @local
(object_creation_expression (class_body) @local)

(import_declaration [(identifier) (scoped_identifier)] @specifier)
