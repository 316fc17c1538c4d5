/** The user's consent to what a tool would do: given by a rule, or asked for. */
import type { Signal } from "../../completion/ports.ts";
import type { CallState } from "../../protocol/chat/conversation.ts";
import type { Permissions, Plan } from "../tool.ts";

export type Decision = "once" | "chat" | "always" | "deny";

interface Wanted {
  readonly call: string;
  readonly permission: NonNullable<Plan["permission"]>;
  readonly become: (state: CallState) => void;
}

export interface Consent {
  /** Whether it may be done. A stop is no consent. */
  readonly to: (wanted: Wanted, signal: Signal) => Promise<boolean>;
  /** The user's answer, if this call waits for one. */
  readonly decide: (call: string, decision: Decision) => void;
}

/** What is allowed for the chat is forgotten with it. */
export function createConsent(permissions: Permissions): Consent {
  const allowed = new Set<string>();
  const waiting = new Map<string, (decision: Decision) => void>();
  return {
    async to({ call, permission: { rule, ...asked }, become }, signal) {
      if (rule !== "" && (allowed.has(rule) || permissions.allows(rule))) return true;
      become({ kind: "asking", permission: asked });
      const decision = await answerTo(call, waiting, signal);
      if (decision === "deny") return false;
      if (rule !== "" && decision === "chat") allowed.add(rule);
      if (rule !== "" && decision === "always") await permissions.allow(rule);
      become({ kind: "running" });
      return true;
    },
    decide: (call, decision) => waiting.get(call)?.(decision),
  };
}

async function answerTo(
  call: string,
  waiting: Map<string, (decision: Decision) => void>,
  signal: Signal,
): Promise<Decision> {
  const deny = () => waiting.get(call)?.("deny");
  signal.addEventListener("abort", deny);
  try {
    if (signal.aborted) return "deny";
    return await new Promise((resolve) => waiting.set(call, resolve));
  } finally {
    signal.removeEventListener("abort", deny);
    waiting.delete(call);
  }
}
