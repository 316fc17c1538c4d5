(method name: (_) @name body: (_)? @body) @method
(singleton_method name: (_) @name body: (_)? @body) @method
(class name: (constant) @name body: (_)? @body) @class
(class name: (scope_resolution name: (_) @name) body: (_)? @body) @class
(module name: (constant) @name body: (_)? @body) @module
(module name: (scope_resolution name: (_) @name) body: (_)? @body) @module
(assignment left: (constant) @name right: (_) @body) @constant
(assignment left: (instance_variable) @name @own right: (_) @body) @property
((call
  method: (identifier) @accessor
  arguments: (argument_list (simple_symbol) @name @property))
  (#any-of? @accessor "attr_reader" "attr_writer" "attr_accessor"))

((call method: (identifier) @require arguments: (argument_list . (string) @specifier))
  (#any-of? @require "require" "require_relative" "load"))
