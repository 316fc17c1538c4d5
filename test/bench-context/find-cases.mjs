// Finds names in TypeScript files that are declared in another file and stand nowhere else in their own, by asking the
// compiler. Called with the compiler's file and a folder; prints one JSON line per case: file, offset in UTF-16 code units,
// name, and where it is declared.
import { globSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";

const [, , compiler, root] = process.argv;
const ts = createRequire(import.meta.url)(compiler);

const files = globSync("**/*.{ts,tsx}", { cwd: root })
  .toSorted()
  .map((file) => join(root, file));
const program = ts.createProgram(files, {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  experimentalDecorators: true,
  jsx: ts.JsxEmit.Preserve,
  noEmit: true,
  strict: true,
  types: [],
});
const checker = program.getTypeChecker();
const ours = new Set(files.map((file) => resolve(file)));

function isKey({ parent, text }) {
  const isNamed = ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent);
  return isNamed && parent.name.text === text && ts.isObjectLiteralExpression(parent.parent);
}

/** The symbol that is meant, also where a name stands for a property of what is expected or taken apart. */
function symbolAt(node) {
  const { parent } = node;
  if (ts.isBindingElement(parent) && !parent.propertyName && parent.name === node)
    return (
      checker.getTypeAtLocation(parent.parent).getProperty(node.text) ?? checker.getSymbolAtLocation(node)
    );
  const expected = isKey(node) ? checker.getContextualType(parent.parent)?.getProperty(node.text) : undefined;
  const symbol = expected ?? checker.getSymbolAtLocation(node);
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function placesOf(symbol, name) {
  return (symbol?.declarations ?? []).map((declaration) => {
    const source = declaration.getSourceFile();
    const named = ts.getNameOfDeclaration(declaration);
    const line = named && source.getLineAndCharacterOfPosition(named.getStart()).line;
    return { source, file: resolve(source.fileName), line, isNamedSo: named?.text === name };
  });
}

for (const source of program.getSourceFiles()) {
  const file = resolve(source.fileName);
  if (!ours.has(file)) continue;
  const counts = new Map();
  for (const [word] of source.text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const visit = (node) => {
    if (ts.isIdentifier(node) && node.text.length > 1 && counts.get(node.text) === 1) {
      const places = placesOf(symbolAt(node), node.text);
      const declared = places.filter((place) => place.isNamedSo && ours.has(place.file));
      if (declared.length > 0 && places.every((place) => place.file !== file)) {
        const found = declared.map((place) => ({ file: relative(root, place.file), line: place.line }));
        const about = { file: relative(root, file), offset: node.getStart(), name: node.text };
        process.stdout.write(`${JSON.stringify({ ...about, declared: found })}\n`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}
