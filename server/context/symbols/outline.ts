/** Declarations and imports of other languages, line by line: what tells one is a word at its beginning, and an indent its end. */
import type { DeclarationKind, Declared } from "../../declared.ts";
import type { Reading } from "../index/workspace-index.ts";

interface Manner {
  readonly declarations: readonly (readonly [DeclarationKind, RegExp])[];
  readonly imports: RegExp;
}

const NAME = String.raw`([\p{L}_$][\p{L}\p{N}_$]*)`;
const line = (source: string) => new RegExp(String.raw`^\s*${source}`, "u");
const ACCESS = String.raw`(?:(?:public|private|protected|internal|static|final|abstract|sealed|override|virtual|async|open|data|inline|partial|readonly|extern|unsafe|synchronized|default|native|suspend|operator|companion|const|fileprivate|mutating|export|lateinit|volatile)\s+)*`;

const C_LIKE: Manner = {
  declarations: [
    ["class", line(String.raw`${ACCESS}(?:class|record)\s+${NAME}`)],
    ["interface", line(String.raw`${ACCESS}(?:@?interface|protocol)\s+${NAME}`)],
    ["struct", line(String.raw`(?:typedef\s+)?${ACCESS}(?:struct|union|actor)\s+${NAME}\s*(?=[{:<]|$)`)],
    ["enum", line(String.raw`(?:typedef\s+)?${ACCESS}enum\s+(?:class\s+)?${NAME}`)],
    ["macro", line(String.raw`#\s*define\s+${NAME}`)],
    ["module", line(String.raw`(?:namespace|object|extension)\s+${NAME}`)],
    ["function", line(String.raw`${ACCESS}(?:fun|func|function)\s+(?:<[^>]*>\s*)?(?:[\w.<>]+\.)?&?${NAME}`)],
    ["property", line(String.raw`${ACCESS}(?:val|var|let)\s+${NAME}`)],
    [
      "method",
      line(
        String.raw`${ACCESS}(?!return|else|new|throw|if|for|while|switch|case|delete)[\p{L}_][\p{L}\p{N}_<>,.:?*&\[\] ]*[\s*&]~?(?:[\p{L}_]\w*::)?${NAME}\s*\([^;]*(?:\{|\)|,)\s*(?:const|override|noexcept|throws[\w, .]*)*\s*\{?$`,
      ),
    ],
    [
      "field",
      line(
        String.raw`${ACCESS}(?!return|else|new|throw|package|import|using|goto|break|continue)[\p{L}_][\p{L}\p{N}_<>,.:?*&\[\]]*[\s*&]+\$?${NAME}\s*(?:=[^=].*|\[.*\])?;`,
      ),
    ],
  ],
  imports:
    /^\s*(?:import\s+(?:static\s+)?|using\s+|#\s*include\s*[<"]|require(?:_once)?\s*\(?\s*["']|use\s+)([\w./\\*-]+)/,
};

const RUST: Manner = {
  declarations: [
    [
      "function",
      line(
        String.raw`(?:pub(?:\([^)]*\))?\s+)?(?:default\s+)?(?:const\s+)?(?:async\s+)?(?:unsafe\s+)?(?:extern\s+"[^"]*"\s+)?fn\s+${NAME}`,
      ),
    ],
    ["struct", line(String.raw`(?:pub(?:\([^)]*\))?\s+)?(?:struct|union)\s+${NAME}`)],
    ["enum", line(String.raw`(?:pub(?:\([^)]*\))?\s+)?enum\s+${NAME}`)],
    ["trait", line(String.raw`(?:pub(?:\([^)]*\))?\s+)?(?:unsafe\s+)?trait\s+${NAME}`)],
    ["type", line(String.raw`(?:pub(?:\([^)]*\))?\s+)?type\s+${NAME}`)],
    ["constant", line(String.raw`(?:pub(?:\([^)]*\))?\s+)?(?:const|static)\s+(?:mut\s+)?${NAME}`)],
    ["module", line(String.raw`(?:pub(?:\([^)]*\))?\s+)?mod\s+${NAME}`)],
    ["macro", line(String.raw`macro_rules!\s*${NAME}`)],
    ["field", line(String.raw`pub(?:\([^)]*\))?\s+${NAME}\s*:`)],
  ],
  imports: /^\s*(?:pub\s+)?use\s+([\w:]+)/,
};

const GO: Manner = {
  declarations: [
    ["method", line(String.raw`func\s+\([^)]*\)\s*${NAME}`)],
    ["function", line(String.raw`func\s+${NAME}`)],
    ["type", line(String.raw`(?:type\s+)${NAME}`)],
    ["constant", line(String.raw`const\s+${NAME}`)],
    ["variable", line(String.raw`var\s+${NAME}`)],
    ["field", /^\t([\p{Lu}][\p{L}\p{N}_]*)\s+[\w*[\].]+/u],
  ],
  imports: /^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w./-]+)"$/,
};

const RUBY: Manner = {
  declarations: [
    ["class", line(String.raw`class\s+(?:\w+::)*${NAME}`)],
    ["module", line(String.raw`module\s+(?:\w+::)*${NAME}`)],
    ["method", line(String.raw`def\s+(?:self\.)?${NAME}`)],
    ["constant", /^\s*([A-Z][A-Z0-9_]+)\s*=/],
    ["property", /^\s*attr_\w+\s+:(\w+)/],
  ],
  imports: /^\s*require(?:_relative)?\s*\(?["']([^"']+)/,
};

const SHELL: Manner = {
  declarations: [
    ["function", /^\s*(?:function\s+)?([\w-]+)\s*\(\)/],
    ["variable", /^(?:export\s+|readonly\s+|declare\s+(?:-\w+\s+)?)?([A-Za-z_]\w*)=/],
  ],
  imports: /^\s*(?:source|\.)\s+["']?([\w./$-]+)/,
};

const C_LIKE_LANGUAGES = "java c cpp csharp php kotlin swift scala dart objective-c groovy cuda-cpp".split(
  " ",
);
const MANNERS: ReadonlyMap<string, Manner> = new Map([
  ...C_LIKE_LANGUAGES.map((id) => [id, C_LIKE] as const),
  ["rust", RUST],
  ["go", GO],
  ["ruby", RUBY],
  ["shellscript", SHELL],
]);
const HOLDERS = new Set<DeclarationKind>(["class", "interface", "struct", "enum", "trait", "module"]);
const MAX_LINE = 400;

interface Holder {
  readonly indent: number;
  readonly name: string;
}

export function readOutline(text: string, languageId: string): Reading {
  const manner = MANNERS.get(languageId);
  return manner ? readIn(manner, text) : { declarations: [], imports: [] };
}

function readIn(manner: Manner, text: string): Reading {
  const declarations: Declared[] = [];
  const imports: string[] = [];
  const holders: Holder[] = [];
  for (const [line, whole] of text.split("\n").entries()) {
    const code = whole.trimEnd();
    if (code === "" || code.length > MAX_LINE) continue;
    const specifier = manner.imports.exec(code)?.[1];
    if (specifier !== undefined) {
      imports.push(specifier);
      continue;
    }
    leave(holders, code);
    const found = declaredOn(code, manner);
    if (!found) continue;
    declarations.push({
      ...found,
      container: holders.at(-1)?.name ?? "",
      line,
      signatureEnd: line,
      end: line,
    });
    if (HOLDERS.has(found.kind)) holders.push({ indent: code.search(/\S/), name: found.name });
  }
  return { declarations, imports };
}

/** What is no deeper has left it; a bracket that closes has not, yet. */
function leave(holders: Holder[], code: string): void {
  if (/^\s*[})\]#]/.test(code)) return;
  const indent = code.search(/\S/);
  while (holders.length > 0 && indent <= (holders.at(-1)?.indent ?? 0)) holders.pop();
}

function declaredOn(code: string, { declarations }: Manner): Pick<Declared, "name" | "kind"> | undefined {
  for (const [kind, pattern] of declarations) {
    const name = pattern.exec(code)?.[1];
    if (name !== undefined) return { name, kind };
  }
  return undefined;
}
