/** A marker that is not one token of the model's own vocabulary is text to the model: every one is looked up. */
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";

import { bundledNames, newTokenizers } from "./bundled.ts";

const MODELS = join(import.meta.dirname, "../../../resources/models");
/** Stops that are plain text by design: they begin a line that the model was trained to begin another file with. */
const PLAIN_STOPS = ["\n+++++ "];

const recordSchema = z.looseObject({
  tokenizer: z.string().optional(),
  stops: z.array(z.string()).optional(),
  infill: z.boolean().optional(),
  fim: z
    .looseObject({
      prefix: z.string(),
      suffix: z.string(),
      middle: z.string(),
      repository: z.looseObject({ name: z.string(), file: z.string() }).optional(),
    })
    .optional(),
});
const familySchema = recordSchema.extend({ variants: z.array(recordSchema).default([]) });

interface Row {
  readonly family: string;
  readonly vocabulary: string;
  readonly markers: readonly string[];
}

function rowOf(family: string, record: z.infer<typeof recordSchema>): Row {
  const { tokenizer = "", stops = [], infill, fim } = record;
  const { prefix = "", suffix = "", middle = "", repository } = (infill === false ? undefined : fim) ?? {};
  const markers = [prefix, suffix, middle, repository?.name ?? "", repository?.file ?? "", ...stops];
  return {
    family,
    vocabulary: tokenizer,
    markers: markers.filter((marker) => marker !== "" && !PLAIN_STOPS.includes(marker)),
  };
}

/** Each family, and each of its variants with what it takes over from the family. */
const rows: readonly Row[] = globSync("*.yaml", { cwd: MODELS })
  .toSorted()
  .flatMap((file) => {
    const { variants, ...family } = familySchema.parse(parse(readFileSync(join(MODELS, file), "utf8")));
    return [family, ...variants.map((variant) => ({ ...family, ...variant }))].map((record) =>
      rowOf(basename(file, ".yaml"), record),
    );
  })
  .filter(({ vocabulary, markers }) => bundledNames.includes(vocabulary) && markers.length > 0);

test("there are families whose vocabulary is bundled", () => {
  expect(rows.length).toBeGreaterThan(3);
});

test.for(rows)(
  "the markers and stops of $family are tokens of $vocabulary",
  async ({ vocabulary, markers }) => {
    const tokenizer = await newTokenizers().ready(vocabulary);
    expect(tokenizer.exact).toBe(true);
    expect(markers.filter((marker) => tokenizer.tokenId(marker) === undefined)).toEqual([]);
  },
);
