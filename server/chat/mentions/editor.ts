/** `@selection`, `@problems`, `@terminal`: what only the editor knows. */
import { splitLines } from "../../completion/lines.ts";
import { problemsOf } from "../tools/problems.ts";
import { shownOutput } from "../tools/shown-text.ts";
import { fileAt, whereIs } from "../tools/whereabouts.ts";
import { labelOf } from "./label-of.ts";
import { isElsewhere, seenByUser } from "./seen-by-user.ts";
import { fenced, type Look, nothing } from "./mention-ground.ts";
import { shorten } from "./shorten.ts";

/** What was offered is known by its place; else it is asked for now. */
export const lookAtSelection: Look<"selection"> = async ({ uri, lines }, ground) => {
  if (uri !== undefined && lines) {
    const label = labelOf(uri, lines);
    const shown = await seenByUser(uri, ground, lines);
    if ("problem" in shown) return nothing(label, shown.problem);
    const { path } = shown;
    return { label, text: fenced(`Selected in ${path}, ${toldRange(lines)}`, path, shown.lines.join("\n")) };
  }
  const selected = await ground.world.editor.selection({});
  if (!selected || selected.text === "") return nothing("selection", "Nothing is selected.");
  const label = labelOf(selected.uri, selected);
  const place = isElsewhere(selected.uri, ground)
    ? { path: labelOf(selected.uri) }
    : await whereIs(selected.uri, ground);
  if ("problem" in place) return nothing(label, "This file is kept from the model.");
  const { path } = place;
  const selectedLines = splitLines(selected.text);
  const text = ground.sight.show({ path, lines: selectedLines, start: 0, end: selectedLines.length - 1 });
  return { label, text: fenced(`Selected in ${path}, ${toldRange(selected)}`, path, text) };
};

function toldRange({ first, last }: { readonly first: number; readonly last: number }): string {
  return `lines ${String(first + 1)} to ${String(last + 1)}`;
}

export const lookAtProblems: Look<"problems"> = async ({ uri }, ground) => {
  const label = uri === undefined ? "problems" : `problems in ${labelOf(uri)}`;
  const place = uri === undefined ? undefined : await fileAt(uri, ground);
  if (place && "problem" in place) return nothing(label, place.problem);
  const text = await problemsOf(place?.uri, ground);
  return text === ""
    ? nothing(label, "The editor shows no problems.")
    : { label, text: `Problems:\n${text}` };
};

/** What came last is what is meant. */
export const lookAtTerminal: Look<"terminal"> = async (_, { world, sight, about }) => {
  const said = await world.editor.terminal({});
  if (said === null || said.trim() === "")
    return nothing(
      "terminal",
      "Nothing of the terminal can be read: run a command in it, or select text there.",
    );
  const count = (text: string) => world.countTokens(text, about.target);
  const text = shorten(shownOutput(said, sight).trim(), {
    maxTokens: about.maxTokens - 20,
    count,
    keep: "tail",
  });
  return { label: "terminal", text: fenced("In the terminal", "", text) };
};
