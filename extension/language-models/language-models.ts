/** Offers the user's models to VS Code's own chat and to other extensions: `vscode.lm`, vendor “keyfill”. */
import {
  type CancellationToken,
  type Disposable,
  type LanguageModelChatInformation,
  type LanguageModelChatProvider,
  type LanguageModelChatRequestMessage,
  LanguageModelChatToolMode,
  LanguageModelError,
  type LanguageModelResponsePart,
  LanguageModelTextPart,
  LanguageModelToolCallPart,
  l10n,
  lm,
  type Progress,
  type ProvideLanguageModelChatResponseOptions,
} from "vscode";

import { said } from "../said.ts";
import type { ChatFailure } from "../../server/protocol/chat/conversation.ts";
import type { ModelView } from "../../server/protocol/chat/questions.ts";
import type { LanguageModelPiece, LanguageModelTool } from "../../server/protocol/language-models.ts";
import type { ChatModels } from "../chat/models.ts";
import { messagesFrom } from "./language-model-messages.ts";
import type { Server } from "../server.ts";

/** As the manifest says, too. */
const VENDOR = "keyfill";

/** Some models may fill all of their window with the answer, which leaves nothing to ask with. */
const ANSWER_SHARE = 0.25;

interface Parts {
  readonly server: Server;
  readonly models: ChatModels;
}

export function offerLanguageModels(parts: Parts): Disposable {
  return lm.registerLanguageModelChatProvider(VENDOR, providerOf(parts));
}

function providerOf({ server, models }: Parts): LanguageModelChatProvider {
  return {
    onDidChangeLanguageModelChatInformation: models.onOthers,
    async provideLanguageModelChatInformation() {
      return (await models.all()).map(informationOf);
    },
    provideLanguageModelChatResponse: (model, messages, ...[options, progress, token]) =>
      answer(server, { model, messages, options, progress }, token),
    async provideTokenCount({ id: target }, text) {
      const counted = typeof text === "string" ? [text] : messagesFrom([text]);
      const counts = await Promise.all(counted.map((one) => server.lent.count({ target, text: one })));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
}

function informationOf(model: ModelView): LanguageModelChatInformation {
  const { target, provider, windowTokens, outputTokens, tools, images } = model;
  const name = model.model.split("/").at(-1) ?? model.model;
  return {
    id: target,
    name,
    family: name,
    version: model.model,
    detail: provider,
    tooltip: l10n.t("{0}, through Keyfill with your own key.", target),
    maxInputTokens: windowTokens - Math.min(outputTokens, Math.floor(windowTokens * ANSWER_SHARE)),
    maxOutputTokens: outputTokens,
    capabilities: { toolCalling: tools, imageInput: images },
  };
}

interface Asking {
  readonly model: LanguageModelChatInformation;
  readonly messages: readonly LanguageModelChatRequestMessage[];
  readonly options: ProvideLanguageModelChatResponseOptions;
  readonly progress: Progress<LanguageModelResponsePart>;
}

async function answer(server: Server, asking: Asking, token: CancellationToken): Promise<void> {
  const { model, messages, options, progress } = asking;
  const { temperature, max_tokens: maxTokens } = Object(options.modelOptions);
  const asked = {
    target: model.id,
    messages: messagesFrom(messages),
    tools: (options.tools ?? []).map(toolOf),
    mustCall: options.toolMode === LanguageModelChatToolMode.Required,
    ...(typeof temperature === "number" && { temperature }),
    ...(typeof maxTokens === "number" && { maxTokens }),
  };
  const heard = (piece: LanguageModelPiece) => {
    const part = partOf(piece);
    if (part) progress.report(part);
  };
  const end = await server.lent.answer(asked, heard, token);
  if (token.isCancellationRequested) return;
  if (end.kind === "failed") throw errorOf(end.failure);
  if (end.why === "filtered")
    throw LanguageModelError.Blocked(l10n.t("The provider has filtered the answer."));
}

function toolOf({
  name,
  description,
  inputSchema,
}: NonNullable<ProvideLanguageModelChatResponseOptions["tools"]>[number]): LanguageModelTool {
  // A tool that takes nothing has no schema; providers want one.
  return { name, description, parameters: { type: "object", properties: {}, ...inputSchema } };
}

/** For thoughts VS Code's stable API has no name. */
function partOf(piece: LanguageModelPiece): LanguageModelResponsePart | undefined {
  if (piece.kind === "text") return new LanguageModelTextPart(piece.text);
  if (piece.kind === "reasoning") return undefined;
  const { id, name, arguments: text } = piece.call;
  return new LanguageModelToolCallPart(id, name, inputOf(text));
}

/** Models write JSON that is none: the tool then says what it misses, and the model tries again. */
function inputOf(text: string): object {
  try {
    const input: unknown = JSON.parse(text);
    return typeof input === "object" && input !== null ? input : {};
  } catch {
    return {};
  }
}

/** As far as VS Code has names for it. */
function errorOf({ kind, message, advice }: ChatFailure): LanguageModelError {
  const words = `${said(message)}. ${said(advice)}`;
  switch (kind) {
    case "unknown-model":
    case "misconfigured":
      return LanguageModelError.NotFound(words);
    case "no-key":
    case "refused":
      return LanguageModelError.NoPermissions(words);
    case "rate-limited":
    case "daily-requests":
    case "daily-tokens":
    case "daily-money":
      return LanguageModelError.Blocked(words);
    default:
      return new LanguageModelError(words);
  }
}
