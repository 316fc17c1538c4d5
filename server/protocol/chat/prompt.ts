/** The user's own prompts: Markdown files with variables, which the editor fills in. */

/** Of a file without its ending: what can be typed behind a slash. */
export const PROMPT_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/** Whether a file holds, or was to hold, the prompt of this name. */
export function isNamed(file: string, name: string): boolean {
  return /([^/\\]*)\.md$/.exec(file)?.[1] === name;
}

/** What can stand between `{{` and `}}`, beside `input:Question?`. */
export const VARIABLES = [
  "selection",
  "file",
  "path",
  "language",
  "problems",
  "clipboard",
  "open",
  "terminal",
  "changes",
  "staged",
] as const;
export type Variable = (typeof VARIABLES)[number];

export type PromptPiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "variable"; readonly name: Variable }
  /** Asked when the prompt is run; the question may be empty. */
  | { readonly kind: "input"; readonly question: string };

export interface PromptView {
  /** The file's, without its ending: `/name` runs it. */
  readonly name: string;
  readonly description: string;
  readonly file: string;
  /** It came with the workspace. */
  readonly shared: boolean;
  readonly pieces: readonly PromptPiece[];
}

/** Why a file is none of the prompts. */
export interface PromptMistake {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly kind: "head" | "unknown-variable" | "empty" | "name" | "taken" | "unreadable";
  /** What is wrong with the head, the variable's name, who took the name, why it cannot be read. */
  readonly what: string;
}

export interface Prompts {
  readonly prompts: readonly PromptView[];
  readonly mistakes: readonly PromptMistake[];
  /** Where the user's own are. */
  readonly folder: string;
}
