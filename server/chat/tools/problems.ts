/** What the editor's tools find wrong: errors and warnings. */
import * as z from "zod/mini";

import { told } from "../../completion/told.ts";
import type { ChatTool } from "../tool.ts";
import type { ToolGround } from "./ground.ts";
import { inertLine } from "./inert.ts";
import { argument, makeTool } from "./make-tool.ts";
import { fileAt, type Ground, whereIs } from "./whereabouts.ts";
import type { Sight, World } from "./world.ts";
import { shownOutput } from "./shown-text.ts";

const MAX_PROBLEMS = 100;

export function problemsTool(ground: ToolGround): ChatTool {
  return makeTool({
    name: "problems",
    description: "Lists the errors and warnings that the editor shows, of one file or of all.",
    reads: true,
    schema: z.object({ path: z.optional(argument(z.string(), "The file; all files when left out")) }),
    plan: ({ path }) => ({
      title:
        path === undefined
          ? told("Look at the problems")
          : told("Look at the problems in {0}", inertLine(path)),
      async run() {
        const place = path === undefined ? undefined : await fileAt(path, ground);
        if (place && "problem" in place) return { text: place.problem, failed: true };
        const text = await problemsOf(place?.uri, ground);
        return { text: text === "" ? "The editor shows no problems." : text };
      },
    }),
  });
}

interface ProblemGround extends Ground {
  readonly sight: Sight;
  readonly world: Pick<World, "editor">;
}

/** Only of files that the recipient may see. */
export async function problemsOf(uri: string | undefined, ground: ProblemGround): Promise<string> {
  const problems = await ground.world.editor.problems(uri === undefined ? {} : { uri });
  const lines = await Promise.all(
    problems.slice(0, MAX_PROBLEMS).map(async ({ uri, first, severity, message }) => {
      const place = await whereIs(uri, ground);
      if ("problem" in place) return [];
      const told = shownOutput(message, ground.sight).replaceAll(/\s*\n\s*/g, " ");
      return [`${place.path}:${String(first + 1)}: ${severity}: ${told}`];
    }),
  );
  return lines.flat().join("\n");
}
