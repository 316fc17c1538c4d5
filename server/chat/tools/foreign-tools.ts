/** Every tool that the editor has from other extensions and MCP servers. None is called unasked: nobody knows what it does. */
import type { ChatTool, Plan } from "../tool.ts";
import type { EditorTool } from "../../protocol/chat/questions.ts";
import { told } from "../../completion/told.ts";
import type { ToolGround } from "./ground.ts";
import { inert, inertLine } from "./inert.ts";
import { shownOutput } from "./shown-text.ts";

/** No provider takes longer ones. */
const MAX_NAME_CHARS = 64;
const MAX_DESCRIPTION_CHARS = 1_000;
const NO_ARGUMENTS = { type: "object", properties: {} };

/** An own tool goes before one of the same name. */
export function foreignTools(
  tools: readonly EditorTool[],
  own: readonly string[],
  ground: ToolGround,
): readonly ChatTool[] {
  const named = new Map<string, EditorTool>();
  for (const tool of tools) {
    const name = tool.name.replaceAll(/[^\w-]/g, "_").slice(0, MAX_NAME_CHARS);
    if (name !== "" && !own.includes(name) && !named.has(name)) named.set(name, tool);
  }
  return Array.from(named, ([name, tool]) => foreign(name, tool, ground));
}

function foreign(
  name: string,
  { name: itsName, description, parameters }: EditorTool,
  ground: ToolGround,
): ChatTool {
  const schema = "type" in parameters ? parameters : NO_ARGUMENTS;
  return {
    tool: { name, description: inertLine(description, MAX_DESCRIPTION_CHARS), parameters: schema },
    reads: false,
    isForeign: true,
    plan(asked) {
      const input = asked ?? {};
      const plan: Plan = {
        title: told("Use {0}", inertLine(itsName)),
        permission: {
          detail: `${inertLine(itsName)}\n${inert(JSON.stringify(input, undefined, 2))}`,
          pattern: `the tool ${inertLine(itsName)}`,
          rule: `tool ${itsName}`,
        },
        async run(_, signal) {
          const { text, failed } = await ground.world.editor.callTool({ name: itsName, input }, signal);
          return { text: shownOutput(text, ground.sight), ...(failed && { failed }) };
        },
      };
      return Promise.resolve(plan);
    },
  };
}
