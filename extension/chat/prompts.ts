/** The user's own prompts: picked from a list, or named behind a slash in the composer, and filled in. */
import {
  l10n,
  Position,
  type QuickPickItem,
  QuickPickItemKind,
  Range,
  type TextEditor,
  Uri,
  window,
} from "vscode";

import { isNamed, type PromptMistake, type PromptView } from "../../server/protocol/chat/prompt.ts";
import type { ChatEngine } from "./engine.ts";
import { fillPrompt } from "./fill-prompt.ts";
import type { Composed } from "./messages.ts";

interface Choice extends QuickPickItem {
  readonly prompt?: PromptView;
  readonly mistake?: PromptMistake;
}

interface Surroundings {
  readonly engine: ChatEngine;
  /** The one in front. */
  readonly editor: TextEditor | undefined;
}

/** `/name rest`; null when there is none of that name, or the user gave up. Rejects with what is wrong with its file. */
export async function namedPrompt(
  { name, rest }: { readonly name: string; readonly rest: string },
  { engine, editor }: Surroundings,
): Promise<Composed | null> {
  const { prompts, mistakes } = await engine.askChat("prompts", {});
  const prompt = prompts.find((one) => one.name === name);
  const mistake = mistakes.find(({ file }) => isNamed(file, name));
  if (!prompt && mistake) throw new Error(`${placeOf(mistake)}: ${mistakeWords(mistake)}`);
  return (prompt && (await fillPrompt(prompt.pieces, { editor, rest }))) ?? null;
}

/** To be sent; undefined when none was chosen, or the user gave up. */
export async function pickPrompt({ engine, editor }: Surroundings): Promise<Composed | undefined> {
  const choice = await window.showQuickPick(choices(engine), {
    title: l10n.t("Keyfill: Run Prompt"),
    placeHolder: l10n.t("Which of your prompts?"),
    matchOnDescription: true,
  });
  if (choice?.mistake) await openAt(choice.mistake);
  const filled = choice?.prompt && (await fillPrompt(choice.prompt.pieces, { editor, rest: "" }));
  return filled && { ...filled, send: true, fresh: true };
}

async function choices(engine: ChatEngine): Promise<readonly Choice[]> {
  const { prompts, mistakes } = await engine.askChat("prompts", {});
  const usable = prompts.map((prompt): Choice => ({
    label: `/${prompt.name}`,
    description: prompt.description,
    ...(prompt.shared && { detail: l10n.t("From this workspace") }),
    prompt,
  }));
  const broken = mistakes.map((mistake): Choice => ({
    label: `$(warning) ${placeOf(mistake)}`,
    detail: mistakeWords(mistake),
    mistake,
  }));
  const none = l10n.t("There are none yet: run “Keyfill: New Prompt…”.");
  return [
    ...usable,
    ...(broken.length > 0
      ? [{ label: l10n.t("Cannot be used"), kind: QuickPickItemKind.Separator }, ...broken]
      : []),
    ...(usable.length + broken.length === 0 ? [{ label: none }] : []),
  ];
}

function placeOf({ file, line }: PromptMistake): string {
  return `${file}:${String(line)}`;
}

function mistakeWords({ kind, what }: PromptMistake): string {
  switch (kind) {
    case "head":
      return l10n.t("The head says: {0}.", what);
    case "unknown-variable":
      return l10n.t("There is no variable {0}. To write it as it is, put a \\ before it.", `{{${what}}}`);
    case "empty":
      return l10n.t("It says nothing.");
    case "name":
      return l10n.t("“{0}” cannot be typed behind a slash: use letters, digits, - and _.", what);
    case "taken":
      return l10n.t("{0} has the same name, and counts.", what);
    case "unreadable":
      return l10n.t("It cannot be read: {0}.", what);
  }
}

async function openAt({ file, line }: PromptMistake): Promise<void> {
  const at = new Position(line - 1, 0);
  await window.showTextDocument(Uri.file(file), { selection: new Range(at, at) });
}
