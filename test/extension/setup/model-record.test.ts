/** What the page makes of an entry below `models` when a value is set or taken back. */
import { expect, test } from "vitest";

import { setInRecord } from "../../../extension/webview/setup/model-record.ts";
import { BLANK } from "../../../extension/webview/setup/state.ts";
import type { Fields } from "../../../server/protocol/setup.ts";

interface Row {
  readonly name: string;
  readonly models?: Fields;
  /** What a pattern of the file says of the model. */
  readonly pattern?: Fields;
  readonly set: readonly [key: string, value: unknown];
  readonly becomes: Fields | undefined;
}

const ROWS: readonly Row[] = [
  { name: "the first value", set: ["tools", false], becomes: { m: { tools: false } } },
  {
    name: "other values and other models stay",
    models: { m: { tools: true, images: true }, n: { chat: true } },
    set: ["tools", false],
    becomes: { m: { tools: false, images: true }, n: { chat: true } },
  },
  {
    name: "the last value taken back",
    models: { m: { tools: true } },
    set: ["tools", undefined],
    becomes: undefined,
  },
  {
    name: "the last value of one model taken back",
    models: { m: { tools: true }, n: {} },
    set: ["tools", undefined],
    becomes: { n: {} },
  },
  {
    name: "what a pattern says is taken along",
    models: { "*": { tools: true } },
    pattern: { tools: true },
    set: ["window_tokens", 99],
    becomes: { "*": { tools: true }, m: { tools: true, window_tokens: 99 } },
  },
  {
    name: "what a pattern says is taken back for this model alone",
    models: { "*": { tools: true } },
    pattern: { tools: true },
    set: ["tools", undefined],
    becomes: { "*": { tools: true }, m: {} },
  },
];

test.for(ROWS)("$name", ({ models, pattern = {}, set: [key, value], becomes }) => {
  const known = { model: "m", values: [], mistakes: [], otherwise: pattern };
  const fields = { model: "m", ...(models && { models }) };
  const form = { ...BLANK, draft: { id: "mine", fields }, known };
  const set: unknown[] = [];
  setInRecord({ form, model: "m" }, { key, value }, { setField: (...said) => void set.push(said) });
  expect(set).toEqual([["models", becomes]]);
});
