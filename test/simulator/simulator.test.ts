/**
 * Whole typing sessions against the core in virtual time: whatever is typed, deleted, pasted, accepted or undone, a suggestion
 * is never put in wrongly, and what is shown never gives way to something else while typing agrees with it.
 */
import { expect, test } from "vitest";

import { fiddle } from "./chaos.ts";
import { Editor } from "./editor.ts";
import { type Job, jobsBetween } from "./job.ts";
import { type Figures, noFigures, Sitting } from "./sitting.ts";
import { simulate } from "./simulate.ts";
import { USUAL } from "./typist.ts";
import { virtualEngine } from "./virtual-engine.ts";
import { virtualTime } from "./virtual-time.ts";

const OLD = `const ms = require("ms");

function parse(text) {
  return Number(text);
}

module.exports = { parse };
`;
const NEW = `const ms = require("ms");
const { readFile } = require("fs/promises");

const UNITS = {
  second: 1000,
  minute: 60 * 1000,
  hour: 60 * 60 * 1000,
};

function parse(text, options = {}) {
  if (typeof text !== "string") {
    throw new TypeError(\`a text is wanted, not \${typeof text}\`);
  }
  const [amount, unit] = text.trim().split(" ");
  return Number(amount) * (UNITS[unit] ?? options.unit ?? 1);
}

async function parseFile(path, { encoding = "utf8" } = {}) {
  const lines = (await readFile(path, encoding)).split("\\n");
  return lines.filter((line) => line !== "").map((line) => {
    return parse(line, { unit: ms(line) });
  });
}

module.exports = { parse, parseFile };
`;
const JOBS = jobsBetween(OLD, NEW);

interface Circumstances {
  readonly seed: number;
  readonly firstTextMs: number;
  readonly accuracy: number;
  readonly local?: boolean;
  readonly eol?: "\r\n";
}

function desk({ seed, firstTextMs, accuracy, local = false, eol }: Circumstances) {
  const time = virtualTime();
  const figures = noFigures();
  const served = { requests: 0, aborted: 0, characters: 0 };
  let job: Job = JOBS[0] ?? { before: "", removed: "", want: "", after: "" };
  const engine = virtualEngine(
    {
      time,
      served,
      knowledge: { seed, accuracy },
      speed: { firstTextMs, pieceMs: firstTextMs / 10 },
      job: () => job,
      ...(eol && { eol }),
    },
    { local },
  );
  return { time, figures, served, engine, begin: (next: Job) => void (job = next) };
}

function expectSound({ wrong, flicker, offered }: Figures) {
  expect(wrong).toEqual([]);
  expect(flicker).toEqual([]);
  expect(offered).toBeGreaterThan(5);
}

const CIRCUMSTANCES: readonly Circumstances[] = [
  { seed: 1, firstTextMs: 20, accuracy: 0.9, local: true },
  { seed: 2, firstTextMs: 250, accuracy: 0.9 },
  { seed: 3, firstTextMs: 250, accuracy: 0.7, local: true },
  { seed: 4, firstTextMs: 900, accuracy: 0.9 },
  { seed: 5, firstTextMs: 120, accuracy: 1, eol: "\r\n" },
];

test("the jobs lead from one version to the other", () => {
  const last = JOBS.at(-1);
  expect(last && last.before + last.want + last.after).toBe(NEW);
});

test.for(CIRCUMSTANCES)("a version is typed: %o", async (circumstances) => {
  const { time, figures, ...rest } = desk(circumstances);
  const habits = { ...USUAL, triggers: 0.03, undoes: 0.2, typos: 0.05, seed: circumstances.seed };
  await time.run(() => simulate({ jobs: JOBS, clock: time, figures, habits, ...rest }));
  expectSound(figures);
  expect(figures.accepted).toBeGreaterThan(5);
});

test.for(CIRCUMSTANCES)("somebody without a plan: %o", async (circumstances) => {
  const { time, figures, engine, begin } = desk(circumstances);
  const [job] = JOBS.slice(2);
  if (!job) throw new Error("there are too few jobs");
  begin(job);
  const editor = new Editor({ ...job, unit: "  " });
  const sitting = new Sitting({ editor, engine, clock: time, figures });
  await time.run(() => fiddle({ editor, sitting, clock: time, seed: circumstances.seed, steps: 400 }));
  expectSound(figures);
  expect(editor.text.startsWith(job.before)).toBe(true);
});

test.for(CIRCUMSTANCES)(
  "somebody who goes from one document to the other and back: %o",
  async (circumstances) => {
    const { time, figures, engine, begin } = desk(circumstances);
    const [one, other] = JOBS.slice(-2);
    if (!one || !other) throw new Error("there are too few jobs");
    const desks = [one, other].map((job, index) => {
      const editor = new Editor({ ...job, unit: "  " });
      const answering = engine.document(`file:///w/${String(index)}.js`);
      return { job, editor, sitting: new Sitting({ editor, engine: answering, clock: time, figures }) };
    });
    await time.run(async () => {
      for (let round = 0; round < 12; round++) {
        const { job, editor, sitting } = desks[round % 2] ?? desks[0] ?? { job: one };
        if (!editor || !sitting) return;
        begin(job);
        await fiddle({ editor, sitting, clock: time, seed: circumstances.seed * 100 + round, steps: 40 });
        sitting.leave();
      }
    });
    expectSound(figures);
  },
);

test("the simulator sees a suggestion that gives way, and one that would lose what stands there", async () => {
  const answers = ["abcd", "axyz", "b"];
  const time = virtualTime();
  const figures = noFigures();
  const editor = new Editor({ before: "", after: " kept;", unit: "  " });
  const engine = {
    change: () => undefined,
    ask: () => Promise.resolve([{ text: answers.shift() ?? "", replaces: answers.length === 0 ? 5 : 0 }]),
  };
  const sitting = new Sitting({ editor, engine, clock: time, figures });
  await time.run(async () => {
    for (const key of ["1", "a", "z"]) {
      sitting.key(() => editor.type(key));
      await time.sleep(100, new AbortController().signal);
    }
  });
  expect(figures.flicker).toHaveLength(1);
  expect(figures.wrong).toHaveLength(1);
});
