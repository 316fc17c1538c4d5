/** `@file`, `@folder`, `@open`, `@tree`: what stands in files. */
import type { Lines } from "../../protocol/chat/mention.ts";
import type { Problem } from "../tool.ts";
import { inertLine } from "../tools/inert.ts";
import { listing } from "../tools/list-folder.ts";
import { labelOf } from "./label-of.ts";
import { seenByUser } from "./seen-by-user.ts";
import { nameOf, whereIs } from "../tools/whereabouts.ts";
import { fenced, type Look, type MentionGround, nothing } from "./mention-ground.ts";

const TREE_DEPTH = 4;
const MAX_FILES = 200;

export const lookAtFile: Look<"file"> = async ({ uri, lines }, ground) => {
  const found = await fileShown(uri, ground, lines);
  const label = inertLine(labelOf(uri, lines));
  return "problem" in found ? nothing(label, told(found, uri)) : { label, text: found.text };
};

export const lookAtFolder: Look<"folder"> = async ({ uri }, ground) => {
  const place = await whereIs(uri, ground);
  if ("problem" in place) return nothing(inertLine(labelOf(uri)), told(place, uri));
  const label = inertLine(`${nameOf(place)}/`);
  const tree = await listing(place.uri, TREE_DEPTH, ground);
  if ("problem" in tree) return nothing(label, tree.problem);
  const files = (await ground.sight.index.files({ query: "", limit: 50_000 })) ?? [];
  const below = files.filter((file) => file.uri.startsWith(`${place.uri}/`)).map((file) => file.uri);
  return { label, text: `${tree.text}\n\n${await filesShown(below, ground)}`.trimEnd() };
};

export const lookAtOpen: Look<"open"> = async (_, ground) => {
  const tabs = await ground.world.editor.tabs({});
  const text = await filesShown(
    tabs.map(({ uri }) => uri),
    ground,
  );
  return text === ""
    ? nothing("open files", "No file of the workspace is open.")
    : { label: "open files", text };
};

export const lookAtTree: Look<"tree"> = async (_, ground) => {
  const tree = await listing("", TREE_DEPTH, ground);
  return "problem" in tree ? nothing("tree", tree.problem) : { label: "tree", text: tree.text };
};

/** In the words of a person, who knows no URIs. */
function told({ problem }: Problem, uri: string): string {
  return problem.replace(inertLine(uri), () => inertLine(labelOf(uri)));
}

async function fileShown(
  uri: string,
  ground: MentionGround,
  lines?: Lines,
): Promise<{ readonly text: string } | Problem> {
  const shown = await seenByUser(uri, ground, lines);
  if ("problem" in shown) return shown;
  const { path, range, total } = shown;
  const isWhole = range.first === 0 && range.last === total - 1;
  const which = isWhole
    ? ""
    : `, lines ${String(range.first + 1)} to ${String(range.last + 1)} of ${String(total)}`;
  return { text: fenced(path + which, path, shown.lines.join("\n")) };
}

/** As many as have room, whole; the others by their names. */
async function filesShown(uris: readonly string[], ground: MentionGround): Promise<string> {
  const { world, about } = ground;
  const texts: string[] = [];
  const left: string[] = [];
  let room = about.maxTokens;
  for (const uri of uris.slice(0, MAX_FILES)) {
    const found = await fileShown(uri, ground);
    if ("problem" in found) continue;
    const tokens = world.countTokens(found.text, about.target);
    if (tokens <= room) texts.push(found.text);
    else left.push(labelOf(uri));
    room -= tokens <= room ? tokens : 0;
  }
  const more = left.length + Math.max(0, uris.length - MAX_FILES);
  if (more > 0) texts.push(`Without room for ${String(more)} more: ${left.slice(0, 20).join(", ")}`);
  return texts.join("\n\n");
}
