/** The snippets of the workspace for a place in an open document. */
import type { Packed } from "../../pack.ts";
import type { PlaceAsked } from "../questions.ts";
import type { Held } from "./held.ts";

/** Code has more characters to a token with every vocabulary. The prompt is fitted with exact counts later. */
const CHARS_PER_TOKEN = 3;

export function contextAt(
  { workspace, gather }: Held,
  { uri, line, character, tokens }: PlaceAsked,
): Packed | undefined {
  const document = workspace.documentOf(uri);
  if (!document) return undefined;
  const place = { document: { ...document, version: 0 }, line, character };
  const packed = gather(place, { tokens, count: (text) => Math.ceil(text.length / CHARS_PER_TOKEN) });
  // What was left out has the lines of whole files with it, and nobody there asks for it.
  return { ...packed, leftOut: [] };
}
