/** Makes a file. One that is there is replaced only when that is said. */
import * as z from "zod/mini";

import { toTell } from "../../completion/told.ts";
import type { ChatTool, Problem } from "../tool.ts";
import { type Change, planChanges, realText, shownText } from "./change-files.ts";
import type { ToolGround } from "./ground.ts";
import { argument, makeTool } from "./make-tool.ts";
import { nameOf, whereIs } from "./whereabouts.ts";

interface Asked {
  readonly path: string;
  readonly text: string;
  readonly overwrite: boolean;
}

export function createFile(ground: ToolGround): ChatTool {
  return makeTool({
    name: "create_file",
    description: "Makes a new file, and the folders that it needs. To change a file, use edit_file.",
    schema: z.object({
      path: argument(z.string(), "The new file, such as src/new.ts"),
      text: argument(z.string(), "All that is to stand in it"),
      overwrite: z.optional(argument(z.boolean(), "Replace the file if there is one")),
    }),
    plan: ({ path, text, overwrite = false }) => {
      const changes = () => changesFor({ path, text, overwrite }, ground);
      return planChanges(
        {
          deed: overwrite ? toTell("Write {0}") : toTell("Create {0}"),
          done: `${path} was written.`,
          changes,
        },
        ground,
      );
    },
  });
}

async function changesFor(
  { path, text, overwrite }: Asked,
  ground: ToolGround,
): Promise<readonly Change[] | Problem> {
  const place = await whereIs(path, ground);
  if ("problem" in place) return place;
  if (place.kind === "folder") return { problem: `${nameOf(place)} is a folder.` };
  if (place.kind === "nothing") return [{ place, before: undefined, after: text }];
  if (!overwrite)
    return {
      problem: `${place.path} is there already. Use edit_file, or set \`overwrite\` to replace all of it.`,
    };
  const real = await realText(place, ground);
  if ("problem" in real) return real;
  if (ground.sight.hasCover(text) && shownText(real.text, place, ground) !== real.text)
    return {
      problem:
        "REDACTED… stands in the place of a secret, which would be lost. Use edit_file on other lines.",
    };
  return [{ place, before: real.text, after: text }];
}
