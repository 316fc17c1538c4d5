/**
 * `npm run bench:context -- [--tuning] [--cases N] [name…]`: does the context hold what comes next? A name that is declared
 * in another file and stands nowhere else in its own is taken out of a document, and the cursor put in its place. Then: is
 * the line that declares it among the whole lines that are shown, and is the name on any of them?
 */
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { splitLines } from "../../server/completion/lines.ts";
import { createTokenizers } from "../../server/models/tokenizer.ts";
import { type Shown, waysOf } from "./baselines.ts";
import { type Case, casesOf } from "./cases.ts";
import { indexed } from "./indexed-repository.ts";
import { REPORTED, type Repository } from "./repositories.ts";
import { TUNING } from "./tuning-repositories.ts";

const BUDGETS = [1000, 4000] as const;
/** At 1,000 and 4,000 tokens. */
const AIMS = { recall: [0.9, 0.97], declaration: [0.6, 0.8] } as const;
const TOKENIZER = "qwen2.5";

interface Tally {
  cases: number;
  recall: number;
  declaration: number;
  /** Sum of one over the place of the snippet with the declaration. */
  reciprocalRank: number;
  tokens: number;
}

type Tallies = Map<string, Tally>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tuning: { type: "boolean", default: false }, cases: { type: "string", default: "150" } },
});
const repositories = (values.tuning ? TUNING : REPORTED).filter(
  ({ name }) => positionals.length === 0 || positionals.includes(name),
);
const tokenizers = createTokenizers({
  vocabularies: join(import.meta.dirname, "..", "..", "resources", "vocabularies"),
  cache: "",
  env: {},
  fetch: () => Promise.reject(new Error("no tokenizer is fetched")),
  log: { write: (_, line) => process.stderr.write(`${line}\n`) },
});
const { count } = await tokenizers.ready(TOKENIZER);

const total = new Map<Repository["from"], Tallies>();
for (const repository of repositories) {
  const tallies = await measure(repository);
  const language = total.get(repository.from) ?? new Map<string, Tally>();
  total.set(repository.from, language);
  for (const [way, tally] of tallies) add(language, way, tally);
  print(`${repository.name} ${repository.version}`, tallies);
}
for (const [language, tallies] of total)
  print(language === "npm" ? "TypeScript, all" : "Python, all", tallies);

async function measure(repository: Repository): Promise<Tallies> {
  const { folder, languageId, workspace } = await indexed(repository);
  const ways = waysOf(workspace);
  const tallies: Tallies = new Map();
  for (const asked of await casesOf(folder, repository, Number(values.cases))) {
    const place = placeOf(asked, folder, languageId);
    for (const [name, way] of Object.entries(ways)) {
      for (const budget of BUDGETS)
        add(tallies, `${name} ${String(budget)}`, judged(way({ place, asked, budget, count }), asked));
    }
  }
  return tallies;
}

function placeOf({ file, text, offset }: Case, folder: string, languageId: string) {
  const before = splitLines(text.slice(0, offset));
  const uri = pathToFileURL(join(folder, file)).href;
  const document = { uri, path: file, languageId, version: 0, lines: splitLines(text) };
  return { document, line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function judged(shown: readonly Shown[], { name, declared }: Case): Tally {
  const word = new RegExp(
    String.raw`(?<![\p{L}\p{N}_$])${name.replaceAll("$", String.raw`\$`)}(?![\p{L}\p{N}_$])`,
    "u",
  );
  const at = shown.findIndex(({ path, startLine, endLine }) =>
    declared.some(({ file, line }) => file === path && startLine <= line && line <= endLine),
  );
  return {
    cases: 1,
    recall: shown.some(({ text }) => word.test(text)) ? 1 : 0,
    declaration: at < 0 ? 0 : 1,
    reciprocalRank: at < 0 ? 0 : 1 / (at + 1),
    tokens: shown.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}

function add(tallies: Tallies, way: string, tally: Tally): void {
  const known = tallies.get(way) ?? { cases: 0, recall: 0, declaration: 0, reciprocalRank: 0, tokens: 0 };
  known.cases += tally.cases;
  known.recall += tally.recall;
  known.declaration += tally.declaration;
  known.reciprocalRank += tally.reciprocalRank;
  known.tokens += tally.tokens;
  tallies.set(way, known);
}

function print(title: string, tallies: Tallies): void {
  const [first] = tallies.values();
  process.stdout.write(`${title}: ${String(first?.cases ?? 0)} cases\n`);
  for (const [way, tally] of tallies) {
    const share = (sum: number) => (sum / tally.cases).toFixed(3);
    const figures = `declaration hit ${share(tally.declaration)}  recall ${share(tally.recall)}`;
    const rest = `MRR ${share(tally.reciprocalRank)}  ${(tally.tokens / tally.cases).toFixed(0)} tokens`;
    process.stdout.write(`  ${way.padEnd(20)} ${figures}  ${rest}${verdict(way, tally)}\n`);
  }
}

function verdict(way: string, { cases, recall, declaration }: Tally): string {
  const at = BUDGETS.findIndex((budget) => way === `Keyfill ${String(budget)}`);
  if (at < 0) return "";
  const missed = [
    ...(recall / cases < (AIMS.recall[at] ?? 0) ? [`recall ${String(AIMS.recall[at])}`] : []),
    ...(declaration / cases < (AIMS.declaration[at] ?? 0)
      ? [`declaration hit ${String(AIMS.declaration[at])}`]
      : []),
  ];
  return missed.length === 0 ? "  as aimed" : `  MISSED ${missed.join(", ")}`;
}
