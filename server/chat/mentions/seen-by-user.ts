/**
 * A file that the user points at: of the workspace, or one from elsewhere that they have open, which no tool of a model can
 * reach. Either way only as the model may see it.
 */
import type { Lines } from "../../protocol/chat/mention.ts";
import { sameUri } from "../changes/same-uri.ts";
import type { Problem } from "../tool.ts";
import { shownFile, shownLines, type Shown } from "../tools/shown-text.ts";
import { labelOf } from "./label-of.ts";
import type { MentionGround } from "./mention-ground.ts";

export async function seenByUser(
  uri: string,
  ground: MentionGround,
  lines?: Lines,
): Promise<Shown | Problem> {
  const { world, sight } = ground;
  const open = isElsewhere(uri, ground)
    ? world.openDocuments().find((document) => sameUri(document.uri, uri))
    : undefined;
  if (!open) return shownFile(uri, ground, lines);
  return shownLines({ path: labelOf(uri), text: open.lines.join(""), wanted: lines }, sight);
}

/** Not below a folder of the workspace, where the rules for paths hold; and not kept from the model. */
export function isElsewhere(uri: string, { folders, sight }: MentionGround): boolean {
  const isBelow = folders().some((folder) => uri.startsWith(`${folder.replace(/\/$/, "")}/`));
  return !isBelow && sight.mayRead(uri);
}
