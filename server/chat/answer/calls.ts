/**
 * The calls of tools in one step of an answer: those that only look run at once, those that change something one after the
 * other, and whatever needs the user's consent waits for it. What goes wrong is told to the model, not thrown.
 */
import type { ToolCall } from "../../completion/message.ts";
import type { Clock, Signal } from "../../completion/ports.ts";
import type { CallState } from "../../protocol/chat/conversation.ts";
import type { ChatEvent } from "../../protocol/chat/event.ts";
import { boundedResult } from "./bounded-result.ts";
import { callArguments } from "../prompt/call-arguments.ts";
import type { Consent } from "./consent.ts";
import type { ChatTool, Plan, Problem, ToolResult } from "../tool.ts";

export interface Calling {
  readonly turn: string;
  readonly tools: readonly ChatTool[];
  readonly consent: Consent;
  readonly happened: (event: ChatEvent) => void;
  readonly clock: Pick<Clock, "sleep">;
  /** What a tool tells, as it may be kept and shown. */
  readonly conceal: (text: string) => string;
}

export async function runCalls(calls: readonly ToolCall[], calling: Calling, signal: Signal): Promise<void> {
  for (const group of grouped(calls, calling.tools)) {
    if (signal.aborted) return;
    const planned = await Promise.all(
      group.map(async (call) => ({ call, plan: await planOf(call, calling) })),
    );
    for (const { call, plan } of planned) tell(call, plan, calling);
    await Promise.all(planned.map(({ call, plan }) => run(call, { plan, calling }, signal)));
  }
}

/** What a change would do is known only after the one before it was made. */
function grouped(calls: readonly ToolCall[], tools: readonly ChatTool[]): readonly (readonly ToolCall[])[] {
  const groups: ToolCall[][] = [];
  let isReading = false;
  for (const call of calls) {
    const reads = toolOf(call, tools)?.reads ?? true;
    if (reads && isReading) groups.at(-1)?.push(call);
    else groups.push([call]);
    isReading = reads;
  }
  return groups;
}

function toolOf({ name }: ToolCall, tools: readonly ChatTool[]): ChatTool | undefined {
  return tools.find(({ tool }) => tool.name === name);
}

async function planOf(call: ToolCall, { tools }: Calling): Promise<Plan | Problem> {
  const chosen = toolOf(call, tools);
  if (!chosen) {
    const names = tools.map(({ tool }) => tool.name).join(", ");
    return {
      problem: `There is no tool “${call.name}” here. ${names === "" ? "There are none." : `There are: ${names}.`}`,
    };
  }
  const asked = callArguments(call.arguments);
  if (!asked) {
    const schema = JSON.stringify(chosen.tool.parameters);
    return { problem: `The arguments are no JSON object. Call it again with one that fits ${schema}` };
  }
  return chosen.plan(asked).catch((error: unknown) => ({ problem: `It cannot be done: ${String(error)}` }));
}

function tell(
  { id, name, arguments: text, signature }: ToolCall,
  plan: Plan | Problem,
  { turn, happened, conceal }: Calling,
): void {
  const title = "title" in plan ? plan.title : name;
  const call = { id, name, arguments: conceal(text), title, ...(signature !== undefined && { signature }) };
  happened({ kind: "call", turn, call });
}

async function run(
  { id: call }: ToolCall,
  { plan, calling }: { readonly plan: Plan | Problem; readonly calling: Calling },
  signal: Signal,
): Promise<void> {
  const { turn, happened, conceal, consent, clock } = calling;
  const become = (state: CallState) => happened({ kind: "call-state", turn, call, state });
  const result = boundedResult((text) => happened({ kind: "result", turn, call, text: conceal(text) }));
  const end = (kind: "done" | "failed" | "denied", text: string) => {
    result.add(text);
    result.end();
    become({ kind });
  };
  if ("problem" in plan) {
    end("failed", plan.problem);
    return;
  }
  const { permission } = plan;
  if (permission && !(await consent.to({ call, permission, become }, signal))) {
    end("denied", signal.aborted ? STOPPED : DENIED);
    return;
  }
  const {
    text,
    failed,
    changes = [],
  } = await runPlan(plan, { report: (told) => result.add(told), clock }, signal);
  if (changes.length > 0) happened({ kind: "changed", turn, call, changes });
  end(failed ? "failed" : "done", text);
}

const DENIED = "The user did not allow this. Do without it, or ask the user what to do instead.";
const STOPPED = "The user stopped the answer before this was run.";

/** A tool that throws all the same is a fault of ours, and no reason to lose the conversation. */
async function runPlan(
  { run }: Plan,
  { report, clock }: { readonly report: (text: string) => void; readonly clock: Calling["clock"] },
  signal: Signal,
): Promise<ToolResult> {
  try {
    return await Promise.race([run(report, signal), longAfter(signal, clock)]);
  } catch (error) {
    return { text: `It failed: ${String(error)}`, failed: true };
  }
}

/** So long a tool has to end by itself after a stop. */
const GRACE_MS = 2000;
const LEFT: ToolResult = { text: "The user stopped it, and it did not end in time.", failed: true };

async function longAfter(signal: Signal, { sleep }: Calling["clock"]): Promise<ToolResult> {
  if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener("abort", resolve));
  await sleep(GRACE_MS, NEVER);
  return LEFT;
}

const NEVER: Signal = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};
