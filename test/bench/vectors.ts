/** What is nearest among 100,000 vectors of bytes, all of them looked at, against a plain loop over the same bytes. */
import { quantise } from "../../server/context/vectors/quantise.ts";
import { VectorTable } from "../../server/context/vectors/vector-table.ts";
import { random } from "../support/random.ts";
import { milliseconds } from "./indexed.ts";
import { compared, type Metrics } from "./metric.ts";

const VECTORS = 100_000;
const NEAREST = 20;
const QUERIES = 200;
const PLAIN_QUERIES = 8;
/** As small embedding models make them, and as large ones. */
const WIDTHS = [384, 1024] as const;

export function searchingVectors(): Metrics {
  return Object.assign({}, ...WIDTHS.map(ofWidth));
}

function ofWidth(width: number): Metrics {
  const below = random(width);
  const vector = () =>
    quantise(Array.from({ length: width }, () => below(2001) - 1000)) ?? new Int8Array(width);
  const table = new VectorTable(width);
  const plain = new Int8Array(VECTORS * width);
  for (let at = 0; at < VECTORS; at++) {
    const one = vector();
    table.put(String(at), one);
    plain.set(one, at * width);
  }
  const queries = Array.from({ length: QUERIES }, vector);
  const ours = queries.map((query) => milliseconds(() => table.nearest(query, NEAREST)));
  const baseline = queries
    .slice(0, PLAIN_QUERIES)
    .map((query) => milliseconds(() => nearestPlainly(plain, query)));
  const metric = compared({ unit: "ms", ours, baseline, aim: "≥ 5 times a plain loop", minRatio: 5 });
  return { [`nearest of 100,000 × ${String(width)}`]: metric };
}

function nearestPlainly(vectors: Int8Array, query: Int8Array): number {
  const width = query.length;
  let best = -Infinity;
  for (let start = 0; start < vectors.length; start += width) {
    let sum = 0;
    for (let at = 0; at < width; at++) sum += (vectors[start + at] ?? 0) * (query[at] ?? 0);
    if (sum > best) best = sum;
  }
  return best;
}
