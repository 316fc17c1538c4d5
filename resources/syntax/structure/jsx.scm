(jsx_element open_tag: (_) @opener close_tag: (_) @closer) @block
(jsx_expression) @hole
