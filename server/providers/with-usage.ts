/** Counts for a provider that does not tell what an answer cost. What we counted is marked. */
import type { GenerateEvent, TokenCounter } from "../completion/ports.ts";
import { countPrompt, estimateUsage } from "../completion/usage.ts";
import type { Generate } from "./retry.ts";

export function withUsage<Asked>(
  generate: Generate<Asked>,
  counterOf: (target: Asked) => TokenCounter,
): Generate<Asked> {
  return async function* (target, prompt, signal) {
    let isTold = false;
    const said: string[] = [];
    for await (const event of generate(target, prompt, signal)) {
      isTold ||= event.kind === "usage";
      said.push(wordsOf(event));
      if (event.kind === "end" && event.reason !== "aborted" && !isTold) {
        const counter = counterOf(target);
        const usage = estimateUsage(countPrompt(prompt, counter), said.join(""), counter);
        yield { kind: "usage", usage };
      }
      yield event;
    }
  };
}

function wordsOf(event: GenerateEvent): string {
  if (event.kind === "text" || event.kind === "reasoning") return event.text;
  return event.kind === "tool-call" ? event.call.name + event.call.arguments : "";
}
