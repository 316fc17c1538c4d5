/** Connects VS Code's own chat to the models that are set up. Loaded when it first asks. */
import { type Direct, direct } from "../../chat/answer/direct.ts";
import { chatModels } from "./chat-models.ts";
import { answeringPorts, type ChatParts } from "./chat-ports.ts";
import type { LanguageModels } from "../../protocol/language-models.ts";

export interface Models extends Direct {
  readonly list: () => Promise<LanguageModels>;
}

export function createLanguageModels(parts: ChatParts): Models {
  return { ...direct(answeringPorts(parts)), list: () => chatModels(parts) };
}
