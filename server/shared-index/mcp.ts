/**
 * An index behind a tool of an MCP server, over streamable HTTP: https://modelcontextprotocol.io/specification/2025-06-18/basic/transports
 * A session is opened with the first question, and anew when the server has forgotten it.
 */
import * as z from "zod/mini";

import { told, ToldError, toTell } from "../completion/told.ts";
import type { Signal } from "../completion/ports.ts";
import type { Json } from "./shared-file.ts";
import type { Posted, Send } from "./post.ts";

const VERSION = "2025-06-18";
const GONE = 404;

const answer = z.object({
  result: z.optional(z.unknown()),
  error: z.optional(z.object({ message: z.string() })),
});
const called = z.object({
  isError: z.optional(z.boolean()),
  structuredContent: z.optional(z.unknown()),
  content: z._default(z.array(z.object({ type: z.string(), text: z.optional(z.string()) })), []),
});
const initialized = z.object({ protocolVersion: z._default(z.string(), VERSION) });

interface Server {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type CallTool = (tool: string, given: Json, signal: Signal) => Promise<unknown>;

export function mcpTools(serverNow: () => Server, send: Send): CallTool {
  let session: Promise<Readonly<Record<string, string>>> | undefined;
  let lastId = 0;

  async function ask(method: string, params: unknown, { head, signal }: Asking): Promise<Answered> {
    const { url, headers } = serverNow();
    const id = ++lastId;
    const body = { jsonrpc: "2.0", id, method, params };
    const posted = await send({ url, headers: { ...headers, ...head }, body }, signal);
    if (posted.status === GONE && head["mcp-session-id"] !== undefined) return { kind: "gone" };
    if (posted.status > 299) throw new ToldError(told("it answered with status {0}", String(posted.status)));
    return { kind: "answer", result: await resultOf(posted, id), headers: posted.headers };
  }

  async function open(signal: Signal): Promise<Readonly<Record<string, string>>> {
    const clientInfo = { name: "Keyfill", version: "1" };
    const asked = { protocolVersion: VERSION, capabilities: {}, clientInfo };
    const opened = await ask("initialize", asked, { head: {}, signal });
    if (opened.kind === "gone") throw new ToldError(toTell("it has no session for us"));
    const id = opened.headers["mcp-session-id"];
    const { protocolVersion } = initialized.parse(Object(opened.result));
    const head = {
      "mcp-protocol-version": protocolVersion,
      ...(id !== undefined && { "mcp-session-id": id }),
    };
    const { url, headers } = serverNow();
    const body = { jsonrpc: "2.0", method: "notifications/initialized" };
    const { messages } = await send({ url, headers: { ...headers, ...head }, body }, signal);
    for await (const _ of messages);
    return head;
  }

  const opened = (signal: Signal) => {
    session ??= open(signal);
    session.catch(() => (session = undefined));
    return session;
  };

  return async (tool, given, signal) => {
    const params = { name: tool, arguments: given };
    const first = await ask("tools/call", params, { head: await opened(signal), signal });
    if (first.kind === "answer") return contentOf(first.result);
    session = undefined;
    const second = await ask("tools/call", params, { head: await opened(signal), signal });
    if (second.kind === "gone") throw new ToldError(toTell("it forgets its session at once"));
    return contentOf(second.result);
  };
}

interface Asking {
  readonly head: Readonly<Record<string, string>>;
  readonly signal: Signal;
}

type Answered =
  | { readonly kind: "gone" }
  | { readonly kind: "answer"; readonly result: unknown; readonly headers: Posted["headers"] };

/** Notifications may come before it. */
async function resultOf({ messages }: Posted, id: number): Promise<unknown> {
  for await (const message of messages) {
    if (Object(message)["id"] !== id) continue;
    const { result, error } = answer.parse(message);
    if (error) throw new Error(error.message);
    return result;
  }
  throw new ToldError(toTell("it did not answer the question"));
}

/** Structured where it is; else JSON in its text; else the text. */
function contentOf(result: unknown): unknown {
  const { isError, structuredContent, content } = called.parse(result);
  const text = content.flatMap((part) => part.text ?? []).join("\n\n");
  if (isError) throw new ToldError(text === "" ? toTell("the tool failed") : text);
  if (structuredContent !== undefined) return structuredContent;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
