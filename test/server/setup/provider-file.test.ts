/** A provider's file, changed by the page and by hand in turn. */
import { lstat, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { mistakeInName, readFields, writeFields } from "../../../server/setup/provider-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();

interface Row {
  readonly name: string;
  readonly before: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly after: string;
}

const ROWS: readonly Row[] = [
  {
    name: "a new file",
    before: "",
    fields: { provider: "groq", model: "m" },
    after: "provider: groq\nmodel: m\n",
  },
  {
    name: "comments and order stay",
    before: "# my server\nmodel: old # fast\n\n# where\nprovider: vllm\n",
    fields: { provider: "vllm", model: "new" },
    after: "# my server\nmodel: new # fast\n\n# where\nprovider: vllm\n",
  },
  {
    name: "a map within is changed value by value",
    before: "provider: vllm\nheaders:\n  # for the gateway\n  x-team: a\n  x-old: b\n",
    fields: { provider: "vllm", headers: { "x-team": "c" } },
    after: "provider: vllm\nheaders:\n  # for the gateway\n  x-team: c\n",
  },
  {
    name: "what is taken out of the form is taken out of the file",
    before: "provider: vllm\nmax_tokens: 64\nmodel: m\n",
    fields: { provider: "vllm", model: "m" },
    after: "provider: vllm\nmodel: m\n",
  },
  {
    name: "a value of a model is changed, with the comments around it",
    before:
      "provider: vllm\nmodels:\n  # ours\n  q-2.5:\n    window_tokens: 4096 # measured\n    tools: true\n",
    fields: {
      provider: "vllm",
      models: { "q-2.5": { window_tokens: 8192, tools: true, stops: ["<end>", "\n\n"] } },
    },
    after:
      'provider: vllm\nmodels:\n  # ours\n  q-2.5:\n    window_tokens: 8192 # measured\n    tools: true\n    stops:\n      - <end>\n      - "\\n\\n"\n',
  },
  {
    name: "a value of a model is taken back, and the comments of the others stay",
    before: "model: q # fast\nmodels:\n  # ours\n  q:\n    window_tokens: 4096\n    tools: true # proven\n",
    fields: { model: "q", models: { q: { tools: true } } },
    after: "model: q # fast\nmodels:\n  # ours\n  q:\n    tools: true # proven\n",
  },
  {
    name: "the last value of the models is taken back",
    before: "# mine\nmodel: q # fast\nmodels:\n  q:\n    window_tokens: 4096\n",
    fields: { model: "q" },
    after: "# mine\nmodel: q # fast\n",
  },
  {
    name: "what is not changed stays to the letter",
    before:
      "---\n# mine\nprovider:   'vllm'   # aligned\nheaders: {x: a,y: b}\nnote: >-\n    in\n    lines\nmodel: m\n...\n",
    fields: { provider: "vllm", headers: { x: "a", y: "b" }, note: "in lines", model: "n", max_tokens: 64 },
    after:
      "---\n# mine\nprovider:   'vllm'   # aligned\nheaders: {x: a,y: b}\nnote: >-\n    in\n    lines\nmodel: n\nmax_tokens: 64\n...\n",
  },
  {
    name: "what is taken out leaves its comments behind",
    before: "# yaml-language-server: $schema=x\nmodel: m # fast\n# why\nprovider: vllm\n",
    fields: { provider: "vllm" },
    after: "# yaml-language-server: $schema=x\n# fast\n# why\nprovider: vllm\n",
  },
  {
    name: "so does a list that is another",
    before: "models:\n  q:\n    stops: # all\n      - a # first\n      - '#b'\n",
    fields: { models: { q: { stops: ["a"] } } },
    after: "models:\n  q:\n    # all\n    # first\n    stops:\n      - a\n",
  },
  {
    name: "lines end as they ended",
    before: "provider: vllm # x\r\nmodel: m\r\n",
    fields: { provider: "groq", model: "m", headers: { a: "b" } },
    after: "provider: groq # x\r\nmodel: m\r\nheaders:\r\n  a: b\r\n",
  },
  {
    name: "a last line without an end gets one",
    before: "provider: vllm",
    fields: { provider: "vllm", model: "m" },
    after: "provider: vllm\nmodel: m\n",
  },
  {
    name: "an alias of what is taken out becomes what it stood for",
    before: "chat_model: &m big # one\nmodel: *m\n",
    fields: { model: "big" },
    after: "# one\nmodel: big\n",
  },
  {
    name: "text that looks like something else stays text",
    before: "",
    fields: { provider: "vllm", model: "123", api_key: "$KEY" },
    after: 'provider: vllm\nmodel: "123"\napi_key: $KEY\n',
  },
];

test.for(ROWS)("$name", async ({ name, before, fields, after }) => {
  const file = join(folder, `${name}.yaml`);
  if (before !== "") await writeFile(file, before);
  await writeFields(file, fields);
  expect(await readFile(file, "utf8")).toBe(after);
  expect(await readFields(file)).toEqual(fields);
});

test("a new one begins with its head; one that is there keeps its own", async () => {
  const file = join(folder, "headed.yaml");
  await writeFields(file, { provider: "groq" }, "# head\n");
  expect(await readFile(file, "utf8")).toBe("# head\nprovider: groq\n");
  await writeFields(file, { provider: "vllm" }, "# another\n");
  expect(await readFile(file, "utf8")).toBe("# head\nprovider: vllm\n");
});

test("only its owner may read it", async () => {
  const file = join(folder, "private.yaml");
  await writeFields(file, { provider: "groq" });
  expect((await stat(file)).mode & 0o077).toBe(0);
});

test.for(["model: [unclosed\n", "- a list # mine\n", "one word\n", "model: *nowhere\n", "a: 1\n---\nb: 2\n"])(
  "%j cannot be edited, and is left as it is",
  async (text) => {
    const file = join(folder, "broken.yaml");
    await writeFile(file, text);
    expect(await writeFields(file, { model: "m" })).toMatchObject({
      text: expect.stringContaining("correct it by hand"),
    });
    expect(await readFile(file, "utf8")).toBe(text);
  },
);

test("a file that cannot be read is not written over", async () => {
  const file = join(folder, "folder.yaml");
  await mkdir(file);
  await expect(writeFields(file, { model: "m" })).rejects.toThrow("EISDIR");
});

test("a link stays one, and what it leads to is written", async () => {
  const place = join(folder, "dotfile.yaml");
  const link = join(folder, "linked.yaml");
  await writeFile(place, "model: m # mine\n");
  await symlink(place, link);
  await writeFields(link, { model: "n" });
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readFile(place, "utf8")).toBe("model: n # mine\n");
});

test.for(["../escape", "a/b", "", "environment", "builtin", ".hidden", "x".repeat(65)])(
  "“%s” is no name for a file",
  (id) => {
    expect(mistakeInName(id)).toBeDefined();
  },
);

test.for(["groq", "my-server", "work.2", "GPU_box"])("“%s” is a name for a file", (id) => {
  expect(mistakeInName(id)).toBeUndefined();
});
