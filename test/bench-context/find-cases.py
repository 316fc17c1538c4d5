"""Finds names in Python files that are declared in another file and stand nowhere else in their own.

Called with a folder; prints one JSON line per case: file, offset in UTF-16 code units, name, and where it is declared.
"""

import ast
import collections
import json
import os
import re
import sys

WORD = re.compile(r"[^\W\d]\w*")
MOST_DECLARATIONS = 3
root = sys.argv[1]


def sources():
    for folder, folders, files in os.walk(root):
        folders.sort()
        for file in sorted(files):
            path = os.path.join(folder, file)
            if not file.endswith(".py") or os.path.islink(path):
                continue
            try:
                with open(path, encoding="utf8", newline="") as opened:
                    text = opened.read()
                yield os.path.relpath(path, root), text, ast.parse(text)
            except (SyntaxError, UnicodeDecodeError, ValueError):
                continue


def declarations(node, in_function=False):
    """Functions, classes, and what is assigned in neither a function: as others can use it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if not in_function or isinstance(node, ast.ClassDef):
                yield child.name, child.lineno - 1
            yield from declarations(child, not isinstance(child, ast.ClassDef))
        elif isinstance(child, (ast.Assign, ast.AnnAssign)) and not in_function:
            targets = child.targets if isinstance(child, ast.Assign) else [child.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    yield target.id, target.lineno - 1
        else:
            yield from declarations(child, in_function)


def uses(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr, node.end_lineno - 1, node.end_col_offset - len(node.attr.encode())
        elif isinstance(node, ast.Name):
            yield node.id, node.lineno - 1, node.col_offset
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg, node.lineno - 1, node.col_offset
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.name, alias.lineno - 1, alias.col_offset


files = list(sources())
declared = collections.defaultdict(list)
for path, text, tree in files:
    for name, line in declarations(tree):
        declared[name].append({"file": path, "line": line})

for path, text, tree in files:
    counts = collections.Counter(WORD.findall(text))
    lines = text.splitlines(keepends=True)
    for name, line, column in uses(tree):
        places = declared.get(name, [])
        if counts[name] != 1 or len(name) < 2 or not 0 < len(places) <= MOST_DECLARATIONS:
            continue
        if any(place["file"] == path for place in places):
            continue
        before = "".join(lines[:line]) + lines[line].encode()[:column].decode()
        offset = len(before.encode("utf-16-le")) // 2
        print(json.dumps({"file": path, "offset": offset, "name": name, "declared": places}))
