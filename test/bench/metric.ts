/** What a benchmark reports, and how figures are drawn from samples. */

export interface Metric {
  readonly value: number;
  readonly unit: string;
  /** The same work done in the usual way, measured in turns with ours in the same run. */
  readonly baseline: number | null;
  /** How many times better than the baseline. */
  readonly ratio: number | null;
  readonly aim: string;
  /** By the ratio where there is one, since machines differ and are busy; else by the value. */
  readonly ok: boolean;
  /** The best sample, for people. */
  readonly best?: number;
}

export type Metrics = Readonly<Record<string, Metric>>;

export interface Group {
  readonly name: string;
  /** What is measured against what, in one line. */
  readonly about: string;
  readonly measure: () => Promise<Metrics>;
}

export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

export interface Comparison {
  readonly unit: string;
  readonly ours: readonly number[];
  readonly baseline: readonly number[];
  /** Smaller samples are better unless said otherwise. */
  readonly better?: "smaller" | "larger";
  readonly aim: string;
  readonly minRatio: number;
}

export function compared({ unit, ours, baseline, better, aim, minRatio }: Comparison): Metric {
  const value = median(ours);
  const usual = median(baseline);
  const isLarger = better === "larger";
  const ratio = isLarger ? value / usual : usual / value;
  const best = isLarger ? Math.max(...ours) : Math.min(...ours);
  return { value, unit, baseline: usual, ratio, aim, ok: ratio >= minRatio, best };
}

export function limited(value: number, unit: string, max: number): Metric {
  return { value, unit, baseline: null, ratio: null, aim: `≤ ${max} ${unit}`, ok: value <= max };
}
