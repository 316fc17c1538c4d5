/**
 * Puts tool calls together from their pieces. Providers differ in what they leave out: the index, the id after the first
 * piece, every id, the arguments of a call that has none.
 */
import type { ToolCall } from "../../completion/message.ts";
import type { ReaderContext } from "../dialect.ts";
import { parseJson } from "../provider-error.ts";
import type { ToolPiece } from "./piece.ts";

interface Open {
  readonly at: number | string | undefined;
  id: string;
  name: string;
  text: string;
  signature: string;
}

export interface ToolCalls {
  add(piece: ToolPiece): void;
  all(): readonly ToolCall[];
}

export function newToolCalls({ newId, note }: ReaderContext): ToolCalls {
  const calls: Open[] = [];
  return {
    add(piece) {
      const call = find(calls, piece) ?? begin(calls, piece);
      call.id ||= piece.id ?? "";
      call.signature ||= piece.signature ?? "";
      nameOf(call, piece);
      argumentsOf(call, piece);
      note(
        `tool call ${String(calls.indexOf(call))} “${call.name}”: ${String(call.text.length)} characters of arguments`,
      );
    },
    all: () =>
      calls
        .filter(({ name, text }) => name !== "" || text.trim() !== "")
        .map(({ id, name, text, signature }) => {
          const whole = json(text);
          if (parseJson(whole) === undefined) note(`the arguments of tool call “${name}” are not JSON`);
          return { id: id || newId(), name, arguments: whole, ...(signature && { signature }) };
        }),
  };
}

function begin(calls: Open[], { at }: ToolPiece): Open {
  const call: Open = { at, id: "", name: "", text: "", signature: "" };
  calls.push(call);
  return call;
}

function find(calls: readonly Open[], piece: ToolPiece): Open | undefined {
  if (piece.at !== undefined) {
    const call = calls.findLast(({ at }) => at === piece.at);
    return call && isAnother(call, piece) ? undefined : call;
  }
  if (piece.id) return calls.find(({ id }) => id === piece.id);
  return piece.name ? undefined : calls.at(-(piece.fromEnd ?? 1));
}

/** Some gateways number every one of several calls 0. */
function isAnother(call: Open, { id, name, text, whole }: ToolPiece): boolean {
  if (!name || !call.name || whole) return false;
  if (id && call.id) return id !== call.id;
  return isFilled(call.text) && (text ?? "").trimStart().startsWith("{");
}

function isFilled(text: string): boolean {
  return text.trim() !== "{}" && parseJson(text) !== undefined;
}

function nameOf(call: Open, { name }: ToolPiece): void {
  if (!name || name === call.name) return;
  // A name, too, may come in pieces; once there are arguments it is complete.
  if (call.text === "") call.name += name;
}

function argumentsOf(call: Open, { text, whole }: ToolPiece): void {
  if (!text) return;
  // Some send `{}` first, and what it really is afterwards.
  const isPlaceholder = call.text.trim() === "{}" && text.trim() !== "";
  call.text = whole || isPlaceholder ? text : call.text + text;
}

/** No arguments are `{}`; arguments that were encoded twice are decoded once. Anything else stays as it arrived. */
function json(text: string): string {
  const value = text.trim() === "" ? null : parseJson(text);
  if (value === null) return "{}";
  return typeof value === "string" && isFilled(value) ? value : text;
}
