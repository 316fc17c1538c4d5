/** What an answer, or all of them, came to: summed over its steps, and put in short words. */
import type { Figures, ModelTurn, Turn } from "../../../server/protocol/chat/conversation.ts";
import type { Row } from "../parts.ts";
import { duration, t, tokens } from "../words.ts";

export interface Sum {
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  readonly reasoning: number;
  readonly money: number | undefined;
  readonly estimated: boolean;
  /** Of the first step, and of the last. */
  readonly first: Figures;
  readonly last: Figures;
}

export function sumOf(turns: readonly Turn[]): Sum | undefined {
  const figures = turns.flatMap((turn) => (turn.kind === "model" ? figuresOf(turn) : []));
  const [first] = figures;
  const last = figures.at(-1);
  if (!first || !last) return undefined;
  const total = (of: (one: Figures) => number | undefined) =>
    figures.reduce((sum, one) => sum + (of(one) ?? 0), 0);
  const isPriced = figures.some(({ money }) => money !== undefined);
  return {
    input: total(({ input, promptTokens }) => input ?? promptTokens),
    output: total(({ output }) => output),
    cached: total(({ cached }) => cached),
    reasoning: total(({ reasoning }) => reasoning),
    money: isPriced ? total(({ money }) => money) : undefined,
    estimated: figures.some(
      ({ input, estimated, promptEstimated }) => (input === undefined ? promptEstimated : estimated) === true,
    ),
    first,
    last,
  };
}

function figuresOf({ steps }: ModelTurn): readonly Figures[] {
  return steps.flatMap(({ figures }) => figures ?? []);
}

/** The few that one looks at: what went in and came out, how fast, for how much. */
export function shortWords(sum: Sum): string {
  const { input, output, money, first, estimated } = sum;
  const about = estimated ? "≈" : "";
  return [
    t("{0} in, {1} out", `${about}${tokens(input)}`, `${about}${tokens(output)}`),
    ...(first.firstTokenMs === undefined ? [] : [duration(first.firstTokenMs)]),
    ...(money === undefined ? [] : [dollars(money)]),
  ].join(" · ");
}

export function rowsOf(sum: Sum): readonly Row[] {
  const { input, output, cached, reasoning, money, estimated, first, last } = sum;
  const count = (value: number) => `${estimated ? "≈ " : ""}${value.toLocaleString()}`;
  const rows: readonly (Row | undefined)[] = [
    [
      t("Context"),
      `${last.promptEstimated ? "≈ " : ""}${fill({ tokens: last.promptTokens, windowTokens: last.windowTokens })}`,
    ],
    [t("Tokens in"), count(input)],
    cached > 0 ? [t("of these cached"), count(cached)] : undefined,
    [t("Tokens out"), count(output)],
    reasoning > 0 ? [t("of these reasoning"), count(reasoning)] : undefined,
    first.firstTokenMs === undefined ? undefined : [t("First token after"), duration(first.firstTokenMs)],
    last.tokensPerSecond === undefined ? undefined : [t("Tokens a second"), last.tokensPerSecond.toFixed(1)],
    money === undefined ? undefined : [t("Cost"), dollars(money)],
  ];
  return rows.filter((row) => row !== undefined);
}

/** “3.1k of 128k (2 %)” */
export function fill({
  tokens: count,
  windowTokens,
}: {
  readonly tokens: number;
  readonly windowTokens: number;
}): string {
  if (windowTokens <= 0) return tokens(count);
  return t(
    "{0} of {1} ({2} %)",
    tokens(count),
    tokens(windowTokens),
    Math.round((count / windowTokens) * 100),
  );
}

export function dollars(money: number): string {
  if (money === 0) return "$0";
  if (money < 0.0001) return "< $0.0001";
  return `$${money < 0.01 ? money.toPrecision(2) : money.toFixed(2)}`;
}
