/**
 * `node test/bench-context/learn-weights.ts [--cases N] [name…]`: learns `server/context/ranking/weights.ts` from the tuning
 * repositories and prints it. A log-linear model: those weights under which the right name is likeliest, by its declarations
 * and by its use, among all that are in question. A third of the documents end with the cursor's line, a third at the cursor, as they do while one writes.
 */
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { splitLines } from "../../server/completion/lines.ts";
import { indexOf } from "../../server/context/index/local-index.ts";
import { type InQuestion, inQuestion } from "../../server/context/ranking/rank-declarations.ts";
import { setScene } from "../../server/context/ranking/set-scene.ts";
import { createStudies } from "../../server/context/ranking/studies.ts";
import { createWordCutter } from "../../server/context/ranking/tokens.ts";
import { SIGNS, USE_SIGNS, USE_WEIGHTS, WEIGHTS } from "../../server/context/ranking/weights.ts";
import { type Case, casesOf } from "./cases.ts";
import { indexed } from "./indexed-repository.ts";
import type { Repository } from "./repositories.ts";
import { TUNING } from "./tuning-repositories.ts";

const ROUNDS = 12;
const STEP = 0.05;
/** Cases whose gradients are added up before a step. */
const BATCH = 16;
const DECAY = 0.001;
const FIRST_MOMENT = 0.9;
const SECOND_MOMENT = 0.999;

/** The signs of all in question, row by row, first the declarations, then the names by their use; and which rows are right. */
interface Example {
  readonly signs: Float32Array;
  readonly right: readonly number[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: "string", default: "90" } },
});
const COLUMNS = SIGNS.length + USE_SIGNS.length;
const examples: Example[] = [];
for (const repository of TUNING) {
  if (positionals.length > 0 && !positionals.includes(repository.name)) continue;
  examples.push(...(await examplesOf(repository)));
  process.stderr.write(`${repository.name}: ${String(examples.length)} examples so far\n`);
}
const learned = learn(
  examples,
  Float64Array.from([...SIGNS.map((sign) => WEIGHTS[sign]), ...USE_SIGNS.map((sign) => USE_WEIGHTS[sign])]),
);
print("WEIGHTS: Readonly<Record<Sign, number>>", SIGNS, learned);
print("USE_WEIGHTS: Readonly<Record<UseSign, number>>", USE_SIGNS, learned.subarray(SIGNS.length));

function print(what: string, signs: readonly string[], weights: Float64Array): void {
  const lines = signs.map((sign, at) => `  ${sign}: ${String(Number((weights[at] ?? 0).toFixed(2)))},\n`);
  process.stdout.write(`export const ${what} = {\n${lines.join("")}};\n`);
}

async function examplesOf(repository: Repository): Promise<readonly Example[]> {
  const { folder, languageId, workspace } = await indexed(repository);
  const index = indexOf(workspace);
  const studies = createStudies(index);
  const wordsOf = createWordCutter();
  const cases = await casesOf(folder, repository, Number(values.cases));
  return cases.flatMap((asked, at) => {
    const before = splitLines(asked.text.slice(0, asked.offset));
    const rest = asked.text.slice(asked.offset);
    const seen = [rest, rest.slice(0, (rest.indexOf("\n") >>> 0) + 1), ""][at % 3] ?? "";
    const document = {
      uri: pathToFileURL(join(folder, asked.file)).href,
      path: asked.file,
      languageId,
      version: 0,
      lines: splitLines(asked.text.slice(0, asked.offset) + seen),
    };
    const place = { document, line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const example = exampleOf(inQuestion(setScene(place, { index, studies }), wordsOf), asked);
    return example.right.length > 0 ? [example] : [];
  });
}

function exampleOf({ pool, used, parts, signsOfUse }: InQuestion, { name }: Case): Example {
  const signs = new Float32Array((pool.length + used.length) * COLUMNS);
  const { ofName, ofPlace, ofKind } = parts;
  for (const [row, declaration] of pool.entries()) {
    const all = {
      ...ofName(declaration.name).signs,
      ...ofPlace(declaration).signs,
      ...ofKind(declaration.kind).signs,
    };
    signs.set(
      SIGNS.map((sign) => all[sign] ?? 0),
      row * COLUMNS,
    );
  }
  for (const [at, evidence] of used.entries()) {
    const all = signsOfUse(evidence);
    signs.set(
      USE_SIGNS.map((sign) => all[sign]),
      (pool.length + at) * COLUMNS + SIGNS.length,
    );
  }
  const names = [...pool, ...used].map((one) => one.name);
  return { signs, right: [...names.keys()].filter((row) => names[row] === name) };
}

/** Adam, from the weights that there are. */
function learn(from: readonly Example[], weights: Float64Array): Float64Array {
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  let steps = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let likelihood = 0;
    for (let start = 0; start < BATCH; start++) {
      // Every BATCH-th, so that each step sees all repositories.
      for (let at = start; at < from.length; at += BATCH * BATCH) {
        const batch = Array.from({ length: BATCH }, (_, nth) => from[at + nth * BATCH]);
        const gradient = weights.map((weight) => -DECAY * weight);
        for (const example of batch) if (example) likelihood += addGradient(example, weights, gradient);
        steps++;
        for (const [sign, slope] of gradient.entries()) {
          first[sign] = FIRST_MOMENT * (first[sign] ?? 0) + (1 - FIRST_MOMENT) * slope;
          second[sign] = SECOND_MOMENT * (second[sign] ?? 0) + (1 - SECOND_MOMENT) * slope * slope;
          const mean = (first[sign] ?? 0) / (1 - FIRST_MOMENT ** steps);
          const spread = Math.sqrt((second[sign] ?? 0) / (1 - SECOND_MOMENT ** steps)) + 1e-8;
          weights[sign] = (weights[sign] ?? 0) + (STEP * mean) / spread;
        }
      }
    }
    process.stderr.write(`round ${String(round)}: ${(likelihood / from.length).toFixed(4)}\n`);
  }
  return weights;
}

/** Answers the logarithm of how likely the right ones are. */
function addGradient({ signs, right }: Example, weights: Float64Array, gradient: Float64Array): number {
  const rows = signs.length / weights.length;
  const scores = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let score = 0;
    for (let sign = 0; sign < weights.length; sign++)
      score += (weights[sign] ?? 0) * (signs[row * weights.length + sign] ?? 0);
    scores[row] = score;
  }
  const most = scores.reduce((best, score) => Math.max(best, score), -Infinity);
  const shares = scores.map((score) => Math.exp(score - most));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const ofRight = right.reduce((sum, row) => sum + (shares[row] ?? 0), 0);
  const isRight = new Set(right);
  for (let row = 0; row < rows; row++) {
    const share = shares[row] ?? 0;
    const pull = (isRight.has(row) ? share / ofRight : 0) - share / total;
    if (Math.abs(pull) < 1e-7) continue;
    for (let sign = 0; sign < weights.length; sign++)
      gradient[sign] = (gradient[sign] ?? 0) + pull * (signs[row * weights.length + sign] ?? 0);
  }
  return Math.log(ofRight / total);
}
