(class_body (field_definition property: (_) @name value: (_)? @body) @field)

((assignment_expression
  left: (member_expression object: (this) @own property: (property_identifier) @name)
  right: (_) @body) @property)

((assignment_expression
  left: (member_expression object: (_) @object property: (property_identifier) @name)
  right: (function_expression body: (_) @body)) @function @exported
  (#any-of? @object "exports" "module.exports"))
