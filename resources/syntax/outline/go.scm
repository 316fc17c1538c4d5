(function_declaration name: (_) @name body: (_)? @body) @function
(method_declaration
  receiver: (parameter_list
    (parameter_declaration
      type: [
        (type_identifier) @of
        (pointer_type (type_identifier) @of)
        (generic_type type: (_) @of)
        (pointer_type (generic_type type: (_) @of))
      ]))
  name: (_) @name
  body: (_)? @body) @method
(type_spec name: (_) @name type: (struct_type (field_declaration_list) @body)) @struct
(type_spec name: (_) @name type: (interface_type)) @interface
(type_spec
  name: (_) @name
  type: [
    (type_identifier)
    (qualified_type)
    (pointer_type)
    (array_type)
    (slice_type)
    (map_type)
    (channel_type)
    (function_type)
    (generic_type)
  ]) @type
(type_alias name: (_) @name) @type
(field_declaration name: (_) @name) @field
(method_elem name: (_) @name) @method
(source_file (const_declaration (const_spec (identifier) @name) @constant))
(source_file (var_declaration (var_spec (identifier) @name) @variable))
(source_file (var_declaration (var_spec_list (var_spec (identifier) @name) @variable)))

(func_literal body: (_) @local)

(import_spec path: (_) @specifier)
(import_spec name: (package_identifier) @imported path: (_) @specifier)
