/** Answers an editor in which a file of `providers.d` is being written: what is wrong with it, and what may come next. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";

import { knowledgeOf } from "../../knowledge/knowledge.ts";
import type { Mistake } from "../../read-yaml.ts";
import type { SetupParts } from "../parts.ts";
import { mistakesIn } from "./mistakes.ts";
import { type Offer, offersAt, type Schema, type Spot } from "./offers.ts";

export type { Mistake, Offer };

export interface WrittenFiles {
  readonly mistakes: (path: string, text: string) => readonly Mistake[];
  readonly offers: (lines: readonly string[], at: Spot) => Promise<readonly Offer[]>;
}

export function writtenFiles({ selection, schema }: Pick<SetupParts, "selection" | "schema">): WrittenFiles {
  let read: Promise<Schema> | undefined;
  return {
    mistakes(path, text) {
      const id = basename(path).replace(/\.ya?ml$/, "");
      return mistakesIn({ id, path, text }, knowledgeOf(selection.known(), selection.told));
    },
    async offers(lines, at) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it ships with us, and a test holds it to our schemas
      read ??= readFile(schema, "utf8").then((text) => JSON.parse(text) as Schema);
      return offersAt(lines, at, await read);
    },
  };
}
