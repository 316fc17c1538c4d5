/** `npm run bench -- [--json] [group…]`: measures, and holds the figures against their aims. One file per group. */
import type { Group, Metric } from "./metric.ts";
import { chat } from "./chat.ts";
import { conversation } from "./conversation.ts";
import { http } from "./http.ts";
import { indexing } from "./indexing.ts";
import { large } from "./large.ts";
import { keystroke } from "./keystroke.ts";
import { lsp } from "./lsp.ts";
import { size } from "./size.ts";
import { start } from "./start.ts";
import { syntax } from "./syntax.ts";
import { tokens } from "./tokens.ts";
import { typing } from "./typing.ts";

const GROUPS: readonly Group[] = [
  tokens,
  lsp,
  keystroke,
  start,
  size,
  http,
  typing,
  indexing,
  large,
  syntax,
  chat,
  conversation,
];

function format(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

function line(name: string, { value, unit, baseline, ratio, aim, ok, best }: Metric): string {
  const parts = [
    `${format(value)} ${unit}`,
    ...(best === undefined ? [] : [`best ${format(best)}`]),
    ...(baseline === null ? [] : [`usual way ${format(baseline)}`]),
    ...(ratio === null ? [] : [`${format(ratio)} times better`]),
    `aim ${aim}`,
  ];
  return `${ok ? "  ok  " : "MISSED"}  ${name.padEnd(26)} ${parts.join("; ")}`;
}

const rounded = (value: number | null): number | null =>
  value === null ? null : Number(value.toPrecision(6));

function plain({ value, unit, baseline, ratio, aim, ok }: Metric): Omit<Metric, "best"> {
  return { value: rounded(value) ?? NaN, unit, baseline: rounded(baseline), ratio: rounded(ratio), aim, ok };
}

const args = process.argv.slice(2);
const asJson = args.includes("--json");
const wanted = args.filter((arg) => arg !== "--json");
const unknown = wanted.filter((name) => GROUPS.every((group) => group.name !== name));
if (unknown.length > 0) {
  const names = GROUPS.map(({ name }) => name).join(", ");
  process.stderr.write(`There is no benchmark ${unknown.join(", ")}; there are: ${names}.\n`);
  process.exit(1);
}

const all: Record<string, Metric> = {};
for (const group of GROUPS) {
  if (wanted.length > 0 && !wanted.includes(group.name)) continue;
  if (!asJson) process.stdout.write(`${group.name}: ${group.about}\n`);
  const metrics = await group.measure();
  for (const [name, metric] of Object.entries(metrics)) {
    all[`${group.name}.${name}`] = metric;
    if (!asJson) process.stdout.write(`${line(name, metric)}\n`);
  }
}
if (asJson) {
  const json = Object.fromEntries(Object.entries(all).map(([name, metric]) => [name, plain(metric)]));
  process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
}
