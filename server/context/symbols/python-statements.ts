/** Where the statements of a Python text begin and end: brackets and strings may go on over many lines. */
export interface Statement {
  readonly line: number;
  readonly end: number;
}

/** Lines that begin a statement, each with the line on which its brackets and strings are closed. */
export function* statementsOf(lines: readonly string[]): Generator<Statement> {
  for (let line = 0; line < lines.length; line++) {
    const start = line;
    let state: State = { depth: 0, quote: "" };
    for (;;) {
      const code = lines[line] ?? "";
      state = after(code, state);
      const goesOn = state.depth > 0 || state.quote !== "" || code.endsWith("\\");
      if (!goesOn || line + 1 >= lines.length) break;
      line++;
    }
    const code = lines[start]?.trimStart() ?? "";
    if (code !== "" && !code.startsWith("#")) yield { line: start, end: line };
  }
}

interface State {
  /** Of brackets. */
  readonly depth: number;
  /** Three of them, when a long string is open. */
  readonly quote: string;
}

const TELLING = /"""|'''|["'#()[\]{}]/g;

function after(code: string, { depth, quote }: State): State {
  let open = depth;
  let long = quote;
  TELLING.lastIndex = 0;
  for (let at = 0; at < code.length;) {
    if (long !== "") {
      const close = code.indexOf(long, at);
      if (close < 0) break;
      at = close + 3;
      long = "";
      continue;
    }
    TELLING.lastIndex = at;
    const found = TELLING.exec(code);
    if (!found || found[0] === "#") break;
    at = TELLING.lastIndex;
    const [token] = found;
    if (token.length === 3) long = token;
    else if (token === '"' || token === "'") at = afterString(code, at, token);
    else if ("([{".includes(token)) open++;
    else open = Math.max(0, open - 1);
  }
  return { depth: open, quote: long };
}

function afterString(code: string, from: number, quote: string): number {
  for (let at = from; at < code.length; at++) {
    if (code[at] === "\\") at++;
    else if (code[at] === quote) return at + 1;
  }
  return code.length;
}
