/** Text that looks like code of some kind, put together at random: what belongs together seldom meets. */
import { random } from "./random.ts";

const LANGUAGES = [
  "typescript",
  "typescriptreact",
  "python",
  "go",
  "ruby",
  "html",
  "json",
  "markdown",
  "shellscript",
  "rust",
  "sql",
  "unheard-of",
];
const PIECES = [
  "foo",
  "x",
  " = ",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  '"',
  "'",
  "`",
  ";",
  ",",
  ".",
  "\n",
  "\n  ",
  "\n    ",
  "\t",
  " ",
  "<div>",
  "</div>",
  "${",
  "// a",
  "# b",
  "/*",
  "*/",
  '"""',
  "```",
  "```ts\n",
  "def f():",
  "end",
  "if (x) {",
  "} else {",
  "return ",
  "🎉",
  "日本",
  "\r\n",
  "<think>",
  "</think>",
  "<|endoftext|>",
  "</FILL>",
  "Here is the code:\n",
  "=>",
  "\\",
  ":",
  "...",
  "TODO",
];

export interface Draw {
  readonly below: (bound: number) => number;
  readonly language: () => string;
  /** Fewer than so many pieces. */
  readonly code: (bound: number) => string;
  /** The same again, with something left out, put in or said twice. */
  readonly mutated: (text: string) => string;
}

export function randomCode(seed: number): Draw {
  const below = random(seed);
  const piece = () => PIECES[below(PIECES.length)] ?? "";
  return {
    below,
    language: () => LANGUAGES[below(LANGUAGES.length)] ?? "",
    code: (bound) => Array.from({ length: below(bound) }, piece).join(""),
    mutated(text) {
      const at = below(text.length + 1);
      const end = at + below(6);
      return text.slice(0, at) + [piece(), "", text.slice(at, end).repeat(2)][below(3)] + text.slice(end);
    },
  };
}
