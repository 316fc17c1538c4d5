/** `@git`: what is not committed yet, what is staged, or one commit; of every workspace folder that git knows. */
import { fileURLToPath } from "node:url";

import { encodePath } from "../../completion/encode-path.ts";
import { type AskGit, gitIn } from "../git/ask-git.ts";
import { committed, type Seen, staged, uncommitted } from "../git/changes.ts";
import { inertLine, plainText } from "../tools/inert.ts";
import { fenced, type Look, type MentionOf, nothing } from "./mention-ground.ts";

export const lookAtGit: Look<"git"> = async ({ what }, { world, folders, sight }) => {
  const label = labelOf(what);
  const texts: string[] = [];
  let isKnown = false;
  for (const folder of folders()) {
    const git = await gitIn(fileURLToPath(folder), world.env);
    const root = folder.replace(/\/$/, "");
    const seen: Seen = { sight, uriOf: (path) => `${root}/${encodePath(path)}` };
    const text = git && (await ask(git, what, seen));
    isKnown ||= text !== undefined;
    if (text !== undefined && text !== "") texts.push(plainText(text));
  }
  if (!isKnown)
    return nothing(
      label,
      typeof what === "object"
        ? "There is no such commit."
        : "The folder is not under git, or git is not installed.",
    );
  if (texts.length === 0)
    return nothing(label, what === "staged" ? "Nothing is staged." : "Nothing has changed.");
  return {
    label,
    text: fenced(HEADS[typeof what === "object" ? "commit" : what], "x.diff", texts.join("\n")),
  };
};

const HEADS = { changes: "What is not committed yet", staged: "What is staged", commit: "A commit" };

function labelOf(what: MentionOf<"git">["what"]): string {
  if (typeof what === "object") return `commit ${inertLine(what.commit, 20)}`;
  return what === "staged" ? "staged changes" : "changes";
}

function ask(git: AskGit, what: MentionOf<"git">["what"], seen: Seen): Promise<string | undefined> {
  if (typeof what === "object") return committed(git, what.commit, seen);
  return what === "staged" ? staged(git, seen) : uncommitted(git, seen);
}
