/** An answer without the user's keys, which a provider may repeat, in however many pieces: what may begin one waits for what follows. */
import type { GenerateEvent } from "../../completion/ports.ts";
import type { Log } from "../../log.ts";

type Said = Extract<GenerateEvent, { kind: "text" | "reasoning" }>;

export async function* keyless(
  events: AsyncIterable<GenerateEvent>,
  { blot, begun }: Pick<Log, "blot" | "begun">,
): AsyncGenerator<GenerateEvent> {
  let held: Said | undefined;
  for await (const event of events) {
    const goesOn = isSaid(event) && event.text !== "";
    if (held && !(goesOn && event.kind === held.kind)) {
      yield held;
      held = undefined;
    }
    if (!goesOn) {
      yield event;
      continue;
    }
    const text = blot((held?.text ?? "") + event.text);
    const clear = text.length - begun(text);
    held = clear === text.length ? undefined : { kind: event.kind, text: text.slice(clear) };
    if (clear > 0) yield { ...event, text: text.slice(0, clear) };
  }
  if (held) yield held;
}

function isSaid(event: GenerateEvent): event is Said {
  return event.kind === "text" || event.kind === "reasoning";
}
