/** Which calls are open at a token, and which was closed last, each by its function and a bracket: `draw(`. */
import { isName } from "./tokens.ts";

export const DECLARES: ReadonlySet<string> = new Set(["def", "class", "function", "interface"]);

export class Calls {
  /** Empty when none was. */
  closed = "";
  readonly #open: string[] = [];

  /** The innermost; `class(` where bases are told. */
  get around(): string {
    return this.#open.at(-1) ?? "";
  }

  pass(tokens: readonly string[], at: number): void {
    if (tokens[at] === "(") {
      const [before = "", second = ""] = [tokens[at - 1], tokens[at - 2]];
      this.#open.push(isName(before) ? `${DECLARES.has(second) ? second : before}(` : "");
    } else if (tokens[at] === ")") this.closed = this.#open.pop() ?? "";
  }
}
