/** Where the time of one completion went, drawn step after step. */
import { STEPS, type Rest, type Step, type Timings } from "../completion/timings.ts";

const WIDTH = 40;

const NAMES: Readonly<Partial<Record<Step, string>>> = {
  generate: "connect and first token",
  cut: "decode, until there was enough",
};

/** Every step that was reached, as a bar that begins where the last one ended. */
export function waterfall(timings: Timings, rest?: Rest): string {
  const total = Math.max(timings.total ?? 0, 0.001);
  let begun = 0;
  const rows = STEPS.flatMap((step) => {
    const ms = timings[step];
    if (ms === undefined) return [];
    const [from, width] = [Math.round((begun / total) * WIDTH), Math.round((ms / total) * WIDTH)];
    begun += ms;
    const bar = " ".repeat(Math.min(from, WIDTH - 1)) + (width > 0 ? "█".repeat(width) : "▏");
    const because = step === "rest" && rest ? `  ${rest.why}` : "";
    return [`${(NAMES[step] ?? step).padEnd(30)} ${ms.toFixed(1).padStart(8)} ms  ${bar}${because}`];
  });
  const other = total - begun;
  // An adopted answer took its time before this question was asked.
  if (other > 1) rows.push(`${"between the steps".padEnd(30)} ${other.toFixed(1).padStart(8)} ms`);
  return [...rows, `${"all".padEnd(30)} ${total.toFixed(1).padStart(8)} ms`].join("\n");
}
