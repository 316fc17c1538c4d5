import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { createBuiltin, type Builtin } from "../../../server/builtin/builtin.ts";
import { splitLines } from "../../../server/completion/lines.ts";
import type { GenerateEvent, Prompt } from "../../../server/completion/ports.ts";
import { CURSOR, placeIn } from "../../support/marked-text.ts";

const SAMPLE = new URL("../../workspace/", import.meta.url);

const LANGUAGES: Readonly<Record<string, string>> = { go: "go", py: "python", ts: "typescript" };

type Infill = Extract<Prompt, { kind: "infill" }>;

function learnFile(engine: Builtin, path: string, text: string): void {
  const languageId = LANGUAGES[path.split(".").at(-1) ?? ""] ?? "plaintext";
  engine.learn({ uri: `file:///w/${path}`, path, languageId, lines: splitLines(text) });
}

function promptIn(path: string, marked: string, more: Partial<Infill> = {}): Infill {
  const [prefix = "", suffix = ""] = marked.split(CURSOR);
  const { languageId } = placeIn(marked, {
    languageId: LANGUAGES[path.split(".").at(-1) ?? ""] ?? "",
  }).document;
  const limits = { maxTokens: 160, temperature: 0, stops: [] };
  return { kind: "infill", path, languageId, prefix, suffix, snippets: [], ...limits, ...more };
}

async function events(engine: Builtin, prompt: Prompt, signal = new AbortController().signal) {
  const all: GenerateEvent[] = [];
  for await (const event of engine.generate(prompt, signal)) all.push(event);
  return all;
}

function textOf(all: readonly GenerateEvent[]): string {
  return all.map((event) => (event.kind === "text" ? event.text : "")).join("");
}

/** What is proposed in a document that is learned in the very state that is asked about. */
async function proposed(path: string, marked: string, others: Readonly<Record<string, string>> = {}) {
  const engine = createBuiltin();
  for (const [other, text] of Object.entries(others)) learnFile(engine, other, text);
  learnFile(engine, path, marked.replace(CURSOR, ""));
  return textOf(await events(engine, promptIn(path, marked)));
}

function check(name: string, marked: string, expected: string): void {
  test(name, async () => expect(await proposed("a.ts", marked)).toBe(expected));
}

const THROW_INVOICE = 'throw new Error("Could not load invoice");';
const IF_NOT_OK = `if (!response.ok) {\n    ${THROW_INVOICE}\n  }`;
const GET_USER = `import { request } from "./http";

export async function getUser(id: string): Promise<User> {
  const response = await request(\`/users/\${id}\`);
  if (!response.ok) {
    throw new Error("Could not load user");
  }
  return response.json() as User;
}
`;
const GET_INVOICE = `${GET_USER}
export async function getInvoice(id: string): Promise<Invoice> {
  const response = await request(\`/invoices/\${id}\`);
`;

check("a block, in the names of its place", `${GET_INVOICE}  ▮\n}\n`, IF_NOT_OK);
check("from the middle of a word", `${GET_INVOICE}  if (!resp▮\n}\n`, IF_NOT_OK.slice("if (!resp".length));
check("only up to a bracket that is there", `${GET_INVOICE}  if (▮)\n}\n`, "!response.ok");
check("into a pair of braces", `${GET_INVOICE}  if (!response.ok) {▮\n  }\n}\n`, `\n    ${THROW_INVOICE}`);
check(
  "not the line that stands below",
  `${GET_INVOICE}  if (!response.ok) {\n    ▮\n    ${THROW_INVOICE}\n  }\n}\n`,
  "",
);
check("not inside a word", `${GET_INVOICE}  if (!resp▮onse.ok) {\n  }\n}\n`, "");
check("nothing from nothing", "▮", "");
check("nothing where nothing is alike", `${GET_INVOICE}  queue.▮\n}\n`, "");
check("not what stands at the margin already", `${GET_INVOICE}}\n\nexport async function getUs▮\n`, "");
check(
  "the tabs of the document",
  `${GET_INVOICE.replaceAll("  ", "\t")}\t▮\n}\n`,
  IF_NOT_OK.replaceAll("  ", "\t"),
);
check(
  "deeper than it was seen",
  `${GET_INVOICE}  for (;;) {\n    x();\n    if (!response.ok) {\n      throw▮\n    }\n  }\n}\n`,
  ' new Error("Could not load user");',
);
check(
  "its own line is no evidence",
  `${GET_INVOICE}  const one = compute(first, second);\n  run();\n  const one = compute(▮\n}\n`,
  "first, second);",
);
check("nor is it a keystroke later", `${GET_INVOICE}  const one = compute(fir▮\n  const two\n}\n`, "");

const SHAPES = readFileSync(new URL("shapes.py", SAMPLE), "utf8");
const BOOKSHOP = readFileSync(new URL("bookshop.ts", SAMPLE), "utf8");
const STORE = readFileSync(new URL("store.go", SAMPLE), "utf8");

test.each([
  [
    "shapes.py",
    `${SHAPES}\n\nclass Hexagon(Shape):\n    def __init__(self, side: float) -> None:\n        ▮\n`,
    'if side <= 0:\n            raise ValueError("side must be positive")',
  ],
  [
    "bookshop.ts",
    BOOKSHOP.replace(/\}\n$/, "\n  async listOrders(page = 1): Promise<Order[]> {\n    const▮\n}\n"),
    " response = await fetch(`${this.baseUrl}/orders?page=${page}`);",
  ],
  [
    "store.go",
    `${STORE}\nfunc (s *Store) DeleteOrder(ctx context.Context, id string) error {\n\t▮\n}\n`,
    'if _, err := s.db.ExecContext(ctx, "DELETE FROM orders WHERE id = ?", id); err != nil {',
  ],
])("the sample workspace: %s", async (path, marked, start) => {
  const others = { "shapes.py": SHAPES, "bookshop.ts": BOOKSHOP, "store.go": STORE };
  expect((await proposed(path, marked, others)).slice(0, start.length)).toBe(start);
});

const SETUP = "const settings = await readSettings(path);\nconst logger = createLogger(settings);\n";
const CALL = "const connection = await openConnection(settings.database, logger);\n";

test("from another file, until it is forgotten", async () => {
  const engine = createBuiltin();
  const prompt = promptIn("b.ts", `\n${SETUP}const connection = await open▮\n`);
  learnFile(engine, "a.ts", `run();\n${SETUP}${CALL}`);
  expect(textOf(await events(engine, prompt))).toBe("Connection(settings.database, logger);");
  learnFile(engine, "a.ts", `run();\n${SETUP}${CALL.replace("logger", "path")}`);
  expect(textOf(await events(engine, prompt))).toBe("Connection(settings.database, path);");
  engine.forget("file:///w/a.ts");
  expect(textOf(await events(engine, prompt))).toBe("");
});

test.each<[string, Partial<Infill>, string, string]>([
  ["its end", {}, IF_NOT_OK, "stop"],
  ["a stop", { stops: ["\n"] }, "if (!response.ok) {", "stop"],
  ["too few tokens", { maxTokens: 12 }, "if (!response.ok) {", "length"],
  ["a prefix that is clipped", { prefix: `${GET_INVOICE.slice(-250)}  ` }, IF_NOT_OK, "stop"],
])("a stream that ends by %s", async (_name, more, text, reason) => {
  const engine = createBuiltin();
  learnFile(engine, "a.ts", `${GET_INVOICE}  \n}\n`);
  const all = await events(engine, promptIn("a.ts", `${GET_INVOICE}  ▮\n}\n`, more));
  expect([textOf(all), all.at(-1)]).toEqual([text, { kind: "end", reason }]);
});

test("an abort ends the stream before its next line", async () => {
  const engine = createBuiltin();
  learnFile(engine, "a.ts", `${GET_INVOICE}  \n}\n`);
  const aborter = new AbortController();
  const all: GenerateEvent[] = [];
  for await (const event of engine.generate(promptIn("a.ts", `${GET_INVOICE}  ▮\n}\n`), aborter.signal)) {
    all.push(event);
    aborter.abort();
  }
  expect(all).toEqual([
    { kind: "text", text: "if (!response.ok) {" },
    { kind: "end", reason: "aborted" },
  ]);
});

test("one text instead of parts is a bad request", async () => {
  const prompt: Prompt = { kind: "text", text: "a", maxTokens: 1, temperature: 0, stops: [] };
  expect(await events(createBuiltin(), prompt)).toMatchObject([
    { kind: "failed", failure: { kind: "bad-request" } },
  ]);
});
