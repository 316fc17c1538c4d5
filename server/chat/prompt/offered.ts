/** What one who answers is offered in a chat: tools by its mode, and the instructions that go with them. */
import type { ChatOptions, Conversation, Mode } from "../../protocol/chat/conversation.ts";
import type { Answerer, ChatPorts } from "../ports.ts";
import type { ChatTool } from "../tool.ts";

const MAY_HAVE: Readonly<Record<Mode, (tool: ChatTool) => boolean>> = {
  ask: () => false,
  explore: ({ reads }) => reads,
  agent: () => true,
};

export async function offeredTools(
  { id, options: { mode } }: Pick<Conversation, "id" | "options">,
  who: Answerer,
  ports: ChatPorts,
): Promise<readonly ChatTool[]> {
  if (mode === "ask" || !who.tools) return [];
  return (await ports.tools(id, who)).filter(MAY_HAVE[mode]);
}

/** Who has no tools is told of none. */
export function instructionsFor(
  { instructions, mode }: ChatOptions,
  tools: readonly unknown[],
  ports: ChatPorts,
): Promise<string> {
  return ports.instructions(instructions, tools.length > 0 ? mode : "ask");
}
