/** Lists a folder, and the folders in it as deep as is wanted. What the recipient may not see is not listed. */
import { readdir } from "node:fs/promises";

import * as z from "zod/mini";

import { told } from "../../completion/told.ts";
import type { ChatTool, Problem } from "../tool.ts";
import type { ToolGround } from "./ground.ts";
import { inertLine } from "./inert.ts";
import { argument, makeTool } from "./make-tool.ts";
import { type Ground, nameOf, type Whereabouts, whereIs } from "./whereabouts.ts";

const MAX_ENTRIES = 400;
const MAX_DEPTH = 5;
/** Named, but not looked into. */
const NOT_OPENED = /^(?:node_modules|bower_components|__pycache__|\.(?!github$|vscode$).+)$/;

export function listFolder(ground: ToolGround): ChatTool {
  return makeTool({
    name: "list_folder",
    description: "Lists the files and folders in a folder of the workspace.",
    reads: true,
    schema: z.object({
      folder: z.optional(argument(z.string(), "The folder, such as src; the workspace itself when left out")),
      depth: z.optional(
        argument(z.int(), `How many folders deep, 1 to ${String(MAX_DEPTH)}; 1 when left out`),
      ),
    }),
    plan: ({ folder = "", depth = 1 }) => ({
      title: folder === "" ? told("List the workspace") : told("List {0}", inertLine(folder)),
      async run() {
        const listed = await listing(folder, Math.min(Math.max(depth, 1), MAX_DEPTH), ground);
        return "problem" in listed ? { text: listed.problem, failed: true } : { text: listed.text };
      },
    }),
  });
}

/** Of several workspace folders, the empty path means all. */
export async function listing(
  folder: string,
  depth: number,
  ground: Ground,
): Promise<{ readonly text: string } | Problem> {
  const roots = ground.folders();
  const named = folder === "" && roots.length > 1 ? roots : [folder];
  const trees = await Promise.all(named.map((one) => treeOf(one, depth, ground)));
  const found = trees.flatMap((tree) => ("problem" in tree ? [] : [tree.text]));
  const [first] = trees;
  return found.length === 0 && first ? first : { text: found.join("\n") };
}

async function treeOf(
  folder: string,
  depth: number,
  ground: Ground,
): Promise<{ readonly text: string } | Problem> {
  const place = await whereIs(folder === "." ? "" : folder, ground);
  if ("problem" in place) return place;
  if (place.kind !== "folder") return { problem: `${inertLine(folder)} is not a folder.` };
  const lines: string[] = [];
  await list(place, { depth, indent: "", lines, ground });
  const more = lines.length > MAX_ENTRIES ? `\n… and more: list a folder in it.` : "";
  const shown = lines.slice(0, MAX_ENTRIES).join("\n");
  return { text: `${nameOf(place)}/\n${shown === "" ? "(empty)" : shown}${more}` };
}

interface Listing {
  readonly depth: number;
  readonly indent: string;
  readonly lines: string[];
  readonly ground: Ground;
}

async function list(place: Whereabouts, { depth, indent, lines, ground }: Listing): Promise<void> {
  const entries = await readdir(place.file, { withFileTypes: true }).catch(() => []);
  const inOrder = entries.toSorted(
    (a, b) => Number(b.isDirectory()) - Number(a.isDirectory()) || (a.name < b.name ? -1 : 1),
  );
  for (const { name } of inOrder) {
    if (lines.length > MAX_ENTRIES) return;
    const child = await whereIs(`${place.uri}/${encodeURIComponent(name)}`, ground);
    if ("problem" in child) continue;
    lines.push(`${indent}${inertLine(name)}${child.kind === "folder" ? "/" : ""}`);
    if (child.kind !== "folder" || depth <= 1 || NOT_OPENED.test(name)) continue;
    await list(child, { depth: depth - 1, indent: `${indent}  `, lines, ground });
  }
}
