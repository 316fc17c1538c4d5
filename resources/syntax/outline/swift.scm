(class_declaration declaration_kind: ["class" "actor"] name: (_) @name body: (_) @body) @class
(class_declaration declaration_kind: "struct" name: (_) @name body: (_) @body) @struct
(class_declaration declaration_kind: "enum" name: (_) @name body: (_) @body) @enum
(class_declaration declaration_kind: "extension" name: (_) @of body: (_) @container)
(protocol_declaration name: (_) @name body: (_) @body) @interface
(function_declaration name: (simple_identifier) @name body: (_) @body) @function
(protocol_function_declaration name: (simple_identifier) @name) @method
(init_declaration "init" @name body: (_)? @body) @constructor
(property_declaration name: (pattern (simple_identifier) @name) value: (_)? @body) @property
(protocol_property_declaration name: (pattern (simple_identifier) @name)) @property
(enum_entry name: (simple_identifier) @name) @enum-member
(typealias_declaration name: (type_identifier) @name) @type

(lambda_literal) @local
(computed_property) @local

(import_declaration (identifier) @specifier)
