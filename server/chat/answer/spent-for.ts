/** How a request ended, as far as its cost is concerned. */
import type { GenerateEvent } from "../../completion/ports.ts";
import type { Stopwatch } from "./figures.ts";
import type { ChatCost } from "../ports.ts";

/** Of what was broken off nobody tells how many tokens it was. */
const CHARACTERS_A_TOKEN = 4;

export function spentFor(
  end: GenerateEvent & { readonly kind: "end" | "failed" },
  watch: Pick<Stopwatch, "received">,
): Pick<ChatCost, "receivedTokens" | "ended"> {
  const receivedTokens = Math.ceil(watch.received() / CHARACTERS_A_TOKEN);
  if (end.kind === "failed") return { receivedTokens, ended: "failed" };
  return { receivedTokens, ended: end.reason === "aborted" ? "aborted" : "text" };
}
