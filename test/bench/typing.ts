/** Typing sessions from published packages: what is asked and what of it is of use, against the usual way; and the real server. */
import { clock } from "../../server/clock.ts";
import type { Job } from "../simulator/job.ts";
import { lspEngine } from "../simulator/lsp-engine.ts";
import { PUBLISHED, publishedJobs } from "../simulator/published.ts";
import { simulate } from "../simulator/simulate.ts";
import { type Figures, noFigures } from "../simulator/sitting.ts";
import { USUAL } from "../simulator/typist.ts";
import { type Served, type Speed, usualEngine, virtualEngine } from "../simulator/virtual-engine.ts";
import { virtualTime } from "../simulator/virtual-time.ts";
import { build } from "../tools/build.ts";
import { compared, type Group, limited, type Metrics, percentile } from "./metric.ts";

const SEED = 20_261_120;
const ACCURACY = 0.85;
const SPEEDS: Readonly<Record<string, Speed>> = {
  local: { firstTextMs: 60, pieceMs: 8 },
  hosted: { firstTextMs: 300, pieceMs: 15 },
};
/** So many pieces are typed in real time. */
const REAL_JOBS = 4;

interface Typed {
  readonly figures: Figures;
  readonly served: Served;
}

type Way = typeof usualEngine;

async function typed(way: Way, speed: Speed, files: readonly (readonly Job[])[]): Promise<Typed> {
  const figures = noFigures();
  const served: Served = { requests: 0, aborted: 0, characters: 0 };
  for (const [at, jobs] of files.entries()) {
    const time = virtualTime();
    let job = jobs[0];
    const engine = way({
      time,
      speed,
      served,
      knowledge: { seed: SEED + at, accuracy: ACCURACY },
      job: () => job ?? { before: "", removed: "", want: "", after: "" },
    });
    const habits = { ...USUAL, seed: SEED + at };
    const begin = (next: Job) => (job = next);
    await time.run(() => simulate({ jobs, engine, clock: time, figures, habits, begin }));
  }
  return { figures, served };
}

const requestsEach = ({ figures, served }: Typed) => served.requests / figures.accepted;
const wastedShare = ({ figures, served }: Typed) => 1 - figures.acceptedCharacters / served.characters;

async function atSpeed(name: string, speed: Speed, files: readonly (readonly Job[])[]): Promise<Metrics> {
  const ours = await typed(virtualEngine, speed, files);
  const usual = await typed(usualEngine, speed, files);
  const { flicker, wrong, waits } = ours.figures;
  // A server of one's own is asked at once, because it costs nothing.
  const dearer = speed.firstTextMs <= 100 ? 2 : 1.25;
  return {
    [`${name}: requests per accept`]: compared({
      unit: "",
      ours: [requestsEach(ours)],
      baseline: [requestsEach(usual)],
      aim: `≤ ${String(dearer)} times the usual way, for twice as many accepted`,
      minRatio: 1 / dearer,
    }),
    [`${name}: accepted`]: compared({
      unit: "suggestions",
      ours: [ours.figures.accepted],
      baseline: [usual.figures.accepted],
      better: "larger",
      aim: "≥ 2 times the usual way",
      minRatio: 2,
    }),
    [`${name}: keys typed`]: compared({
      unit: "keys",
      ours: [ours.figures.keys],
      baseline: [usual.figures.keys],
      aim: "≤ 0.8 times the usual way",
      minRatio: 1.25,
    }),
    [`${name}: wasted`]: compared({
      unit: "of what was said",
      ours: [wastedShare(ours)],
      baseline: [wastedShare(usual)],
      aim: "≤ 1.25 times the usual way",
      minRatio: 0.8,
    }),
    [`${name}: time to suggestion`]: compared({
      unit: "ms",
      ours: waits,
      baseline: usual.figures.waits,
      aim: "≤ 0.5 times the usual way",
      minRatio: 2,
    }),
    [`${name}: p95`]: limited(percentile(waits, 0.95), "ms", 50 + 4 * speed.firstTextMs),
    [`${name}: flicker`]: limited(flicker.length, "times", 0),
    [`${name}: wrong`]: limited(wrong.length, "times", 0),
  };
}

/** The built server, in real time. */
async function real(jobs: readonly Job[], speed: Speed): Promise<Metrics> {
  const figures = noFigures();
  const engine = await lspEngine({ knowledge: { seed: SEED, accuracy: ACCURACY }, speed });
  try {
    const habits = { ...USUAL, seed: SEED };
    await simulate({ jobs, engine, clock, figures, habits, begin: engine.begin });
    return {
      "server: requests per accept": limited(engine.requests() / figures.accepted, "", 5),
      "server: time to suggestion": limited(percentile(figures.waits, 0.5), "ms", 50 + 3 * speed.firstTextMs),
      "server: flicker": limited(figures.flicker.length, "times", 0),
      "server: wrong": limited(figures.wrong.length, "times", 0),
    };
  } finally {
    await engine.close();
  }
}

export const typing: Group = {
  name: "typing",
  about: "sessions from published packages; the usual way rests 350 ms, and asks for every state anew",
  async measure() {
    await build();
    const files = (await Promise.all(PUBLISHED.map(publishedJobs))).flat();
    const metrics: Metrics[] = [];
    for (const [name, speed] of Object.entries(SPEEDS)) metrics.push(await atSpeed(name, speed, files));
    const small = files.flat().filter(({ want }) => want.length > 40 && want.length < 300);
    metrics.push(await real(small.slice(0, REAL_JOBS), { firstTextMs: 120, pieceMs: 8 }));
    return Object.assign({}, ...metrics);
  },
};
