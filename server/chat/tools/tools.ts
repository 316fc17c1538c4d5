/** Every tool there is, as one model may use it. A new tool is a file beside this one, and its line here. */
import type { Texts } from "../changes/texts.ts";
import type { ChatTool, Plan, Problem, ToolResult } from "../tool.ts";
import {
  findDefinition,
  findReferences,
  findSymbols,
  outline,
  searchText,
  searchWorkspace,
} from "./ask-index.ts";
import { createFile } from "./create-file.ts";
import { editFile } from "./edit-file.ts";
import { foreignTools } from "./foreign-tools.ts";
import type { ToolGround } from "./ground.ts";
import { listFolder } from "./list-folder.ts";
import { deleteFile, renameFile } from "./move-files.ts";
import { problemsTool } from "./problems.ts";
import { readFileTool } from "./read-file.ts";
import { readPage } from "./read-page.ts";
import { runCommand, runShell } from "./run-command.ts";
import type { World } from "./world.ts";

const OWN: readonly ((ground: ToolGround) => ChatTool)[] = [
  readFileTool,
  listFolder,
  searchText,
  searchWorkspace,
  findSymbols,
  findDefinition,
  findReferences,
  outline,
  problemsTool,
  readPage,
  editFile,
  createFile,
  renameFile,
  deleteFile,
  runCommand,
  runShell,
];

export interface ToolsFor {
  /** `provider/model`. */
  readonly target: string;
  /** Of the chat. */
  readonly texts: Texts;
}

export type Tools = (about: ToolsFor) => Promise<readonly ChatTool[]>;

export function createTools(world: World): Tools {
  return async ({ target, texts }) => {
    const ground = { world, folders: world.folders, sight: world.sightOf(target), texts };
    const own = OWN.map((make) => make(ground));
    const offered = await world.editor.tools({}).catch(() => []);
    const names = own.map(({ tool }) => tool.name);
    return [...own, ...foreignTools(offered, names, ground)].map(unfailing);
  };
}

/** A fault of ours is told to the model like any other failure. */
function unfailing(chatTool: ChatTool): ChatTool {
  const { name } = chatTool.tool;
  return {
    ...chatTool,
    async plan(asked) {
      const plan = await chatTool
        .plan(asked)
        .catch((error: unknown): Problem => ({ problem: failure(name, error) }));
      return "problem" in plan ? plan : { ...plan, run: unfailingRun(name, plan.run) };
    },
  };
}

function unfailingRun(name: string, run: Plan["run"]): Plan["run"] {
  return (report, signal) =>
    run(report, signal).catch((error: unknown): ToolResult => ({ text: failure(name, error), failed: true }));
}

function failure(name: string, error: unknown): string {
  return `${name} failed: ${error instanceof Error ? error.message : String(error)}`;
}
