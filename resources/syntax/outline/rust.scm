(function_item name: (_) @name body: (_) @body) @function
(function_signature_item name: (_) @name) @function
(struct_item name: (_) @name body: (_)? @body) @struct
(union_item name: (_) @name body: (_) @body) @struct
(enum_item name: (_) @name body: (_) @body) @enum
(enum_variant name: (_) @name) @enum-member
(trait_item name: (_) @name body: (_) @body) @trait
(mod_item name: (_) @name body: (_)? @body) @module
(type_item name: (_) @name) @type
(associated_type name: (_) @name) @type
(const_item name: (_) @name value: (_)? @body) @constant
(static_item name: (_) @name value: (_)? @body) @variable
(macro_definition name: (_) @name) @macro
(field_declaration name: (_) @name) @field

(impl_item type: [(type_identifier) @of (generic_type type: (_) @of)] body: (_)) @container

(_ (visibility_modifier)) @exported
(trait_item body: (declaration_list (_) @exported))
(enum_variant) @exported

(closure_expression body: (_) @local)
(macro_definition (macro_rule) @local)

(use_declaration argument: [(identifier) (crate)] @specifier)
(use_declaration argument: (use_wildcard (_) @specifier))
(use_declaration argument: (scoped_identifier path: (_) @specifier name: (_) @imported))
(use_declaration
  argument: (use_as_clause path: (scoped_identifier path: (_) @specifier name: (_) @imported)))
(use_declaration
  argument: (scoped_use_list
    path: (_) @specifier
    list: (use_list
      [
        (identifier) @imported
        (use_as_clause path: (identifier) @imported)
        (scoped_identifier name: (_) @imported)
        (scoped_use_list list: (use_list (identifier) @imported))
      ])))
(mod_item name: (_) @specifier !body)
