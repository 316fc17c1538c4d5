(class_declaration "interface" (type_identifier) @name (class_body)? @body) @interface
(class_declaration "enum" (type_identifier) @name (enum_class_body) @body) @enum
(class_declaration "class" . (type_identifier) @name (class_body)? @body) @class
(class_parameter (binding_pattern_kind) (simple_identifier) @name) @field
(object_declaration (type_identifier) @name (class_body)? @body) @class
(enum_entry (simple_identifier) @name) @enum-member
(function_declaration (simple_identifier) @name (function_body)? @body) @function
(property_declaration (variable_declaration (simple_identifier) @name)) @property
(type_alias . (type_identifier) @name) @type

(lambda_literal) @local
(anonymous_function (function_body) @local)
(anonymous_initializer) @local
(getter) @local
(setter) @local
(control_structure_body) @local

(import_header (identifier) @specifier)
