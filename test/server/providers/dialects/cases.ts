/** What each dialect is tested with: answers in its provider's shape, each with the place where that shape is shown, and what they mean. */
import type { GenerateEvent, Prompt, Usage } from "../../../../server/completion/ports.ts";
import { event, line } from "../../../support/fake-wires.ts";

export interface Answer {
  readonly name: string;
  /** Where the shape comes from. "Shape of" a recorded stream: its fields and their order, shortened, with other words. */
  readonly source: string;
  /** A stream's chunks, or an answer that was not streamed. */
  readonly stream?: readonly unknown[];
  readonly whole?: unknown;
  readonly means: Partial<Meaning>;
}

export interface Meaning {
  readonly text: string;
  readonly reasoning: string;
  readonly signatures: readonly string[];
  /** `name(arguments)#id`; an id that we made is `?`. */
  readonly calls: readonly string[];
  readonly usage: Usage;
  readonly end: string;
  readonly by: string;
}

export interface Cases {
  readonly prompt: Prompt;
  readonly framing?: "lines";
  /** The name of an event is its `type`. */
  readonly named?: true;
  readonly answers: readonly Answer[];
  /** A chunk that ends an answer for a reason, and what the reasons mean. */
  readonly finish: (reason: string) => readonly unknown[];
  readonly finishes: Readonly<Record<string, string>>;
  /** Errors where an answer should be; beside those that every dialect knows. */
  readonly errors?: readonly (readonly [said: unknown, kind: string])[];
  /** Of the right shape and with content of a wrong type. */
  readonly garbage: readonly unknown[];
}

const limits = { maxTokens: 64, temperature: 0.2, stops: ["\n\n", "<stop>", "c", "d", "e"] } as const;

export const textPrompt: Prompt = { ...limits, kind: "text", text: "<P>a → b<S>c<M>" };

export const infillPrompt: Prompt = {
  ...limits,
  kind: "infill",
  path: "src/main.py",
  languageId: "python",
  comment: { open: "#", close: "" },
  prefix: "import os\n\ndef naïve(",
  suffix: "):\n    pass\n",
  snippets: [{ path: "lib/a.py", text: "def a():\n    return 1\n", score: 1, source: "test" }],
};

const tool = {
  name: "get_weather",
  description: "Tells the weather.",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
} as const;

export const chatPrompt: Prompt & { readonly kind: "chat" } = {
  ...limits,
  kind: "chat",
  tools: [tool],
  effort: "medium",
  messages: [
    { role: "system", text: "Be brief." },
    {
      role: "user",
      parts: [
        { kind: "text", text: "What is this, and what is the weather there?" },
        { kind: "image", mediaType: "image/png", base64: "iVBORw0KGgo=" },
      ],
    },
    {
      role: "assistant",
      parts: [
        { kind: "reasoning", text: "I see a tower.", signature: "rs_1:c2ln" },
        { kind: "text", text: "The Eiffel Tower." },
      ],
      toolCalls: [
        { id: "call00001", name: "get_weather", arguments: '{"city":"Paris"}', signature: "dGhvdWdodA==" },
        { id: "call00002", name: "get_weather", arguments: "" },
      ],
    },
    { role: "tool", callId: "call00001", name: "get_weather", text: '{"celsius":21}' },
    { role: "tool", callId: "call00002", name: "get_weather", text: "which city?" },
    { role: "user", parts: [{ kind: "text", text: "Thanks." }] },
  ],
};

/** The bytes of a stream, as its provider frames it. */
export function wireOf({ framing, named }: Cases, chunks: readonly unknown[]): string {
  if (framing === "lines") return chunks.map(line).join("");
  return chunks
    .map((chunk) => {
      if (typeof chunk === "string") return chunk;
      const type =
        named && typeof chunk === "object" && chunk !== null && "type" in chunk ? chunk.type : undefined;
      return event(chunk, typeof type === "string" ? type : undefined);
    })
    .join("");
}

export function meaningOf(events: readonly GenerateEvent[], madeIds = /^[0-9a-f]{9}$/): Meaning {
  const joined = (kind: "text" | "reasoning") =>
    events.map((event) => (event.kind === kind ? event.text : "")).join("");
  const end = events.at(-1);
  return {
    text: joined("text"),
    reasoning: joined("reasoning"),
    signatures: events.flatMap((event) => signaturesOf(event)),
    calls: events.flatMap((event) =>
      event.kind === "tool-call"
        ? [`${event.call.name}(${event.call.arguments})#${event.call.id.replace(madeIds, "?")}`]
        : [],
    ),
    usage: events.findLast((event) => event.kind === "usage")?.usage ?? {},
    end: end?.kind === "end" ? end.reason : end?.kind === "failed" ? end.failure.kind : "none",
    by: end?.kind === "end" ? [end.id, end.model].filter(Boolean).join(" ") : "",
  };
}

function signaturesOf(event: GenerateEvent): string[] {
  if (event.kind === "reasoning" && event.signature) {
    return [event.redacted ? `${event.signature} (redacted)` : event.signature];
  }
  return event.kind === "tool-call" && event.call.signature ? [event.call.signature] : [];
}

export const silent: Meaning = {
  text: "",
  reasoning: "",
  signatures: [],
  calls: [],
  usage: {},
  end: "stop",
  by: "",
};
