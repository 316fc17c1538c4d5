/** Does to files what was planned: all of it or nothing, by way of the editor, with what was there before kept for an undo. */
import { fileText, withoutMark } from "../changes/file-text.ts";
import { sameUri } from "../changes/same-uri.ts";
import { lineDiff } from "../changes/line-diff.ts";
import type { FileChange } from "../../protocol/chat/conversation.ts";
import { told } from "../../completion/told.ts";
import type { Plan, Problem, ToolResult } from "../tool.ts";
import type { ToolGround } from "./ground.ts";
import { inert, inertLine } from "./inert.ts";
import { nameOf, type Whereabouts } from "./whereabouts.ts";

/** Undefined for a file that is not there: before, or after. */
export interface Change {
  readonly place: Whereabouts;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

interface Planning {
  /** “Edit”, “Create”. */
  /** What the user is asked, with the names of the files in the place of {0}. */
  readonly deed: string;
  /** What the model is told when it is done. */
  readonly done: string;
  /** Worked out when the user is asked, and again when it is done: files may change meanwhile. */
  readonly changes: () => Promise<readonly Change[] | Problem>;
}

export async function planChanges(
  { deed, done, changes }: Planning,
  ground: ToolGround,
): Promise<Plan | Problem> {
  const planned = await changes();
  if ("problem" in planned) return planned;
  const names = planned.map(({ place }) => place.path).join(" → ");
  return {
    title: told(deed, inertLine(names)),
    permission: permissionFor(planned, ground),
    async run() {
      const now = await changes();
      if ("problem" in now) return { text: now.problem, failed: true };
      // What the user has allowed is about these files.
      const isElsewhere = now.some(({ place }, at) => place.file !== planned[at]?.place.file);
      if (isElsewhere) return { text: "The path leads elsewhere now. Try again.", failed: true };
      return make(now, done, ground);
    },
  };
}

async function make(
  changes: readonly Change[],
  done: string,
  { world, texts }: ToolGround,
): Promise<ToolResult> {
  const edits = changes.map(({ place, before, after }) => ({ uri: place.uri, before, after }));
  // Before anything is done: what was there must not be lost.
  for (const { before } of changes) if (before !== undefined) await texts.keep(before);
  const { problem, became = [] } = await world.editor.change({ changes: edits });
  if (problem !== undefined) return { text: `Nothing was changed: ${problem}`, failed: true };
  const asTheyAre = changes.map((change) => {
    const other = became.find(({ uri }) => sameUri(uri, change.place.uri));
    return other ? { ...change, after: other.text } : change;
  });
  const formatted =
    became.length === 0 ? "" : " It was formatted when it was saved: read it before the next edit.";
  return {
    text: done + formatted,
    changes: await Promise.all(asTheyAre.map((change) => kept(change, texts))),
  };
}

async function kept({ place, before, after }: Change, texts: ToolGround["texts"]): Promise<FileChange> {
  const keep = async (text: string | undefined) => (text === undefined ? undefined : texts.keep(text));
  const { added, removed } = lineDiff(before ?? "", after ?? "");
  return {
    uri: place.uri,
    path: place.path,
    before: await keep(before),
    after: await keep(after),
    added,
    removed,
  };
}

function permissionFor(changes: readonly Change[], ground: ToolGround): NonNullable<Plan["permission"]> {
  const detail = changes.map((change) => diffOf(change, ground)).join("\n");
  const folders = new Set(changes.map(({ place }) => place.folder));
  const [folder = ""] = folders;
  const dangerous = changes.find(({ place }) => isRun(place.path) || isRun(place.realPath));
  if (dangerous || folders.size > 1) {
    const warning = "What stands in this file can make your editor or other tools run programs.";
    return { detail, pattern: "", rule: "", ...(dangerous && { warning }) };
  }
  const name = inertLine(nameOf({ path: "", folder }));
  return { detail, pattern: `edits of files in ${name}`, rule: `edit ${folder}` };
}

/** Files by which a folder has programs run without anybody's doing. */
const RUN =
  /(?:^|\/)(?:\.(?:vscode|idea|husky|github|devcontainer|circleci|cargo|hg|mcp\.json|git[^/]*|envrc|npmrc|yarnrc[^/]*)(?:\/|$)|[^/]*\.code-workspace$)/i;

function isRun(path: string): boolean {
  return RUN.test(path) && !/(?:^|\/)\.gitignore$/i.test(path);
}

/** The detail is kept with the conversation: secrets are covered in it. */
function diffOf({ place, before, after }: Change, ground: ToolGround): string {
  const head = [
    before === undefined ? "--- /dev/null" : `--- ${inertLine(place.path)}`,
    after === undefined ? "+++ /dev/null" : `+++ ${inertLine(place.path)}`,
  ];
  const shown = (text: string | undefined) => shownText(text ?? "", place, ground);
  return [...head, inert(lineDiff(shown(before), shown(after)).text)].join("\n");
}

/** What stands in a file that is to be changed, as it really is. */
export async function realText(
  place: Whereabouts,
  { world }: ToolGround,
): Promise<{ text: string } | Problem> {
  const found = await fileText(place.file, place.uri, world.openDocuments);
  return "problem" in found ? { problem: `${place.path} ${found.problem}.` } : found;
}

/** As the model was shown it. */
export function shownText(text: string, { path }: Whereabouts, { sight }: ToolGround): string {
  const lines = withoutMark(text).split(/(?<=\n)/);
  return sight.show({ path, lines, start: 0, end: lines.length - 1 });
}
