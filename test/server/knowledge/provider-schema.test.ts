/** The schema by which an editor checks provider files: in step with what reads them, and it says what the reader says. */
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";

import { setUpSchema } from "../../../server/knowledge/yaml-files.ts";
import { FILE, providerSchema } from "../../tools/provider-schema.ts";

test("the file is what the schemas make of it", async () => {
  expect(readFileSync(FILE, "utf8")).toBe(await providerSchema());
});

const ROWS: readonly (readonly [yaml: string, isRight: boolean])[] = [
  ["provider: groq\nmodel: m", true],
  ["provider: a-kind-of-my-own\nmodel: m\nfamily: mine", true],
  ["model: m\nbase_url: http://localhost:8000/v1\nmax_tokens: 64", true],
  ["model: m\nheaders: {x-team: a}\nprice: {input: 0.3, output: 0.9}", true],
  ["model: m\nmodle: n", false],
  ["model: m\nmax_tokens: many", false],
  ["model: m\ntemperature: 3", false],
  ["model: m\ncompletion: [carrier-pigeon]", false],
];

test.for(ROWS)("%j: %s", ([yaml, isRight]) => {
  const { else: ours } = JSON.parse(readFileSync(FILE, "utf8"));
  const value: unknown = parse(yaml);
  expect(z.fromJSONSchema(ours.else).safeParse(value).success).toBe(isRight);
  expect(setUpSchema.safeParse(value).success).toBe(isRight);
});
