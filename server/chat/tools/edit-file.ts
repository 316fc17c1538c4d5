/** Edits a file by the text that stands in it. */
import * as z from "zod/mini";

import { toTell } from "../../completion/told.ts";
import type { ChatTool, Problem } from "../tool.ts";
import { type Change, planChanges, realText, shownText } from "./change-files.ts";
import type { ToolGround } from "./ground.ts";
import { argument, makeTool } from "./make-tool.ts";
import { type Replacement, replaceText } from "./replace-text.ts";
import { fileAt } from "./whereabouts.ts";

export function editFile(ground: ToolGround): ChatTool {
  return makeTool({
    name: "edit_file",
    description:
      "Changes a file: puts new text in the place of old text, which must be copied exactly from the file and stand in it once.",
    schema: z.object({
      path: argument(z.string(), "The file, such as src/main.ts"),
      edits: argument(
        z
          .array(
            z.object({
              old_text: argument(
                z.string(),
                "Whole lines exactly as they stand in the file, without line numbers",
              ),
              new_text: argument(z.string(), "What they become"),
              replace_all: z.optional(argument(z.boolean(), "Wherever the old text stands, not once")),
            }),
          )
          .check(z.minLength(1)),
        "Made one after the other; all of them, or none",
      ),
    }),
    plan: ({ path, edits }) => {
      const replacements = edits.map(({ old_text, new_text, replace_all = false }) => ({
        oldText: old_text,
        newText: new_text,
        everywhere: replace_all,
      }));
      const changes = () => changesIn(path, replacements, ground);
      return planChanges({ deed: toTell("Edit {0}"), done: `${path} was changed.`, changes }, ground);
    },
  });
}

async function changesIn(
  path: string,
  replacements: readonly Replacement[],
  ground: ToolGround,
): Promise<readonly Change[] | Problem> {
  const place = await fileAt(path, ground);
  if ("problem" in place) return place;
  const real = await realText(place, ground);
  if ("problem" in real) return real;
  const { text } = real;
  const shown = shownText(text, place, ground);
  const { hasCover } = ground.sight;
  const changed = replaceText(text, replacements);
  if ("problem" in changed) {
    const meansCover = shown !== text && replacements.some(({ oldText }) => hasCover(oldText));
    return { problem: meansCover ? `${COVERED} Copy lines without it.` : changed.problem };
  }
  const bringsCover = replacements.some(({ oldText, newText }) => hasCover(newText) && !hasCover(oldText));
  if (shown !== text && bringsCover)
    return { problem: `${COVERED} It would be lost: leave that line as it is.` };
  return [{ place, before: text, after: changed.text }];
}

const COVERED = "REDACTED… stands in the place of a secret that you are not shown; it is not in the file.";
