/** Renames and deletes files of text. */
import * as z from "zod/mini";

import { toTell } from "../../completion/told.ts";
import type { ChatTool, Problem } from "../tool.ts";
import { type Change, planChanges, realText } from "./change-files.ts";
import type { ToolGround } from "./ground.ts";
import { argument, makeTool } from "./make-tool.ts";
import { fileAt, whereIs } from "./whereabouts.ts";

export function renameFile(ground: ToolGround): ChatTool {
  return makeTool({
    name: "rename_file",
    description: "Renames a file, or moves it to another folder. What refers to it is not changed.",
    schema: z.object({
      from: argument(z.string(), "The file, such as src/old.ts"),
      to: argument(z.string(), "Its new path, such as src/new.ts"),
    }),
    plan: ({ from, to }) =>
      planChanges(
        {
          deed: toTell("Rename {0}"),
          done: `${from} is ${to} now.`,
          changes: () => renaming(from, to, ground),
        },
        ground,
      ),
  });
}

async function renaming(from: string, to: string, ground: ToolGround): Promise<readonly Change[] | Problem> {
  const [old, place] = await Promise.all([fileAt(from, ground), whereIs(to, ground)]);
  if ("problem" in old) return old;
  if ("problem" in place) return place;
  if (place.kind !== "nothing") return { problem: `${to} is there already.` };
  const real = await realText(old, ground);
  if ("problem" in real) return real;
  return [
    { place: old, before: real.text, after: undefined },
    { place, before: undefined, after: real.text },
  ];
}

export function deleteFile(ground: ToolGround): ChatTool {
  return makeTool({
    name: "delete_file",
    description: "Deletes a file.",
    schema: z.object({ path: argument(z.string(), "The file, such as src/old.ts") }),
    plan: ({ path }) =>
      planChanges(
        { deed: toTell("Delete {0}"), done: `${path} was deleted.`, changes: () => deletion(path, ground) },
        ground,
      ),
  });
}

async function deletion(path: string, ground: ToolGround): Promise<readonly Change[] | Problem> {
  const place = await fileAt(path, ground);
  if ("problem" in place) return place;
  const real = await realText(place, ground);
  return "problem" in real ? real : [{ place, before: real.text, after: undefined }];
}
