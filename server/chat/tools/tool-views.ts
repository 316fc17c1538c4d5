/** The tools as the user chooses from them. */
import type { ToolView } from "../../protocol/chat/questions.ts";
import type { ChatPorts } from "../ports.ts";
import { tokensOf } from "../prompt/prompt-tokens.ts";
import type { ChatTool } from "../tool.ts";

/** What they take is counted for the model that chats begin with; where there is none, nobody pays. */
export async function toolViews(
  tools: readonly ChatTool[],
  { answerers, counter }: Pick<ChatPorts, "answerers" | "counter">,
): Promise<readonly ToolView[]> {
  const who = answerers("");
  const counting = "kind" in who ? undefined : await counter(who[0]);
  return tools.map(({ tool, isForeign = false }) => ({
    name: tool.name,
    description: tool.description,
    tokens: counting ? tokensOf([], [tool], counting) : 0,
    isOwn: !isForeign,
  }));
}
