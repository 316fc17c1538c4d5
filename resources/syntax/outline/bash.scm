(function_definition name: (_) @name body: (_) @body) @function
(program (variable_assignment name: (variable_name) @name value: (_)? @body) @variable)
(program (declaration_command (variable_assignment name: (variable_name) @name value: (_)? @body) @variable))

((command name: (command_name) @source . argument: (_) @specifier)
  (#any-of? @source "source" "."))
