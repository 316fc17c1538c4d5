/** What only the editor knows: told by Keyfill's own client, asked of it where it can answer; any other tells nothing. */
import type { Connection, InitializeParams } from "vscode-languageserver";
import * as z from "zod/mini";

import type { Editor } from "../engine.ts";
import {
  type ClientAbilities,
  DEFINITIONS_REQUEST,
  type DefinitionsParams,
  EDITOR_VIEW_NOTIFICATION,
} from "../protocol.ts";

const line = z.int().check(z.nonnegative());
const range = z.object({ uri: z.string(), start: line, end: line });
const viewSchema = z.object({
  viewed: z.optional(z.array(range)),
  copied: z.optional(range),
  problems: z.optional(z.array(z.object({ uri: z.string(), line, message: z.string() }))),
});
const spotsSchema = z.array(z.object({ uri: z.string(), line }));

export function editorSide(connection: Connection, { initializationOptions }: InitializeParams): Editor {
  let view: ReturnType<Editor["view"]> = { viewed: [], problems: [] };
  connection.onNotification(EDITOR_VIEW_NOTIFICATION, (sent: unknown) => {
    const { data } = viewSchema.safeParse(sent);
    if (data) view = { viewed: data.viewed ?? [], copied: data.copied, problems: data.problems ?? [] };
  });
  const abilities: ClientAbilities = Object(initializationOptions);
  return {
    view: () => view,
    async definitions(at) {
      if (abilities.definitions !== true) return [];
      const params: DefinitionsParams = at;
      const sent: unknown = await connection.sendRequest(DEFINITIONS_REQUEST, params);
      return spotsSchema.safeParse(sent).data ?? [];
    },
  };
}
