/** The prompt that a draft's model would be shown for a small example, and what its tokenizer makes of each marker. */
import { createCompleter } from "../completion/complete.ts";
import { UNKNOWN } from "../completion/language.ts";
import { OPEN } from "../completion/open-privacy.ts";
import type { Clock, CompletionTarget, Prompt } from "../completion/ports.ts";
import type { CompletionRequest } from "../completion/request.ts";
import type { Tokenizer } from "../models/counter.ts";
import { told } from "../completion/told.ts";
import type { PreviewView } from "../protocol/setup.ts";

const EXAMPLE: CompletionRequest = {
  place: {
    document: {
      uri: "file:///example/area.py",
      path: "area.py",
      languageId: "python",
      version: 1,
      lines: ["def area(radius):\n", "    return \n", "\n", "print(area(2))\n", ""],
    },
    line: 1,
    character: "    return ".length,
  },
  trigger: "manual",
  enabled: true,
};

export async function preview(
  target: CompletionTarget,
  tokenizer: Tokenizer,
  clock: Clock,
): Promise<PreviewView> {
  const { form } = target;
  const completer = createCompleter({
    clock,
    newAborter: () => new AbortController(),
    target: () => ({ kind: "target", target }),
    privacy: OPEN,
    retrieve: () => Promise.resolve([]),
    counter: () => tokenizer,
    language: () => UNKNOWN,
    generate: nothing,
  });
  const prompt = await completer.prompt(EXAMPLE, new AbortController().signal);
  const text = typeof prompt === "string" || "message" in prompt ? undefined : textOf(prompt);
  return {
    form: form.kind,
    words: [WORDS[form.kind]],
    ...(text !== undefined && { prompt: text, tokens: tokenizer.count(text) }),
    exact: tokenizer.exact,
    markers: form.kind === "fim" ? markersOf(form.template, tokenizer) : [],
  };
}

const WORDS = {
  fim: told("The model is sent one text, with markers around the hole."),
  infill: told(
    "What stands before and after the cursor goes to the server as two fields; it puts them together itself.",
  ),
  chat: told("The model is asked in a conversation, which is slower than filling a hole."),
} as const;

async function* nothing() {
  // A preview asks nobody.
}

/** A conversation as a person would read it. */
function textOf(prompt: Prompt): string {
  if (prompt.kind === "text") return prompt.text;
  if (prompt.kind === "infill") return `${prompt.prefix}▮${prompt.suffix}`;
  return prompt.messages
    .map((message) => `${message.role}:\n${"text" in message ? message.text : partsOf(message)}`)
    .join("\n\n");
}

function partsOf(message: object): string {
  if (!("parts" in message) || !Array.isArray(message.parts)) return "";
  return message.parts
    .map((part: unknown) => (typeof part === "object" && part && "text" in part ? String(part.text) : ""))
    .join("");
}

type Template = (CompletionTarget["form"] & { readonly kind: "fim" })["template"];

function markersOf(template: Template, tokenizer: Tokenizer): PreviewView["markers"] {
  const { prefix, suffix, middle, repository } = template;
  const all = [prefix, suffix, middle, repository?.name, repository?.file].map((text) => text?.trim() ?? "");
  return [...new Set(all.filter(Boolean))].map((text) => ({
    text,
    ...(tokenizer.exact && {
      tokens: tokenizer.tokenId(text) === undefined ? Math.max(2, tokenizer.count(text)) : 1,
    }),
  }));
}
