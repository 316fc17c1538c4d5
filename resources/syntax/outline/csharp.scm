(class_declaration name: (_) @name body: (_)? @body) @class
(record_declaration name: (_) @name body: (_)? @body) @class
(struct_declaration name: (_) @name body: (_)? @body) @struct
(interface_declaration name: (_) @name body: (_)? @body) @interface
(enum_declaration name: (_) @name body: (_)? @body) @enum
(enum_member_declaration name: (_) @name) @enum-member
(namespace_declaration name: (_) @name body: (_) @body) @module
(delegate_declaration name: (_) @name) @type
(method_declaration name: (_) @name body: (_)? @body) @method
(constructor_declaration name: (_) @name body: (_)? @body) @constructor
(property_declaration name: (_) @name accessors: (_)? @body) @property
(record_declaration (parameter_list (parameter name: (_) @name) @property))
(event_field_declaration (variable_declaration (variable_declarator name: (_) @name))) @field
(field_declaration (variable_declaration (variable_declarator name: (_) @name))) @field
(local_function_statement body: (_) @local)

(_ (modifier) @public (#any-of? @public "public" "internal" "protected")) @exported
(interface_declaration body: (declaration_list (_) @exported))
(enum_member_declaration) @exported

(lambda_expression body: (_) @local)
(anonymous_method_expression (block) @local)
(accessor_declaration body: (_) @local)

(using_directive [(identifier) (qualified_name)] @specifier)
