/** Where the time of one completion went, drawn step after step. */
import { type Say, toTell } from "../completion/told.ts";
import { STEPS, type Rest, type Step, type Timings } from "../completion/timings.ts";

const WIDTH = 40;

const NAMES: Readonly<Record<Step, string>> = {
  gate: toTell("whether to ask"),
  recall: toTell("what is known already"),
  rest: toTell("rest from typing"),
  extent: toTell("a line or a block"),
  retrieve: toTell("snippets of other files"),
  fit: toTell("what there is room for"),
  render: toTell("the prompt"),
  generate: toTell("connect and first token"),
  cut: toTell("decode, until there was enough"),
  repair: toTell("to make it fit"),
  judge: toTell("whether to show it"),
};

interface Timed {
  readonly timings: Timings;
  readonly rest?: Rest;
}

/** Every step that was reached, as a bar that begins where the last one ended. */
export function waterfall({ timings, rest }: Timed, t: Say): string {
  const total = Math.max(timings.total ?? 0, 0.001);
  let begun = 0;
  const widest = Math.max(...Object.values(NAMES).map((name) => t(name).length));
  const figures = (name: string, ms: number) => `${t(name).padEnd(widest)} ${ms.toFixed(1).padStart(8)} ms`;
  const rows = STEPS.flatMap((step) => {
    const ms = timings[step];
    if (ms === undefined) return [];
    const [from, width] = [Math.round((begun / total) * WIDTH), Math.round((ms / total) * WIDTH)];
    begun += ms;
    const bar = " ".repeat(Math.min(from, WIDTH - 1)) + (width > 0 ? "█".repeat(width) : "▏");
    const because = step === "rest" && rest ? `  ${t(rest.why)}` : "";
    return [`${figures(NAMES[step], ms)}  ${bar}${because}`];
  });
  const other = total - begun;
  // An adopted answer took its time before this question was asked.
  if (other > 1) rows.push(figures(toTell("between the steps"), other));
  return [...rows, figures(toTell("all"), total)].join("\n");
}
