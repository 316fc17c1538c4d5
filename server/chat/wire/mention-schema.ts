/** What may be mentioned, as it comes from a page or a file. */
import * as z from "zod/mini";

const text = z.string();
const kind = <Kind extends string>(name: Kind) => z.literal(name);
const line = z.int().check(z.minimum(0));
const lines = z.exactOptional(z.object({ first: line, last: line }));
const uri = z.exactOptional(text);

export const mentionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: kind("file"), uri: text, lines }),
  z.object({ kind: kind("folder"), uri: text }),
  z.object({ kind: kind("definition"), name: text, uri }),
  z.object({ kind: kind("references"), name: text }),
  z.object({ kind: kind("workspace"), query: z.exactOptional(text) }),
  z.object({ kind: kind("selection"), uri, lines }),
  z.object({ kind: kind("open") }),
  z.object({ kind: kind("problems"), uri }),
  z.object({ kind: kind("terminal") }),
  z.object({
    kind: kind("git"),
    what: z.union([z.enum(["changes", "staged"]), z.object({ commit: text })]),
  }),
  z.object({ kind: kind("tree") }),
  z.object({ kind: kind("web"), url: text }),
  z.object({ kind: kind("text"), name: text, text }),
  z.object({
    kind: kind("image"),
    name: text,
    mediaType: z.string().check(z.regex(/^image\/(?:png|jpeg|gif|webp)$/)),
    base64: z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/)),
  }),
]);
