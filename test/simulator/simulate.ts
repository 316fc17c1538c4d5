/** Whole sittings: the jobs of a file, one after the other, at one desk. */
import type { Clock } from "../../server/completion/ports.ts";
import { Editor } from "./editor.ts";
import type { Job } from "./job.ts";
import { type Answering, type Figures, Sitting } from "./sitting.ts";
import { type Habits, write } from "./typist.ts";

interface Simulation {
  readonly jobs: readonly Job[];
  readonly engine: Answering;
  readonly clock: Clock;
  readonly figures: Figures;
  readonly habits: Habits;
  /** Told of each job when it begins, so that a model can know it. */
  readonly begin: (job: Job) => void;
}

const NEVER = new AbortController().signal;

export async function simulate({ jobs, engine, clock, figures, habits, begin }: Simulation): Promise<void> {
  for (const [at, job] of jobs.entries()) {
    begin(job);
    const unit = /\n(\t| {2,4})\S/.exec(job.before + job.after)?.[1] ?? "  ";
    const editor = new Editor({ ...job, unit });
    const sitting = new Sitting({ editor, engine, clock, figures });
    // Read, moved to the place, and deleted what was there.
    await clock.sleep(2000, NEVER);
    engine.change(job.before + job.removed + job.after);
    if (job.removed !== "") sitting.key(() => undefined);
    const goal = job.before + job.want + job.after;
    await write({ editor, sitting, clock, goal }, { ...habits, seed: habits.seed * 1000 + at });
    sitting.leave();
    if (editor.text !== goal)
      figures.wrong.push(`the file is not as it was to be: ${editor.text.slice(-300)}`);
  }
}
