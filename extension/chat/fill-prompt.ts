/**
 * Fills in a prompt's variables from what the editor shows. Code goes along as an attachment and is named in the text: so
 * that the rules of privacy hold for it, its tokens are shown, and the user can take it off.
 */
import { env, l10n, type TextEditor, window, workspace } from "vscode";

import type { Mention } from "../../server/protocol/chat/mention.ts";
import type { PromptPiece, Variable } from "../../server/protocol/chat/prompt.ts";
import { codeAt, linesOf, mentionOf } from "./code-at.ts";
import type { Composed } from "./messages.ts";

interface Filled {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

interface Given {
  /** The one in front. */
  readonly editor: TextEditor | undefined;
  /** Answers the first question; where nothing is asked, it stands below. */
  readonly rest: string;
}

/** Undefined when the user gave up. */
export async function fillPrompt(
  pieces: readonly PromptPiece[],
  { editor, rest }: Given,
): Promise<Pick<Composed, "text" | "mentions"> | undefined> {
  const mentions = new Map<string, Mention>();
  const asked = new Map<string, string>();
  let text = "";
  let unsaid = rest.trim();
  for (const piece of pieces) {
    if (piece.kind === "text") text += piece.text;
    else if (piece.kind === "input") {
      // The same question is asked once.
      const words = asked.get(piece.question) ?? (unsaid || (await ask(piece.question)));
      if (words === undefined) return undefined;
      unsaid = "";
      asked.set(piece.question, words);
      text += words;
    } else {
      const filled = await FILL[piece.name](editor);
      for (const mention of filled.mentions) mentions.set(JSON.stringify(mention), mention);
      text += filled.text;
    }
  }
  return { text: unsaid === "" ? text : `${text}\n\n${unsaid}`, mentions: [...mentions.values()] };
}

function ask(question: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t("Keyfill: Run Prompt"),
    prompt: question === "" ? l10n.t("What should be put in?") : question,
    ignoreFocusOut: true,
  });
}

type Fill = (editor: TextEditor | undefined) => Filled | Promise<Filled>;

const FILL: Readonly<Record<Variable, Fill>> = {
  async selection(editor) {
    if (!editor) return NO_EDITOR;
    const { document, selection } = editor;
    const code = await codeAt(document, selection);
    const path = workspace.asRelativePath(document.uri);
    if (!code.range) return { text: path, mentions: [mentionOf(code)] };
    const { first, last } = linesOf(code.range);
    return { text: `${path}:${String(first + 1)}-${String(last + 1)}`, mentions: [mentionOf(code)] };
  },
  file: (editor) =>
    editor ? { ...pathOf(editor), mentions: [mentionOf({ document: editor.document })] } : NO_EDITOR,
  path: (editor) => (editor ? pathOf(editor) : NO_EDITOR),
  language: (editor) => ({ text: editor?.document.languageId ?? "", mentions: [] }),
  problems: (editor) =>
    attached(l10n.t("the problems"), {
      kind: "problems",
      ...(editor && { uri: editor.document.uri.toString() }),
    }),
  clipboard: async () => ({ text: await env.clipboard.readText(), mentions: [] }),
  open: () => attached(l10n.t("the open files"), { kind: "open" }),
  terminal: () => attached(l10n.t("the terminal"), { kind: "terminal" }),
  changes: () => attached(l10n.t("the changes"), { kind: "git", what: "changes" }),
  staged: () => attached(l10n.t("the staged changes"), { kind: "git", what: "staged" }),
};

const NO_EDITOR: Filled = { text: l10n.t("(no file is open)"), mentions: [] };

function pathOf({ document }: TextEditor): Filled {
  return { text: workspace.asRelativePath(document.uri), mentions: [] };
}

function attached(text: string, mention: Mention): Filled {
  return { text, mentions: [mention] };
}
